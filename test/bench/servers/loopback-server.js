// An API that costs nothing: every request is read to its end and answered with the documented 200 of deactivate, at once or
// after the milliseconds of the first argument.
// A process of its own, so that it does not share a thread with the clock.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const answer = readFileSync(new URL('../../data/api/deactivate-200.json', import.meta.url));
const headers = { 'Content-Type': 'application/json', 'Content-Length': answer.length };

const latency_ms = Number(process.argv[2] ?? 0);

const server = createServer((request, response) => {
  const send = () => response.writeHead(200, headers).end(answer);
  request.resume().on('end', latency_ms > 0 ? () => setTimeout(send, latency_ms) : send);
});

server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));

// The parent is gone, however it went.
process.on('disconnect', () => process.exit());
