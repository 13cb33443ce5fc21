import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { chmodSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, vi } from 'vitest';
import type { ArrivedRequest } from '../../src/sandbox/request.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';
import { systemClock } from '../../src/system/time/clock.ts';
import { giveCompiledCode } from '../compiled-code.ts';
import { type Watched, watched, watchRequest } from '../openapi/watch.ts';
import { type ScriptStep, scriptedServer } from '../scripted-server.ts';

/** The program as a package manager starts it. */
export const BIN = fileURLToPath(new URL('../../bin/aitronos.js', import.meta.url));
export const DEACTIVATE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';
const LONGEST_LIFE_MS = 20_000;

/** How a process ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly exit: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One process of the program; it is killed when it lives longer than any of ours should. */
export class Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly #text = { stdout: '', stderr: '' };
  readonly #heard = new EventEmitter();

  constructor(child: ChildProcess, longest_life_ms = LONGEST_LIFE_MS) {
    this.child = child;
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        this.#text[name] += text;
        this.#heard.emit('text');
      });
    }
    const limit = setTimeout(() => child.kill('SIGKILL'), longest_life_ms);
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exit, signal) => {
        clearTimeout(limit);
        this.#heard.emit('text');
        resolve({ exit, signal, ...this.#text });
      });
    });
  }

  /** What a stream holds, as soon as it holds this, or all of it when the program has ended before. */
  async wrote(stream: 'stdout' | 'stderr', expected: RegExp): Promise<string> {
    while (!expected.test(this.#text[stream]) && this.child.exitCode === null && !this.child.signalCode) {
      await once(this.#heard, 'text');
    }
    return this.#text[stream];
  }
}

export interface StartOptions extends Pick<SpawnOptions, 'cwd' | 'uid' | 'gid' | 'stdio'> {
  /** Added to the machine's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
  /** It is killed after so long. */
  readonly longest_life_ms?: number;
  /** For Node itself, before the program's path. */
  readonly node?: readonly string[];
  /** Another path that leads to the program. */
  readonly bin?: string;
}

/**
 * An option of Node by which an interrupt comes while the program starts, which is busy then and hears of it at its
 * first wait.
 */
export const INTERRUPTED_EARLY =
  "--import=data:text/javascript,process.on('newListener',function(a){if(a==='SIGINT'&&!this.was)queueMicrotask(()=>process.kill(process.pid,a)),this.was=1})";

/** Lists of users are read with POST. */
const isChange = ({ method, path }: ArrivedRequest): boolean => method !== 'GET' && !path.endsWith('/users');

/** A machine with the program on it: a home in a temporary folder, and an API on loopback with the system's clock. */
export class Machine {
  home = '';
  /** The whole environment of a process: nothing of ours leaks in. */
  env: Record<string, string> = {};
  readonly requests: ArrivedRequest[] = [];
  #typedByHand = false;
  readonly #watched: Watched = { typedByHand: () => this.#typedByHand };
  readonly #arrivals = new EventEmitter();
  readonly #programs: Program[] = [];
  readonly #servers: { close(): Promise<void> }[] = [];

  /** `isUsed`: whether the program has been used on it before. */
  async begin(isUsed = true): Promise<void> {
    this.home = await mkdtemp(join(tmpdir(), 'aitronos-bin-'));
    if (isUsed) giveCompiledCode(join(this.home, 'state'));
    this.env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.home,
      AITRONOS_CONFIG_DIR: join(this.home, 'config'),
      AITRONOS_STATE_DIR: join(this.home, 'state'),
    };
  }

  async end(): Promise<void> {
    for (const { child } of this.#programs) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    }
    await Promise.all(this.#programs.map(({ ended }) => ended));
    for (const server of this.#servers) await server.close();
    await rm(this.home, { recursive: true, force: true });
  }

  /** The API as the sandbox serves it; the program is pointed at it and signed in. */
  async sandbox(options: Partial<SandboxOptions> = {}): Promise<void> {
    const onRequest = (request: ArrivedRequest) => {
      this.requests.push(request);
      if (isChange(request)) this.#arrivals.emit('change');
    };
    const sandbox = await startSandbox({
      clock: systemClock,
      ...watched({ onRequest }, this.#watched),
      ...options,
    });
    this.#servers.push(sandbox);
    this.#pointAt(sandbox.url);
  }

  /** An API that answers as it is told; the program is pointed at it and signed in. */
  async script(...steps: readonly ScriptStep[]): Promise<readonly ArrivedRequest[]> {
    const server = await scriptedServer(steps, systemClock, (request) => {
      watchRequest(request, this.#watched);
      return null;
    });
    this.#servers.push(server);
    this.#pointAt(server.url);
    return server.requests;
  }

  #pointAt(url: string): void {
    Object.assign(this.env, { AITRONOS_API_URL: url, AITRONOS_ACCESS_TOKEN: 'sandbox-access-token' });
  }

  /** Resolves when a change has arrived at the sandbox: what guards read comes before. */
  async arrival(): Promise<void> {
    if (!this.requests.some(isChange)) await once(this.#arrivals, 'change');
  }

  start(line: string, { node = [], bin = BIN, ...options }: StartOptions = {}): Program {
    const words = line.split(' ').filter((word) => word !== '');
    return this.#spawn(process.execPath, [...node, bin, ...words], options);
  }

  run(line: string, options?: StartOptions): Promise<Ended> {
    return this.start(line, options).ended;
  }

  /** Runs a line of the shell in which `aitronos` is the program. */
  shell(script: string, options: StartOptions = {}): Promise<Ended> {
    const aitronos = 'aitronos() { "$NODE" "$BIN" "$@"; }';
    return this.startShell(`${aitronos}; ${script}`, options).ended;
  }

  /** Starts a script of the shell in which `"$NODE" "$BIN"` is the program. */
  startShell(script: string, options: StartOptions = {}): Program {
    const env = { NODE: process.execPath, BIN, ...options.env };
    return this.#spawn('sh', ['-c', script], { ...options, env });
  }

  #spawn(
    file: string,
    args: readonly string[],
    { env, stdin, longest_life_ms, ...options }: StartOptions,
  ): Program {
    this.#typedByHand ||= / api /.test(` ${args.join(' ')} `);
    const child = spawn(file, args, { cwd: this.home, ...options, env: { ...this.env, ...env } });
    // What never reads its stdin may be gone before it is written.
    child.stdin?.on('error', () => {});
    if (stdin !== undefined) child.stdin?.end(stdin);
    const program = new Program(child, longest_life_ms);
    this.#programs.push(program);
    return program;
  }

  /** Lets another user of the system reach the home. */
  openToAll(): void {
    chmodSync(this.home, 0o755);
  }
}

/** A fresh machine for each test of a file. Processes start slowly on a busy computer. */
export function useMachine(isUsed = true): { readonly current: Machine } {
  vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
  const holder = { current: new Machine() };
  beforeEach(async () => {
    holder.current = new Machine();
    await holder.current.begin(isUsed);
  });
  afterEach(() => holder.current.end());
  return holder;
}
