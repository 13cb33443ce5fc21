import type { PagerCommand } from '../system/pager/pager-command.ts';
import type { Pager, PagerEnd } from '../system/pager/running-pager.ts';

export interface PagedOutput {
  /** Takes the next piece; resolves to false when its reader has left. */
  write(text: string | Uint8Array): Promise<boolean>;
  /** To be called after the last piece; resolves when all is printed, or the reader has left the pager. */
  end(): Promise<void>;
}

interface Screen {
  /** Lines of the terminal. */
  readonly rows: number;
  readonly command: PagerCommand;
  readonly start: (command: PagerCommand) => Pager;
  /** Prints without a pager. */
  readonly print: (text: string | Uint8Array) => Promise<boolean>;
  /** Called when the pager starts: nothing else may be written to the terminal until this settles. */
  readonly onStart: (ended: Promise<unknown>) => void;
  /** After it no pager is started: the call ends, and what there is of its answer is printed at once. */
  readonly interrupt: AbortSignal;
  /** Called when the pager could not be started, or failed. */
  readonly onFailure: (how: Exclude<PagerEnd, 'left'>) => Promise<void>;
}

// More than a pipe holds: a pager that took so much was there.
const MOST_KEPT = 1_000_000;

/**
 * Holds an answer until it is longer than the screen, and starts a pager for it then; a shorter one is printed at its
 * end. Where the pager cannot be started, or fails, all is printed as if none was wanted.
 * See docs/decisions/2026-11-26-pager.md.
 */
export function createPagedOutput(screen: Screen): PagedOutput {
  let state: 'holding' | 'paging' | 'printing' | 'left' = 'holding';
  let pager: Pager | null = null;
  let kept: (string | Uint8Array)[] = [];
  let size = 0;
  let lines = 0;

  const keep = (text: string | Uint8Array) => {
    size += text.length;
    if (state === 'paging' && size > MOST_KEPT) kept = [];
    else kept.push(text);
  };

  /** Prints what the pager did not show, unless its reader left it. */
  const afterPager = async (how: PagerEnd): Promise<boolean> => {
    state = 'left';
    if (how !== 'left') await screen.onFailure(how);
    return how !== 'left' && kept.length > 0 && printKept();
  };
  const printKept = async (): Promise<boolean> => {
    state = 'printing';
    for (const text of kept.splice(0)) if (!(await screen.print(text))) return false;
    return true;
  };
  const startPager = async (): Promise<boolean> => {
    state = 'paging';
    try {
      pager = screen.start(screen.command);
    } catch {
      return afterPager('absent');
    }
    screen.onStart(pager.ended);
    for (const text of [...kept]) if (!(await pager.write(text))) return afterPager(await pager.ended);
    return true;
  };

  return {
    async write(text) {
      if (state === 'left') return false;
      if (state === 'printing') return screen.print(text);
      keep(text);
      if (state === 'paging' && pager) return (await pager.write(text)) || afterPager(await pager.ended);
      lines += String(text).split('\n').length - 1;
      if (lines < screen.rows) return true;
      return screen.interrupt.aborted ? printKept() : startPager();
    },
    async end() {
      if (state === 'holding') await printKept();
      if (state !== 'paging' || !pager) return;
      pager.close();
      await afterPager(await pager.ended);
    },
  };
}
