import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { afterEach, beforeEach } from 'vitest';
import { main } from '../src/main.ts';
import './short-stacks.ts';
// Loaded beforehand, because the virtual clock does not wait until the program has loaded what draws.
import '../src/output/progress.ts';
// And what most calls load when they run: on a busy machine that takes the first test of a worker close to its time.
import '../src/api/http/pool.ts';
import '../src/commands/users/run/run-many.ts';
import '../src/runs/input/user-rows.ts';
import type { ArrivedRequest } from '../src/sandbox/request.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../src/sandbox/server.ts';
import type { Environment, Folders } from '../src/system/environment.ts';
import { LockWaits } from '../src/system/locks/lock-wait.ts';
import type { Clock } from '../src/system/time/clock.ts';
import { VirtualClock } from './clock.ts';
import { MEMORY_FOLDER } from './memory-folder.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import type { MemoryPager } from './memory-pager.ts';
import { type Watched, watched, watchRequest } from './openapi/watch.ts';
import { untoldAnswer } from './schema/checked-answer.ts';
import { type Answer, type ScriptedServer, type ScriptStep, scriptedServer } from './scripted-server.ts';

/** The number of a process that is no more. */
export const DEAD = 999_999_999;

/** The organization of the sandbox, as a line names it. */
export const ORG = '--org org_xyz789';
/** The same, and who takes over. */
export const TO = `${ORG} --transfer-to dept_eng001`;
/** What takes the token of the world away. */
export const SIGNED_OUT = { AITRONOS_ACCESS_TOKEN: undefined };

/** How one call of the program ended. */
export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  /** Added to the world's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Buffer;
  /** Which streams are terminals. */
  readonly terminal?: boolean;
  /** The width of the terminal; 100 unless another is given. */
  readonly columns?: number;
  /** Its height in lines; it does not say one unless one is given. */
  readonly rows?: number;
  /** The pager that is on this machine; a call without one may start none. */
  readonly pager?: MemoryPager;
  /** Stdout and stderr go into regular files. */
  readonly file?: boolean;
  /** What was typed before there was a question. */
  readonly typedBefore?: string;
  /** Told whether the terminal gives single keys, and shows nothing of them. */
  readonly setRawMode?: (raw: boolean) => void;
  /** The answers typed at the terminal, each after its question has appeared. */
  readonly answers?: readonly (readonly [question: string, keys: string | (() => Promise<string>)])[];
  /** Interrupts the program when it aborts. */
  readonly interrupt?: AbortController;
  /** Interrupts the program when it begins to wait. */
  readonly interruptAtWait?: boolean;
  readonly stdout?: Writable;
  /** The world's own time unless another is given. */
  readonly clock?: Clock;
  /** The world's own unless others are given. */
  readonly folders?: Folders;
  /** The holder of a run is watched in the time of the clock, which passes at once. */
  readonly watchesAtOnce?: true;
  /** The number of the process. */
  readonly pid?: number;
  /** What stands for the version of Node. */
  readonly node?: string;
  /** This machine's own unless another is given; on `win32` files have no owners. */
  readonly platform?: string;
}

/** Windows has no user ids. */
const userId = (platform?: string) => (platform === 'win32' ? null : (process.geteuid?.() ?? null));

/** The questions of guards, and answers that name nobody. */
const LOOKS: readonly (readonly [RegExp, object])[] = [
  [/^\/v1\/user\/me$/, { id: 'usr_caller' }],
  [/^\/v1\/organizations\/[^/]+\/roles$/, { roles: [] }],
  [/^\/v1\/organizations\/[^/]+\/roles\/[^/]+\/members(\?|$)/, { members: [] }],
];

/** Commands of which nothing but the guards looks before the rows are sent. */
const LOOKS_ALONE = /^users (deactivate|remove) .*--no-check|^runs (resume|retry|undo) /;

/** A sandbox of the API, a home in a temporary folder, a clock, and the whole program in this process. */
export class World {
  readonly clock = new VirtualClock();
  readonly keychain = new MemoryKeychain();
  /** The requests that arrived, at the sandbox or at the scripted server. */
  requests: ArrivedRequest[] = [];
  /**
   * What the guards of a run asked where nothing else asks first (`--no-check`, and a run that is taken up again): it
   * stands apart, so that `requests` are the rows alone. A scripted server answers it with no user and no owners.
   */
  looks: ArrivedRequest[] = [];
  /** False where the script of a test answers what guards ask. */
  answersLooks = true;
  #looksStandApart = false;
  #typedByHand = false;
  readonly #watched: Watched = { typedByHand: () => this.#typedByHand };
  home = '';
  url = '';
  env: Record<string, string | undefined> = {};
  #stdout: Writable = new Captured(false);
  #stderr: Writable = new Captured(false);
  readonly #servers: (Sandbox | ScriptedServer)[] = [];

  /** `folder`: where its home is made. */
  async begin(folder = MEMORY_FOLDER): Promise<void> {
    this.home = mkdtempSync(join(folder, 'aitronos-test-'));
    const sandbox = await this.sandbox();
    this.env = { AITRONOS_ACCESS_TOKEN: sandbox.access_token, AITRONOS_API_URL: sandbox.url };
  }

  async end(): Promise<void> {
    for (const server of this.#servers) await server.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** The API as the sandbox serves it; the program is pointed at it. */
  async sandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
    const onRequest = (request: ArrivedRequest) => {
      if (this.#answerToLook(request) === null) this.requests.push(request);
    };
    const sandbox = await startSandbox({
      clock: this.clock.server,
      ...watched({ onRequest }, this.#watched),
      ...options,
    });
    this.#servers.push(sandbox);
    this.#pointAt(sandbox.url);
    return sandbox;
  }

  /** An API that answers as it is told; the program is pointed at it. */
  async script(...steps: readonly ScriptStep[]): Promise<ScriptedServer> {
    const server = await scriptedServer(steps, this.clock.server, (request) => {
      watchRequest(request, this.#watched);
      return this.#answerToLook(request);
    });
    this.#servers.push(server);
    this.requests = server.requests;
    this.#pointAt(server.url);
    return server;
  }

  #answerToLook(request: ArrivedRequest): Answer | null {
    if (!this.#looksStandApart || request.method !== 'GET') return null;
    const found = LOOKS.find(([path]) => path.test(request.path));
    if (found === undefined) return null;
    this.looks.push(request);
    return { status: 200, body: found[1] };
  }

  #pointAt(url: string): void {
    this.url = url;
    this.env['AITRONOS_API_URL'] = url;
  }

  /** Runs the program with the words of a line; words with blanks in them are given as an array. */
  async run(line: string | readonly string[], options: CallOptions = {}): Promise<Ended> {
    const argv = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
    const terminal = options.terminal === true;
    const { node = process.versions.node } = options;
    this.#typedByHand = argv.includes('api');
    this.#looksStandApart = this.answersLooks && LOOKS_ALONE.test(argv.join(' '));
    const stdout = options.stdout ?? new Captured(terminal, options.columns, options.rows);
    this.#stdout = stdout;
    const stderr = new Captured(terminal, options.columns);
    this.#stderr = stderr;
    const stdin = terminal
      ? keyboard(String(options.stdin ?? ''), options.setRawMode)
      : Readable.from(options.stdin ?? '');
    const interrupt = options.interrupt ?? new AbortController();
    // As the real one: a signal destroys it.
    stdin.on('error', () => {});
    interrupt.signal.addEventListener('abort', () => stdin.destroy(new Error('a signal')), { once: true });
    this.clock.onSleep = () => options.interruptAtWait && interrupt.abort();
    const environment: Environment = {
      argv,
      env: { ...this.env, ...options.env },
      stdin,
      stdout,
      stderr,
      isFile: () => options.file === true,
      clock: options.clock ?? this.clock,
      random: () => 0.5,
      signal: interrupt.signal,
      onStop: () => () => {},
      isInForeground: () => true,
      takeTyped: async () => options.typedBefore ?? '',
      folders: options.folders ?? {
        config: join(this.home, 'config'),
        state: join(this.home, 'state'),
        ignored: [],
      },
      platform: options.platform ?? process.platform,
      pid: options.pid ?? process.pid,
      uid: userId(options.platform),
      isAlive: (pid) => pid !== DEAD,
      waits: new LockWaits(interrupt.signal),
      watchClock: options.watchesAtOnce && this.clock,
      program: join(this.home, 'bin', 'aitronos'),
      node,
      keychain: this.keychain,
      startPager: (command) => {
        if (options.pager) return options.pager.start(command);
        throw new Error('no pager was expected');
      },
    };
    const over = new AbortController();
    const ended = main(environment).finally(() => over.abort('over'));
    await Promise.race([ended, typeAnswers(stdin, stderr, options.answers ?? [], over.signal)]);
    const exit = await ended;
    const call = { exit, stdout: String(stdout), stderr: String(stderr) };
    // A stream of the test's own keeps what it gets to itself.
    const untold = options.stdout ? [] : untoldAnswer(argv, call);
    if (untold.length > 0) throw new Error(`no schema says so of ${argv.join(' ')}:\n${untold.join('\n')}`);
    return call;
  }

  /** What the program that was started last has written to stdout, once it holds this. */
  async output(expected: RegExp): Promise<string> {
    const stdout = this.#stdout;
    while (!expected.test(String(stdout))) await new Promise((resolve) => setImmediate(resolve));
    return String(stdout);
  }

  /** What the program that was started last has written to stderr by now, also after its end. */
  get said(): string {
    return String(this.#stderr);
  }

  /** The command that everything exists for. */
  deactivate(more = '', options: CallOptions = {}): Promise<Ended> {
    return this.run(
      `users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 ${more}`,
      options,
    );
  }
}

/** A terminal's keyboard on which these keys are pressed. */
function keyboard(
  keys: string,
  setRawMode: (raw: boolean) => void = () => {},
): PassThrough & { isTTY: boolean; setRawMode: (raw: boolean) => void } {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
  stdin.write(keys);
  return stdin;
}

/** Types each answer when its question has come up after the one before, unless the program is over. */
async function typeAnswers(
  stdin: Environment['stdin'],
  stderr: Captured,
  answers: NonNullable<CallOptions['answers']>,
  over: AbortSignal,
): Promise<void> {
  let seen = 0;
  for (const [question, keys] of answers) {
    while (!String(stderr).slice(seen).includes(question)) {
      if (over.aborted) return;
      await new Promise((next) => setTimeout(next, 1));
    }
    seen = String(stderr).length;
    const typed = typeof keys === 'string' ? keys : await keys();
    if (stdin instanceof PassThrough) stdin.write(typed);
  }
}

/** Collects the written text. */
class Captured extends Writable {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly rows: number | undefined;
  #text = '';

  constructor(isTTY: boolean, columns = 100, rows?: number) {
    super();
    this.isTTY = isTTY;
    this.columns = columns;
    this.rows = rows;
  }

  // What a terminal's stream has besides.
  clearLine(): void {}
  cursorTo(): void {}
  moveCursor(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#text += chunk.toString();
    done();
  }

  override toString(): string {
    return this.#text;
  }
}

/** A fresh world for each test of a file, with its home in memory, or in the folder that is named. */
export function useWorld(folder?: string): { readonly current: World } {
  const holder = { current: new World() };
  beforeEach(async () => {
    holder.current = new World();
    await holder.current.begin(folder);
  });
  afterEach(() => holder.current.end());
  return holder;
}
