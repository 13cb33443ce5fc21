// An API behind a token bucket that holds a fifth more than a second's requests, full at the start:
// `limited-server.js BUNDLE PER_SECOND TELLS`. BUNDLE is that of test/pacing/servers.ts and told.ts, TELLS what told.ts
// knows. A process of its own, so that it does not share a thread with the clock.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [bundle, per_second, tells] = process.argv.slice(2);
const { answerOf, tokenBucket } = await import(bundle);
const limit = tokenBucket(Number(per_second) / 1000, Number(per_second) * 1.2, Number(per_second));
const documented = readFileSync(new URL('../../data/api/deactivate-200.json', import.meta.url), 'utf8');
const NO_ROLES = '[]';
const REFUSED = JSON.stringify({ error: { code: 'RATE_LIMITED', message: 'too many requests' } });

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const now = performance.now();
    const accepted = limit.next(now) <= now;
    if (accepted) limit.take(now);
    const { status, headers } = answerOf(limit, tells, accepted, now, Date.now());
    const id = request.url.split('/', 6)[5] ?? 'usr_abc123';
    const answer = request.url.endsWith('/roles') ? NO_ROLES : documented.replaceAll('usr_abc123', id);
    const body = accepted ? answer : REFUSED;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
});

server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));

// The parent is gone, however it went.
process.on('disconnect', () => process.exit());
