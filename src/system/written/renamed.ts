import { renameSync } from 'node:fs';
import { platform } from 'node:os';
import { isFleeting } from '../../errors/reason.ts';

const TRIES = 50;
const PAUSE_MS = 20;

/** Gives a file or a folder another name. Throws the system's error. */
export const rename = (from: string, to: string): void => whileFleeting(() => renameSync(from, to));

/**
 * Does what Windows refuses while another program looks at a file, as virus scanners do at whatever is new, and while
 * one still reads what was removed from the place: it is tried there for a second. Throws the system's error.
 */
export function whileFleeting(work: () => void): void {
  for (let tries = 1; ; tries += 1) {
    try {
      work();
      return;
    } catch (error) {
      if (platform() !== 'win32' || tries === TRIES || !isFleeting(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
