import { readFileSync } from 'node:fs';
import { EXIT } from '../errors/exit-codes.ts';
import { orElse } from '../or-else.ts';

/**
 * `SIGQUIT` is Ctrl-\ at a terminal. The last is Ctrl-Break of Windows, which alone reaches a process that was started
 * in a group of its own there.
 */
const INTERRUPTS = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/** The system keeps from this process every signal that it does not listen for. */
const FIRST_OF_CONTAINER = 1;

/** Of a terminal that is closed both the shell and the system tell, one after the other. */
const ONE_HANG_UP_MS = 1000;

interface Interrupts {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
  /**
   * Lets Ctrl-C count for nothing until this settles, because another program at the terminal obeys it. Returns
   * whether it was typed since.
   */
  leaveCtrlC(until: Promise<unknown>): () => boolean;
}

/**
 * Turns Ctrl-C and its like into one signal, so that what is under way can end in order. The second one ends the
 * process at once, as if there was no handler. A hang-up counts for nothing under `nohup`, and two within a second are
 * one. `now`: milliseconds of a clock that is never set back.
 */
export function listenForInterrupts(current: NodeJS.Process, now: () => number): Interrupts {
  const interrupt = new AbortController();
  let left = 0;
  let leftCtrlCs = 0;
  let hungUp = Number.NEGATIVE_INFINITY;
  // Looked at before a signal comes: what sends one to its whole group, as `timeout` does, ignores it itself by then.
  const isKept = current.ppid > FIRST_OF_CONTAINER && ignoresHangUpSignal(current.ppid);
  const countsForNothing = () => now() - hungUp < ONE_HANG_UP_MS || isKept || isUnderNohup(current.env);
  const onSignal = (name: NodeJS.Signals) => {
    if (name === 'SIGINT' && left > 0) {
      leftCtrlCs += 1;
      return;
    }
    if (name === 'SIGHUP' && countsForNothing()) return;
    if (name === 'SIGHUP') hungUp = now();
    if (!interrupt.signal.aborted) return interrupt.abort();
    for (const each of INTERRUPTS) current.removeAllListeners(each);
    endAtOnce(current, name);
  };
  for (const name of INTERRUPTS) current.on(name, onSignal);
  return {
    signal: interrupt.signal,
    leaveCtrlC(until) {
      left += 1;
      const before = leftCtrlCs;
      void until.finally(() => {
        left -= 1;
      });
      return () => leftCtrlCs > before;
    },
  };
}

/** On Windows Node cannot send every signal to a process, and what it ends so has the exit code 1, a refusal's. */
function endAtOnce(current: NodeJS.Process, name: NodeJS.Signals): void {
  const isWindows = current.platform === 'win32';
  if (!isWindows) current.kill(current.pid, name);
  if (isWindows || current.pid === FIRST_OF_CONTAINER) current.exit(EXIT.interrupted);
}

/**
 * Calls `before` when Ctrl-Z stops this process, and `after` when `fg` brings it back, until the returned function is
 * called. Between them the signal does what it does without a listener. Windows has no such signal, and nothing stops
 * the first process of a container.
 */
export function listenForStops(current: NodeJS.Process, before: () => void, after: () => void): () => void {
  if (current.pid === FIRST_OF_CONTAINER) return () => undefined;
  const onStop = () => {
    before();
    current.off('SIGTSTP', onStop).once('SIGCONT', onContinue);
    current.kill(current.pid, 'SIGTSTP');
  };
  const onContinue = () => {
    current.on('SIGTSTP', onStop);
    after();
  };
  current.on('SIGTSTP', onStop);
  return () => current.off('SIGTSTP', onStop).off('SIGCONT', onContinue);
}

const SIGHUP_BIT = 1n;
const WRITE_ONLY = 0o1;

/**
 * True when this process was started to outlive its terminal. Node discards the inherited signal settings when it
 * starts, so other signs are looked for: the parent is `nohup`; or stdin is write-only, as `nohup` makes it (Linux).
 * See docs/decisions/2026-11-26-hang-up.md.
 */
const isUnderNohup = (env: Readonly<Record<string, string | undefined>>): boolean =>
  /(?:^|\/)nohup$/.test(env['_'] ?? '') || stdinIsWriteOnly();

function stdinIsWriteOnly(): boolean {
  const flags = readProcField('/proc/self/fdinfo/0', 'flags', 8);
  return flags !== null && (flags & 3n) === BigInt(WRITE_ONLY);
}

/** True for a script under `nohup` or after `trap '' HUP` (Linux): what it starts is to outlive the terminal too. */
function ignoresHangUpSignal(pid: number): boolean {
  return ((readProcField(`/proc/${pid}/status`, 'SigIgn', 16) ?? 0n) & SIGHUP_BIT) !== 0n;
}

/** Reads a number of a file of /proc, in octal or hexadecimal; null where there is none. */
const readProcField = (file: string, name: string, base: 8 | 16): bigint | null =>
  orElse(() => {
    const [, digits] = new RegExp(`^${name}:\\s*([0-9a-f]+)$`, 'm').exec(readFileSync(file, 'utf8')) ?? [];
    return digits === undefined ? null : BigInt(`${base === 8 ? '0o' : '0x'}${digits}`);
  }, null);
