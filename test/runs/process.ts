import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import type { RunRecord } from '../../src/results/record.ts';
import { runIds } from '../../src/runs/journal/run-folders.ts';
import { journalFile } from '../../src/runs/journal/run-paths.ts';
import type { Summary } from '../../src/runs/summary.ts';
import type { ArrivedRequest } from '../../src/sandbox/request.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import type { UserEvent } from '../../src/sandbox/state/events/event.ts';
import { type Clock, systemClock } from '../../src/system/time/clock.ts';
import { giveCompiledCode } from '../compiled-code.ts';
import { watched } from '../openapi/watch.ts';

/** How long the sandbox takes for an answer, in real time. */
const LATENCY_MS = 20;
/** What it is told: longer than its work takes, or on a busy machine it would not wait, whether it should or not. */
const SANDBOX_LATENCY_MS = 3_600_000;

const program = fileURLToPath(new URL('../../bin/aitronos.js', import.meta.url));

/** How a process ended; `exit` is what a shell tells: 128 and the signal's number for one that a signal ended. */
export interface EndedProcess {
  readonly exit: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built program as a process. */
export class Process {
  readonly pid: number;
  readonly ended: Promise<EndedProcess>;
  readonly #child: ChildProcess;
  readonly #said = { stdout: '', stderr: '' };

  constructor(words: readonly string[], env: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.pid = this.#child.pid ?? 0;
    this.ended = this.#end();
  }

  /** Nothing happens to a process that has ended. */
  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves when it has written so many lines to stdout. */
  async lines(count: number): Promise<void> {
    while (this.#said.stdout.split('\n').length <= count && this.#child.stdout) {
      await once(this.#child.stdout, 'data');
    }
  }

  async #end(): Promise<EndedProcess> {
    const said = this.#said;
    for (const name of ['stdout', 'stderr'] as const) {
      this.#child[name]?.setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    }
    const [code, signal]: (number | NodeJS.Signals | null)[] = await once(this.#child, 'close');
    if (typeof signal === 'string') return { exit: 128 + constants.signals[signal], signal, ...said };
    return { exit: Number(code), signal: null, ...said };
  }
}

/** What a journal says after its header. */
export interface JournalLine {
  readonly sent?: number;
  readonly row?: number;
  readonly record?: RunRecord;
  readonly ended?: Summary;
}

/** The built program as processes, and a sandbox in this one that keeps a log of every change. */
export class Processes {
  home = '';
  #sandbox: Sandbox | undefined;
  #arrived = 0;
  #env: Record<string, string> = {};
  readonly #waiting = new Set<() => void>();
  readonly #processes = new Set<Process>();
  readonly #watching = new Set<AbortController>();
  readonly #held = new Set<() => void>();
  #holding = false;

  /** Answers come 20 ms after the change, or when `release` is called if they are held back. */
  async begin(): Promise<void> {
    this.home = await mkdtemp(join(tmpdir(), 'aitronos-process-'));
    await mkdir(this.#runs, { recursive: true, mode: 0o700 });
    giveCompiledCode(join(this.home, 'state'));
    const clock: Clock = { ...systemClock, sleep: (_ms, signal) => this.#late(signal) };
    const onRequest = ({ method }: ArrivedRequest) => {
      // Guards read before the rows are sent.
      if (method === 'GET') return;
      this.#arrived += 1;
      this.#look();
    };
    const folder = join(this.home, 'sandbox');
    this.#sandbox = await startSandbox({
      clock,
      folder,
      users: 320,
      latency_ms: SANDBOX_LATENCY_MS,
      ...watched({ onRequest }),
    });
    this.#env = {
      PATH: process.env['PATH'] ?? '',
      AITRONOS_API_URL: this.#sandbox.url,
      AITRONOS_ACCESS_TOKEN: this.#sandbox.access_token,
      AITRONOS_CONFIG_DIR: join(this.home, 'config'),
      AITRONOS_STATE_DIR: join(this.home, 'state'),
    };
  }

  async end(): Promise<void> {
    this.release();
    for (const stop of this.#watching) stop.abort();
    for (const process of this.#processes) process.kill('SIGKILL');
    await Promise.all([...this.#processes].map(({ ended }) => ended));
    await this.#sandbox?.close();
    await rm(this.home, { recursive: true, force: true });
  }

  async #late(signal: AbortSignal | undefined): Promise<void> {
    await systemClock.sleep(LATENCY_MS, signal);
    if (!this.#holding) return;
    await new Promise<void>((resolve) => {
      this.#held.add(resolve);
      this.#look();
    });
  }

  /** From now on the sandbox makes the changes, but answers nothing; resolves when it holds back so many answers. */
  hold(count: number): Promise<void> {
    this.#holding = true;
    return this.#until(() => this.#held.size >= count);
  }

  /** Lets so many of the answers go that are held back; without a number all of them, and those to come. */
  release(count = Number.POSITIVE_INFINITY): void {
    this.#holding = Number.isFinite(count);
    for (const answer of [...this.#held].slice(0, count)) {
      this.#held.delete(answer);
      answer();
    }
  }

  /** A file of so many users, all of them active; gives back their ids. */
  async leavers(count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, (_, index) => `usr_${String(index + 1).padStart(6, '0')}`);
    await writeFile(this.#leavers, `user_id\n${ids.join('\n')}\n`);
    return ids;
  }

  start(line: string): Process {
    const started = new Process(line.split(' '), this.#env);
    this.#processes.add(started);
    return started;
  }

  run(line: string): Promise<EndedProcess> {
    return this.start(line).ended;
  }

  /** Begins the run of `leavers`. */
  startRun(): Process {
    const many = `--from ${this.#leavers} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check -o jsonl`;
    return this.start(`users deactivate ${many} --concurrency 8`);
  }

  get #leavers(): string {
    return join(this.home, 'leavers.csv');
  }

  get #runs(): string {
    return join(this.home, 'state', 'runs');
  }

  /** Resolves when so many more changes have arrived. */
  requests(count: number): Promise<void> {
    const enough = this.#arrived + count;
    return this.#until(() => this.#arrived >= enough);
  }

  /** Resolves when so many things have happened to the files of the run, or of all runs where none has begun. */
  fileEvents(run: string | undefined, count: number): Promise<void> {
    const stop = new AbortController();
    let seen = 0;
    const events = new Promise<void>((resolve) => {
      watch(run === undefined ? this.#runs : this.runFolder(run), { signal: stop.signal }, () => {
        seen += 1;
        if (seen === count) resolve();
      });
    });
    this.#watching.add(stop);
    return events.finally(() => stop.abort());
  }

  #until(reached: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!reached()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }

  get arrived(): number {
    return this.#arrived;
  }

  /** The runs that have begun, newest first. */
  runs(): string[] {
    return runIds(this.#runs);
  }

  runFolder(run: string): string {
    return join(this.#runs, run);
  }

  async journal(run: string): Promise<JournalLine[]> {
    const lines = await jsonLines<JournalLine>(journalFile(this.runFolder(run)));
    return lines.slice(1);
  }

  /** Every change that the sandbox made, in order. */
  async changes(): Promise<UserEvent[]> {
    const log = join(this.home, 'sandbox', 'changes.jsonl');
    return existsSync(log) ? (await jsonLines<UserEvent>(log)).slice(1) : [];
  }
}

async function jsonLines<T>(path: string): Promise<T[]> {
  return (await readFile(path, 'utf8'))
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

/** A sandbox and a home for the processes of each test of a file. */
export function useProcesses(): { readonly current: Processes } {
  const holder = { current: new Processes() };
  beforeEach(async () => {
    holder.current = new Processes();
    await holder.current.begin();
  });
  afterEach(() => holder.current.end());
  return holder;
}
