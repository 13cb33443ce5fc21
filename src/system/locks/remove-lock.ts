import { rmdirSync, rmSync } from 'node:fs';
import { fileError } from '../../errors/cli-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import { shellWord } from '../../text/shell-word.ts';
import { folderOf, lockState, signatureOf } from './lock-signature.ts';

/** Windows answers so while a folder is just being deleted, or another program looks at it. */
const PASSING: readonly (string | null)[] = ['EPERM', 'EBUSY'];
const PASSING_MS = 30_000;

/**
 * Removes the lock of a dead holder with its signature, unless another process has changed it meanwhile. False where
 * it still stands, and is to be tried again. `waited_ms`: the time waited so far.
 * Throws `CliError` (exit 1) where it cannot be removed: who waits would wait for ever.
 */
export function removeLock(file: string, state: string, waited_ms: number): boolean {
  if (lockState(file) !== state) return true;
  try {
    rmSync(signatureOf(file), { force: true });
    removeFolder(folderOf(file));
    return true;
  } catch (error) {
    if (waited_ms < PASSING_MS && PASSING.includes(systemCode(error))) return false;
    const folder = folderOf(file);
    const cure = systemCode(error) === 'ENOTEMPTY' ? `rm -r ${shellWord(folder)}` : null;
    throw fileError(`${folder} is a lock that nobody holds any more, and cannot be removed`, error, cure);
  }
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    // What is no folder was never a lock.
    if (systemCode(error) === 'ENOTDIR') rmSync(folder, { force: true });
    else if (systemCode(error) !== 'ENOENT') throw error;
  }
}
