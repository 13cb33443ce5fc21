// The library as a program uses it: against a sandbox that serves, and within the one file of a bundler.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { env, expect, home, project, run } from './place.js';

export async function testLibrary() {
  const script = `
    import { Aitronos, ApiError } from 'aitronos';
    const client = new Aitronos({
      accessToken: process.env.AITRONOS_ACCESS_TOKEN,
      baseUrl: process.env.AITRONOS_API_URL,
    });
    const deactivate = () =>
      client.users.deactivate('usr_abc123', {
        organization_id: 'org_xyz789',
        transfer_resources_to_department_id: 'dept_eng001',
      });
    const user = await deactivate();
    const again = await deactivate().catch((error) => error);
    console.log(user.id, user.account_state, again instanceof ApiError, again.code, again.status);
    console.log(again.constructor.name, /library\\.mjs:/.test(again.stack));
    await client.close();
  `;
  writeFileSync(join(project, 'library.mjs'), script);
  // Data of its own: the sandbox of the tests before knows the user as deactivated.
  const state = { AITRONOS_STATE_DIR: join(home, 'library-state') };
  const program = join(project, 'node_modules', 'aitronos', 'bin', 'aitronos.js');
  const server = spawn(process.execPath, [program, 'sandbox', 'start', '--port', '0', '--json'], {
    env: { ...env, ...state },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
  });
  const ended = once(server, 'exit');
  try {
    const { url, access_token } = await firstObject(server.stdout);
    const output = run(process.execPath, ['library.mjs'], {
      env: { ...env, AITRONOS_API_URL: url, AITRONOS_ACCESS_TOKEN: access_token },
      shell: false,
      // The server is another process, so it can answer while this one waits.
      timeout: 30_000,
    });
    expect(output, /^usr_abc123 deactivated true USER_ALREADY_DEACTIVATED 422\s+ApiError true\s*$/);
  } finally {
    server.kill();
    await ended;
  }
}

/**
 * The connection is refused, by an error of the library: so undici, which lies in another file of the package, is
 * there.
 */
export async function testBundled() {
  const contents = `
    import { Aitronos, ConnectionError } from 'aitronos';
    const client = new Aitronos({ accessToken: 'a-token', baseUrl: 'http://127.0.0.1:1', retries: 0 });
    const error = await client.account.me().catch((reason) => reason);
    console.log(error instanceof ConnectionError, error.code);
  `;
  const outfile = join(home, 'bundled.mjs');
  const stdin = { contents, resolveDir: project };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' });
  expect(run(process.execPath, [outfile], { cwd: home, shell: false }), /^true CONNECTION_REFUSED\s*$/);
}

/** The first JSON object on a stream that goes on. */
async function firstObject(stream) {
  let text = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (/^\}/m.test(text)) return JSON.parse(text);
  }
  throw new Error(`the sandbox ended before it said where it is: ${text}`);
}
