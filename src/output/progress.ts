import type { Writable } from 'node:stream';
import ora, { type Ora } from 'ora';
import type { Output } from '../host.ts';

/** What goes on, for somebody who watches. */
export interface Progress {
  say(text: string): void;
  stop(): void;
}

/** One line at a terminal that turns while it waits and leaves nothing behind. */
export function spinner(stderr: Output, colour: boolean): Progress {
  // Ora divides by the width, and some terminals say that it is 0.
  if (stderr.columns === 0) return { say: () => {}, stop: () => {} };
  const line: Ora = ora({
    stream: stderr as Writable & NodeJS.WriteStream,
    isEnabled: true,
    discardStdin: false,
    ...(colour ? {} : { color: false as const }),
  });
  return {
    say(text) {
      line.text = text;
      // Without it, a new text waits for the next turn of the spinner.
      if (line.isSpinning) line.render();
      else line.start();
    },
    stop() {
      line.stop();
    },
  };
}
