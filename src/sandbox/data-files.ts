import { rmSync, writeFileSync } from 'node:fs';
import { rename } from '../system/written/renamed.ts';

export const BEGIN_ANEW = '`aitronos sandbox reset` begins anew';

/** A file of the sandbox's data holds something else than the sandbox writes; the message names it. */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';
}

/**
 * Replaces a file of the sandbox by a new one that its owner alone can read, in one step, so that no other process
 * reads half of it. The caller holds the lock. Throws the system's error.
 */
export function replaceSandboxFile(file: string, text: string): void {
  const fresh = `${file}.new`;
  // What a killed process left, or a link or a pipe in its place, is not written to.
  rmSync(fresh, { force: true });
  writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
  rename(fresh, file);
}
