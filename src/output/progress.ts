import type { Writable } from 'node:stream';
import ora, { type Ora } from 'ora';
import type { Output } from '../system/environment.ts';
import { shortText } from './safe/safe-text.ts';

/** Shows progress to a user who is watching. */
export interface Progress {
  /** Shows this line from now on, made safe for a terminal. */
  say(text: string): void;
  /** Takes the line away; saying something brings it back. */
  stop(): void;
}

/** The progress of a whole call. */
export interface Spinner extends Progress {
  /** Removes the line for good: a running spinner would keep the process alive. */
  end(): void;
}

const SHOW_CURSOR = '\u001b[?25h';

/**
 * One line at a terminal that turns while it waits and leaves nothing behind. From the first interrupt on the cursor
 * stays visible, because a second one ends the process on the spot. See docs/decisions/2026-11-26-spinner.md.
 */
export function spinner(stderr: Output, colour: boolean, interrupt: AbortSignal): Spinner {
  // Ora divides by the width, and some terminals say that it is 0.
  if (stderr.columns === 0) return { say: () => {}, stop: () => {}, end: () => {} };
  const line: Ora = ora({
    stream: stderr as Writable & NodeJS.WriteStream,
    isEnabled: true,
    discardStdin: false,
    ...(colour ? {} : { color: false as const }),
  });
  const showCursor = () => {
    if (line.isSpinning) stderr.write(SHOW_CURSOR);
  };
  interrupt.addEventListener('abort', showCursor, { once: true });
  let over = false;
  return {
    say(text) {
      if (over) return;
      line.text = shortText(text);
      // Without it, a new text waits for the next turn of the spinner.
      if (line.isSpinning) {
        line.render();
        return;
      }
      line.start();
      if (interrupt.aborted) showCursor();
    },
    stop() {
      line.stop();
    },
    end() {
      over = true;
      interrupt.removeEventListener('abort', showCursor);
      line.stop();
    },
  };
}
