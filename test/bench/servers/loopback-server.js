// An API that costs nothing: every request is read to its end and answered with the documented 200 of deactivate, about the user
// of its path, at once or after the milliseconds of the first argument; the second one makes it so many bytes larger.
// A process of its own, so that it does not share a thread with the clock.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const documented = readFileSync(new URL('../../data/api/deactivate-200.json', import.meta.url), 'utf8');
const more = 'x'.repeat(Number(process.argv[3] ?? 0));
const [before, after] = (more ? documented.replace('{', `{"biography":"${more}",`) : documented).split(
  'usr_abc123',
);
const bare = Buffer.byteLength(before + after);

const latency_ms = Number(process.argv[2] ?? 0);

const server = createServer((request, response) => {
  const id = request.url.split('/', 6)[5] ?? 'usr_abc123';
  const headers = { 'Content-Type': 'application/json', 'Content-Length': bare + id.length };
  const send = () => response.writeHead(200, headers).end(before + id + after);
  request.resume().on('end', latency_ms > 0 ? () => setTimeout(send, latency_ms) : send);
});

server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));

// The parent is gone, however it went.
process.on('disconnect', () => process.exit());
