import type { ChildProcess } from 'node:child_process';

/** A program that shows a long text page by page, and was started. */
export interface Pager {
  /** Waits until the text is handed over; resolves to false when it takes no more. */
  write(text: string | Uint8Array): Promise<boolean>;
  /** Says that no more text comes. */
  close(): void;
  /** Resolves when it has ended. */
  readonly ended: Promise<PagerEnd>;
}

/** `absent`: there is no such program, or it may not be run. `failed`: it ended with an error of its own. */
export type PagerEnd = 'left' | 'absent' | 'failed';

/** What a shell ends with where it could not run a program, or did not find it. */
const NOT_RUN: readonly (number | null)[] = [126, 127];

// Long enough for a pager to put the terminal in order.
const LAST_MOMENT_MS = 1000;

/**
 * A pager in a process of its own. `interrupt` ends it too, and then it is waited for no longer than a second.
 * `heardCtrlC`: whether Ctrl-C was typed while it ran. Both make some pagers end with an error.
 */
export function pagerProcess(child: ChildProcess, interrupt: AbortSignal, heardCtrlC: () => boolean): Pager {
  // What cannot be written is told by `write`.
  child.stdin?.on('error', () => {});
  const ended = new Promise<PagerEnd>((resolve) => {
    const giveUp = () => {
      child.unref();
      child.stdin?.destroy();
      resolve('left');
    };
    const end = () => {
      child.kill('SIGTERM');
      setTimeout(giveUp, LAST_MOMENT_MS).unref();
    };
    interrupt.addEventListener('abort', end, { once: true });
    const settle = (how: PagerEnd) => {
      interrupt.removeEventListener('abort', end);
      resolve(how);
    };
    child.once('error', () => settle('absent'));
    child.once('exit', (code) => settle(interrupt.aborted || heardCtrlC() ? 'left' : endOf(code)));
  });
  return {
    write: (text) =>
      Promise.race([
        new Promise<boolean>((resolve) => {
          if (child.stdin) child.stdin.write(text, (error) => resolve(!error));
          else resolve(false);
        }),
        ended.then(() => false),
      ]),
    close: () => child.stdin?.end(),
    ended,
  };
}

/** What an exit code says; null, or more than 128 from a shell, where a signal ended the pager. */
function endOf(code: number | null): PagerEnd {
  if (NOT_RUN.includes(code)) return 'absent';
  return code === null || code === 0 || code > 128 ? 'left' : 'failed';
}
