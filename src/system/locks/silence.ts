import { rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Milliseconds since the last beat, which is the last change of a file or folder, by the disk's clock: all machines
 * that share the disk share it. `probe`: a file to write for that; 0 where it cannot be written.
 */
export function measureSilence(beating: string, probe: string): number {
  try {
    writeFileSync(probe, '', { mode: 0o600 });
    return statSync(probe).mtimeMs - statSync(beating).mtimeMs;
  } catch {
    return 0;
  } finally {
    rmSync(probe, { force: true });
  }
}
