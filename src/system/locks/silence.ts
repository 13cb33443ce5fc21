import { rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Milliseconds since the last beat, which is the last change of a file or folder, by the disk's clock: all machines
 * that share the disk share it. `probe`: a file to write for that. Throws the system's error.
 */
export function readSilence(beating: string, probe: string): number {
  try {
    writeFileSync(probe, '', { mode: 0o600 });
    return statSync(probe).mtimeMs - statSync(beating).mtimeMs;
  } finally {
    rmSync(probe, { force: true });
  }
}

/** The same; 0 where it cannot be seen, as on a full disk. */
export function measureSilence(beating: string, probe: string): number {
  try {
    return readSilence(beating, probe);
  } catch {
    return 0;
  }
}
