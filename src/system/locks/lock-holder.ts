import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { memoize } from '../../memoize.ts';
import { orElse } from '../../or-else.ts';
import { tryParseJson } from '../../text/json.ts';
import { type Check, hasFields, isPositive, isText, isTextOrNull } from '../../validation/objects.ts';
import { linkedTo } from '../lost-links.ts';
import type { Clock } from '../time/clock.ts';

/** What tells of waits: called when one begins, with words that may change; what it returns is called at its end. */
export interface Waits {
  begin(words: () => string): () => void;
  /** Its abort ends a wait; absent where nothing does. */
  readonly signal?: AbortSignal | undefined;
}

/** This process, and the test whether another one runs. */
export interface Processes {
  readonly pid: number;
  /** Whether a process of this machine still runs. */
  readonly isAlive: (pid: number) => boolean;
  /** Where waits for other processes are told; absent where they are not. */
  readonly waits?: Waits | undefined;
  /** The time in which runs are held and watched; that of the machine where absent. */
  readonly watchClock?: Pick<Clock, 'monotonic' | 'sleep'> | undefined;
}

/**
 * The holder of something that several processes share.
 * A process number alone is not enough: it is unique only on one machine, in one container, until it is used again.
 */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  /** Ids of this boot of the machine, of the container, and of the process's start; null where the system has none. */
  readonly boot: string | null;
  readonly namespace: string | null;
  readonly started: string | null;
}

/** A holder in words; null: it has not signed. */
export const holderName = (holder: Holder | null): string =>
  holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`;

/** The record by which other processes identify this one; `now` in milliseconds since 1970. */
export function thisHolder({ pid }: Processes, now: number): Holder {
  const since = new Date(now).toISOString();
  const started = processStart(pid) ?? null;
  return { pid, host: hostname(), since, boot: bootId(), namespace: pidNamespace(), started };
}

/**
 * Whether a holder still runs. `unknown`: it is on another machine or in another container, or its number may have
 * been reused.
 */
export function holderState(holder: Holder, { isAlive }: Processes): 'alive' | 'dead' | 'unknown' {
  if (holder.boot !== bootId() || holder.namespace !== pidNamespace()) return 'unknown';
  // Without a boot id, the machine's name decides.
  if (holder.boot === null && holder.host !== hostname()) return 'unknown';
  if (!isAlive(holder.pid)) return 'dead';
  const started = processStart(holder.pid);
  if (holder.started === null || started === undefined) return 'unknown';
  return holder.started === started ? 'alive' : 'dead';
}

/** Reads a recorded holder; null for any other text. */
export function readHolder(text: string): Holder | null {
  const json = tryParseJson(text);
  return isHolder(json) ? json : null;
}

const hasHolderFields = hasFields({
  pid: isPositive,
  host: isText,
  since: isText,
  boot: isTextOrNull,
  namespace: isTextOrNull,
  started: isTextOrNull,
} satisfies Record<keyof Holder, Check>);

/** True for the record of a holder. */
export const isHolder = (json: unknown): json is Holder => hasHolderFields(json);

const read = (path: string): string | null => orElse(() => readFileSync(path, 'utf8').trim(), null);

// Only Linux has these. https://man7.org/linux/man-pages/man5/proc.5.html
const bootId = memoize(() => read('/proc/sys/kernel/random/boot_id'));

const pidNamespace = memoize(() => linkedTo('/proc/self/ns/pid'));

/** Read once: when this process began never changes, and the kernel takes long to tell it of a large one. */
const ownStat = memoize(() => read('/proc/self/stat'));

/**
 * The start time of a process in kernel ticks since boot: the 22nd field, counted after the name, which may hold
 * blanks. Null for an ended process, undefined where it cannot be read.
 */
function processStart(pid: number): string | null | undefined {
  const own = ownStat();
  const text = own?.startsWith(`${pid} `) ? own : read(`/proc/${pid}/stat`);
  if (text === null) return undefined;
  const [state, ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? null : fields[18];
}
