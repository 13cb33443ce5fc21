import { rmSync } from 'node:fs';

/** Removes what is left of a failed attempt; where that fails too, its own error counts. */
export function tryToRemove(path: string, recursive = false): void {
  try {
    rmSync(path, { recursive, force: true });
  } catch {
    // A later call tries again.
  }
}
