import { renameSync } from 'node:fs';
import { platform } from 'node:os';
import { isFleeting } from '../../errors/reason.ts';

const TRIES = 50;
const PAUSE_MS = 20;

/**
 * Gives a file or a folder another name. Windows refuses that while another program looks at what is written or
 * replaced, as virus scanners do at whatever is new, so it is tried there for a second. Throws the system's error.
 */
export function rename(from: string, to: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (platform() !== 'win32' || tries === TRIES || !isFleeting(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
