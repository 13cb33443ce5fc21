import { fstatSync } from 'node:fs';
import { type Clock, systemClock } from './clock.ts';
import { type Folders, foldersOf } from './folders.ts';
import { ignoresHangUp } from './hang-up.ts';
import { type Keychain, keychainProcess } from './keychain.ts';

/** Where text is read from; a terminal or not. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };

/** Where text goes; a terminal or not. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal in characters. */
  readonly columns?: number | undefined;
};

/** Everything the program may ask of the world. Tests hand in another one. */
export interface Environment {
  /** What was typed after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether a stream goes into a regular file. */
  readonly isFile: (stream: 'stdout' | 'stderr') => boolean;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Aborts at the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  readonly folders: Folders;
  /** Such as `linux`, `win32`. */
  readonly platform: string;
  /** The number of this process. */
  readonly pid: number;
  /** The user whose rights it has; null on Windows. */
  readonly uid: number | null;
  /** Whether a process of this machine still runs. */
  readonly isAlive: (pid: number) => boolean;
  /** The file by which the program was started. */
  readonly program: string;
  /** Version of Node, such as `20.18.1`. */
  readonly node: string;
  readonly keychain: Keychain;
}

/** The host of a real process: the only place that knows it. The global is used: importing it opens its three streams. A second signal ends the process at once. `keychainScript`: what is run to ask the keychain. */
export function nodeEnvironment(keychainScript: string): Environment {
  const { argv, env, stdout, stderr, versions } = process;
  const interrupt = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = (signal: NodeJS.Signals) => {
    if (signal === 'SIGHUP' && ignoresHangUp(env, process.ppid)) return;
    if (!interrupt.signal.aborted) return interrupt.abort();
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  // A reader that went away is told to whoever writes, through the callback; without a listener it would end the process.
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  let stdin: Input | undefined;
  return {
    argv: argv.slice(2),
    env,
    // Opening stdin costs time and can fail; most calls never read it. An interrupt ends a wait for it.
    get stdin() {
      stdin ??= interruptible(process.stdin, interrupt.signal);
      return stdin;
    },
    stdout,
    stderr,
    isFile: (stream) => isRegularFile(stream === 'stdout' ? 1 : 2),
    clock: { ...systemClock, monotonic },
    random: Math.random,
    signal: interrupt.signal,
    folders: foldersOf(env, process.platform),
    platform: process.platform,
    pid: process.pid,
    uid: process.geteuid?.() ?? null,
    isAlive,
    program: argv[1] ?? '',
    node: versions.node,
    keychain: keychainProcess(() => {
      const { spawn } = process.getBuiltinModule('node:child_process');
      return spawn(process.execPath, [keychainScript], {
        stdio: ['pipe', 'pipe', 'ignore'],
        windowsHide: true,
      });
    }),
  };
}

/** As `performance.now()` has it, which takes ten of Node's modules with it when it is first asked for. */
function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

function interruptible(stdin: typeof process.stdin, signal: AbortSignal): Input {
  // Whoever reads is told; where nobody does, there is nobody to tell.
  stdin.on('error', () => {});
  signal.addEventListener('abort', () => stdin.destroy(signal.reason), { once: true });
  return stdin;
}

/** A stream that was closed is none. */
function isRegularFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** Signal 0 only asks; another user's process may not be asked, but is there. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
