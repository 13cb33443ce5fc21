import { rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Milliseconds since the last beat, which is the last change of a file or folder, by the disk's clock: all machines
 * that share the disk share it. Below 0 where the clock was set back since; 0 for what is gone. `probe`: a file to
 * write for that; throws where it cannot be written.
 */
export function silenceOf(beating: string, probe: string): number {
  try {
    writeFileSync(probe, '', { mode: 0o600 });
    // Another process that measures the same may have removed the probe.
    const [now, last] = [probe, beating].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs);
    return now === undefined || last === undefined ? 0 : now - last;
  } finally {
    rmSync(probe, { force: true });
  }
}
