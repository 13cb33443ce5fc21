import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exampleLines } from '../../src/commands/help/errors.ts';
import { type Example, WHERE } from '../../src/errors/catalogue/entry.ts';
import { giveCompiledCode } from '../compiled-code.ts';
import { BIN } from './process.ts';

/** The port of all examples; each test has another one, so that two can run at once. */
const PORT = /\b4700\b/g;
/** Whom root becomes for an example that root cannot see. */
const OTHER_USER = 65_534;
const LONGEST_LIFE_MS = 15_000;

/** A folder for one example, with the shells that were started in it. */
export class ExampleFolder {
  readonly port: number;
  readonly home: string;
  readonly #shells: ChildProcess[] = [];

  private constructor(port: number, home: string) {
    this.port = port;
    this.home = home;
  }

  static async make(): Promise<ExampleFolder> {
    const home = await mkdtemp(join(tmpdir(), 'aitronos-example-'));
    await mkdir(join(home, '.programs'));
    await symlink(BIN, join(home, '.programs', 'aitronos'));
    await mkdir(join(home, 'node_modules'));
    await symlink(dirname(dirname(BIN)), join(home, 'node_modules', 'aitronos'));
    return new ExampleFolder(await freePort(), home);
  }

  /** Starts what the example has in another terminal, and waits until it serves. */
  async serve({ server = '', where }: Example): Promise<void> {
    // What belongs to root is no folder of another user.
    if (where !== WHERE.notRoot) giveCompiledCode(join(this.home, '.local', 'state', 'aitronos'));
    if (server === '') return;
    this.#start(this.typed({ lines: [server] }));
    if (server.includes('4700')) await listening(this.port);
  }

  /** Types the lines of the example as help prints them, and tells how the last of them ended. */
  async run({
    lines,
    where,
    takes_s = 0,
  }: Example): Promise<{ readonly exit: number | null; readonly said: string }> {
    const uid = where === WHERE.notRoot && process.geteuid?.() === 0 ? OTHER_USER : null;
    if (uid !== null) await chown(this.home, uid, uid);
    const shell = this.#start(this.typed({ lines }), uid);
    const limit = setTimeout(() => end(shell), LONGEST_LIFE_MS + takes_s * 2000);
    const [exit] = await once(shell, 'exit');
    clearTimeout(limit);
    return { exit, said: await readFile(this.#printed(this.#shells.indexOf(shell)), 'utf8') };
  }

  /** Lines as they stand on a page of help, without the marks of its prompts, at the port of this folder. */
  typed({ lines: typed }: Pick<Example, 'lines'>): string {
    const lines = exampleLines({ lines: typed }, 74).map((line) => line.replace(/^\$ /, ''));
    return lines.join('\n').replaceAll(PORT, String(this.port));
  }

  /** Ends all that was started here, with what it started itself, and removes the folder. */
  async remove(): Promise<void> {
    await Promise.all(this.#shells.map(end));
    await rm(this.home, { recursive: true, force: true });
  }

  /** The file with what a shell has printed. */
  #printed(shell: number): string {
    return join(this.home, `.printed-${shell}`);
  }

  /** A shell that leads a group of processes, in an environment that holds nothing of the test's own. */
  #start(script: string, uid: number | null = null): ChildProcess {
    const path = [join(this.home, '.programs'), dirname(process.execPath), process.env['PATH']].join(':');
    const env = { PATH: path, HOME: this.home };
    // A file, because a pipe ends with the last process that holds it, and some of those only end with the folder.
    const said = openSync(this.#printed(this.#shells.length), 'w');
    const user = uid === null ? {} : { uid, gid: uid };
    const options = { cwd: this.home, env, detached: true, ...user } as const;
    const shell = spawn('sh', ['-c', script], { ...options, stdio: ['ignore', said, said] });
    closeSync(said);
    this.#shells.push(shell);
    return shell;
  }
}

/** Ends a shell and all that it started: the negative number names the group. */
async function end(shell: ChildProcess): Promise<void> {
  if (shell.pid === undefined) return;
  const gone = shell.exitCode !== null || shell.signalCode !== null ? null : once(shell, 'exit');
  try {
    process.kill(-shell.pid, 'SIGKILL');
  } catch {
    // The whole group has ended by itself.
  }
  await gone;
}

const FIRST_PORT = 10_000;
const PORTS_OF_A_WORKER = 2_500;
let given = 0;

/**
 * A port below those that the system gives out by itself, from 32768 on: one of these could be another program's before
 * the example's server listens at it. Each worker of the tests has its own.
 */
async function freePort(): Promise<number> {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % 9;
  for (let tries = 0; tries < PORTS_OF_A_WORKER; tries += 1) {
    const port = FIRST_PORT + worker * PORTS_OF_A_WORKER + (given % PORTS_OF_A_WORKER);
    given += 1;
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const listens = await new Promise<boolean>((resolve) => {
    server.on('listening', () => resolve(true)).on('error', () => resolve(false));
  });
  if (listens) await new Promise((resolve) => server.close(resolve));
  return listens;
}

/** Waits until something listens at the port, ten seconds at the most. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const answered = await new Promise<boolean>((resolve) => {
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    });
    socket.destroy();
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`nothing listens at port ${port}`);
}
