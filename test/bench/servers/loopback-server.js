// An API that costs nothing: every request is read to its end and answered with the documented 200 of deactivate, about the user
// of its path, at once or after the milliseconds of the first argument; the second one makes it so many bytes larger, and the
// third one is a folder with the certificate by which it speaks HTTPS. There are no roles, and no list of members (404).
// A process of its own, so that it does not share a thread with the clock.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';

const documented = readFileSync(new URL('../../data/api/deactivate-200.json', import.meta.url), 'utf8');
const more = 'x'.repeat(Number(process.argv[3] ?? 0));
const [before, after] = (more ? documented.replace('{', `{"biography":"${more}",`) : documented).split(
  'usr_abc123',
);
const bare = Buffer.byteLength(before + after);

const latency_ms = Number(process.argv[2] ?? 0);

const answer = (request, response) => {
  const id = request.url.split('/', 6)[5] ?? 'usr_abc123';
  const isRoles = request.url.endsWith('/roles');
  const [body, length] = isRoles ? ['[]', 2] : [before + id + after, bare + id.length];
  const status = request.url.endsWith('/users') ? 404 : 200;
  const headers = { 'Content-Type': 'application/json', 'Content-Length': length };
  const send = () => response.writeHead(status, headers).end(body);
  request.resume().on('end', latency_ms > 0 ? () => setTimeout(send, latency_ms) : send);
};

const folder = process.argv[4];
const pem = (name) => readFileSync(`${folder}/${name}.pem`);
const server = folder
  ? createSecureServer({ key: pem('key'), cert: pem('cert') }, answer)
  : createServer(answer);
const scheme = folder ? 'https' : 'http';

server.listen(0, '127.0.0.1', () => process.send(`${scheme}://127.0.0.1:${server.address().port}`));

// The parent is gone, however it went.
process.on('disconnect', () => process.exit());
