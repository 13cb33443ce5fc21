// nginx itself, in front of a server of ours: 20 requests a second, two at once beside them, and 429 without a word.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export const hasNginx = () => spawnSync('nginx', ['-v']).status === 0;

/** Starts it; its URL. `behind`: the URL of what it is in front of. */
export async function nginx(workbench, behind) {
  const port = await freePort();
  const folder = workbench.folder('nginx');
  const config = workbench.file('nginx.conf', configuration(folder, port, behind));
  const server = spawn('nginx', ['-p', folder, '-e', 'error.log', '-c', config], { ...workbench.leash() });
  server.on('error', () => {});
  const url = `http://127.0.0.1:${port}`;
  await answers(url, server);
  return url;
}

const configuration = (folder, port, behind) => `daemon off;
master_process off;
pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  limit_req_zone $binary_remote_addr zone=api:1m rate=20r/s;
  limit_req_status 429;
  server {
    listen 127.0.0.1:${port};
    location / { limit_req zone=api burst=2 nodelay; proxy_pass ${behind}; }
  }
}
`;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url, server) {
  for (let tries = 0; tries < 100 && server.exitCode === null; tries += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx did not start');
}
