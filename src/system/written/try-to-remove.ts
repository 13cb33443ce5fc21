import { rmSync } from 'node:fs';
import { orElse } from '../../or-else.ts';

/** Removes what is left of a failed attempt; where that fails too, its own error counts. */
export const tryToRemove = (path: string, recursive = false): void =>
  orElse(() => rmSync(path, { recursive, force: true }), undefined);
