import type { Writable } from 'node:stream';
import ora, { type Ora } from 'ora';
import type { Environment } from '../system/environment.ts';
import { shortText } from './safe/safe-text.ts';

export interface Progress {
  /** Shows this line, made safe for a terminal. */
  say(text: string): void;
  /** Removes the line until the next `say`. */
  stop(): void;
}

/** The progress of a whole call. */
export interface Spinner extends Progress {
  /** Removes the line for good: a running spinner would keep the process alive. */
  end(): void;
}

const SHOW_CURSOR = '\u001b[?25h';

/**
 * One line with a spinner at a terminal; leaves nothing behind, nor for the shell of meanwhile where Ctrl-Z stops the
 * program, and draws nothing while that has the program in the background. After the first interrupt it shows the
 * cursor, because a second one ends the process at once.
 * See docs/decisions/2026-11-26-spinner.md.
 */
export function createSpinner(
  {
    stderr,
    signal: interrupt,
    onStop,
    isInForeground,
  }: Pick<Environment, 'stderr' | 'signal' | 'onStop' | 'isInForeground'>,
  colour: boolean,
): Spinner {
  // Ora divides by the width, which some terminals report as 0.
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
  const draw = () => {
    if (!isInForeground()) return;
    line.start();
    if (interrupt.aborted) showCursor();
  };
  let over = false;
  let ignoreStops = () => {};
  const stop = () => {
    ignoreStops();
    line.stop();
  };
  return {
    say(text) {
      if (over) return;
      line.text = shortText(text);
      const mayDraw = isInForeground();
      if (line.isSpinning) {
        // Shows a new text at once instead of at the spinner's next turn.
        if (mayDraw) line.render();
        else line.stop();
        return;
      }
      if (!mayDraw) return;
      ignoreStops();
      ignoreStops = onStop(() => line.stop(), draw);
      draw();
    },
    stop,
    end() {
      over = true;
      interrupt.removeEventListener('abort', showCursor);
      stop();
    },
  };
}
