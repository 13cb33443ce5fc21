import type { Keychain } from './keychain.ts';
import type { LockWaits } from './locks/lock-wait.ts';
import type { PagerCommand } from './pager/pager-command.ts';
import type { Pager } from './pager/running-pager.ts';
import type { Clock } from './time/clock.ts';

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };

export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal in characters. */
  readonly columns?: number | undefined;
  /** Height of the terminal in lines. */
  readonly rows?: number | undefined;
};

/**
 * The folders that keep files between calls. Looked up on first use, because without a home it throws `CliError` (exit
 * 2).
 */
export interface Folders {
  /** Settings and secrets. */
  readonly config: string;
  /** Journals of runs and the sandbox's data. */
  readonly state: string;
  /** Variables that name a folder and were ignored, with the reasons in words. */
  readonly ignored: readonly string[];
}

type OnStop = (before: () => void, after: () => void) => () => void;

/** The outside world as the program sees it; tests pass in another one. */
export interface Environment {
  /** The arguments after the program's name. */
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
  /** Aborts at the first Ctrl-C, Ctrl-\, Ctrl-Break, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** Calls `before` when Ctrl-Z stops this process, and `after` when it goes on; gives back what ends that. */
  readonly onStop: OnStop;
  /** False while a shell has this process in the background of its terminal. */
  readonly isInForeground: () => boolean;
  /** Takes away what was typed at the terminal and not read yet, and gives it back. */
  readonly takeTyped: () => Promise<string>;
  readonly folders: Folders;
  /** Such as `linux`, `win32`. */
  readonly platform: string;
  readonly pid: number;
  /** The user id of this process; null on Windows. */
  readonly uid: number | null;
  /** Whether a process of this machine still runs. */
  readonly isAlive: (pid: number) => boolean;
  /** Where waits for other processes are told. */
  readonly waits: LockWaits;
  /** The time in which runs are held and watched. */
  readonly watchClock?: Clock | undefined;
  /** The file that started the program. */
  readonly program: string;
  /** Version of Node, such as `20.18.1`; of what stands in its place with its name, such as `26.3.0 (Bun 1.4.4)`. */
  readonly node: string;
  readonly keychain: Keychain;
  /** Starts a pager at the terminal; Ctrl-C belongs to it until it ends. Throws where the system starts no program. */
  readonly startPager: (command: PagerCommand) => Pager;
}
