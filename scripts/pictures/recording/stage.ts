import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Scene } from './scenes.ts';

const PROGRAM = resolve('bin/aitronos.js');
/** Nothing of the caller's settings gets in; who signs in and the defaults are those of the sandbox. */
const SETTINGS = { AITRONOS_ORG: 'org_xyz789', AITRONOS_TRANSFER_TO: 'dept_eng001' };

type Environment = Readonly<Record<string, string>>;

/** Where a scene is played: an empty folder, the program in PATH, and a sandbox that is served for it alone. */
export interface Stage {
  readonly folder: string;
  readonly env: Environment;
  close(): Promise<void>;
}

/** Makes ready what a scene begins with; somebody is signed in, and organization and department are set. */
export async function openStage(scene: Scene): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'aitronos-pictures-'));
  const folder = join(home, 'work');
  for (const name of ['work', 'bin']) mkdirSync(join(home, name));
  const command = `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`;
  writeFileSync(join(home, 'bin', 'aitronos'), command, { mode: 0o755 });
  const env = {
    PATH: join(home, 'bin') + delimiter + process.env['PATH'],
    HOME: home,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    AITRONOS_CONFIG_DIR: join(home, 'config'),
    AITRONOS_STATE_DIR: join(home, 'state'),
    ...SETTINGS,
  };
  const server = serveSandbox(scene, env);
  const close = async () => {
    if (server.exitCode === null) {
      server.kill();
      await once(server, 'close');
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const signedIn = { ...env, ...(await whereItIs(server.stdout)) };
    if (scene.leavers) writeFileSync(join(folder, 'leavers.csv'), await leaversCsv(scene.leavers, signedIn));
    return { folder, env: signedIn, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function serveSandbox({ users, latency }: Scene, env: Environment): ChildProcess & { stdout: Readable } {
  const options = ['--port', '0', '--json', '--seed', '1'];
  if (users !== undefined) options.push('--users', String(users));
  if (latency !== undefined) options.push('--latency', String(latency));
  return spawn(process.execPath, [PROGRAM, 'sandbox', 'start', ...options], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 120_000,
  });
}

/** The address and the token, from the object that the sandbox prints before it goes on. */
async function whereItIs(stdout: Readable): Promise<Environment> {
  let text = '';
  for await (const piece of stdout.iterator({ destroyOnReturn: false })) {
    text += piece;
    if (!/^\}/m.test(text)) continue;
    const { url, access_token } = JSON.parse(text);
    return { AITRONOS_API_URL: url, AITRONOS_ACCESS_TOKEN: access_token };
  }
  throw new Error(`the sandbox ended before it said where it is: ${text}`);
}

/** A file of addresses, as a personnel office sends it. */
async function leaversCsv(choose: NonNullable<Scene['leavers']>, env: Environment): Promise<string> {
  const list = ['users', 'list', '--all', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...list], { env });
  const members: readonly { readonly email: string }[] = JSON.parse(stdout);
  return ['email', ...choose(members.map(({ email }) => email)), ''].join('\n');
}
