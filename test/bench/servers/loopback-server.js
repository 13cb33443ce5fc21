// An API that costs nothing: every request is read to its end and answered at once with the documented 200 of deactivate.
// A process of its own, so that it does not share a thread with the clock.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const answer = readFileSync(new URL('../../data/api/deactivate-200.json', import.meta.url));
const headers = { 'Content-Type': 'application/json', 'Content-Length': answer.length };

const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, headers).end(answer));
});

server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));

// The parent is gone, however it went.
process.on('disconnect', () => process.exit());
