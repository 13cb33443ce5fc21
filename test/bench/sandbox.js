// The sandbox as a process of its own, so that it does not share a thread with the clock.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const aitronos = fileURLToPath(new URL('../../bin/aitronos.js', import.meta.url));
let counter = 0;

/** Starts it with these options; its address and its token. */
export async function sandbox(workbench, options) {
  counter += 1;
  const env = {
    ...process.env,
    AITRONOS_STATE_DIR: workbench.folder(`sandbox-${counter}`),
    AITRONOS_CONFIG_DIR: workbench.folder(`sandbox-config-${counter}`),
  };
  const words = `sandbox start --port 0 --json ${options}`.split(' ');
  const server = spawn(process.execPath, [aitronos, ...words], { env, ...workbench.leash() });
  server.on('error', () => {});
  let text = '';
  while (!text.includes('}\n')) text += String((await once(server.stdout, 'data'))[0]);
  const { url, access_token } = JSON.parse(text);
  return { url, token: access_token };
}
