import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { fileError } from '../../errors/cli-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import { shellWord } from '../../text/shell-word.ts';
import { folderOf, lockState, signatureOf } from './lock-signature.ts';
import { readSilence } from './silence.ts';

/** Windows answers so while a folder is just being deleted, or another program looks at it. */
const PASSING: readonly (string | null)[] = ['EPERM', 'EBUSY'];
const PASSING_MS = 30_000;
/** Removing a lock takes a moment: what stands in its way for so long is of a process that was killed at it. */
const LEFT_BEHIND_MS = 5000;

/**
 * Removes the lock of a dead holder with its signature, unless another process has changed it meanwhile. False where
 * it still stands, and is to be tried again. `waited_ms`: the time waited so far.
 * Throws `CliError` (exit 1) where it cannot be removed: who waits would wait for ever.
 */
export function removeLock(file: string, state: string, waited_ms: number): boolean {
  try {
    return whileAlone(file, () => {
      if (lockState(file) !== state) return;
      rmSync(signatureOf(file), { force: true });
      removeFolder(folderOf(file));
    });
  } catch (error) {
    if (waited_ms < PASSING_MS && PASSING.includes(systemCode(error))) return false;
    const folder = folderOf(file);
    const cure = systemCode(error) === 'ENOTEMPTY' ? `rm -r ${shellWord(folder)}` : null;
    throw fileError(`${folder} is a lock that nobody holds any more, and cannot be removed`, error, cure);
  }
}

/**
 * Runs `work` while no other process removes this lock; false where one does. Between a look at a lock and its removal
 * another process could have removed it, and what is removed then is the lock that it has just taken for itself.
 */
function whileAlone(file: string, work: () => void): boolean {
  const taking = `${file}.taking`;
  if (!tryToMake(taking)) {
    if (isLeftBehind(taking)) removeFolder(taking);
    return false;
  }
  try {
    work();
    return true;
  } finally {
    removeFolder(taking);
  }
}

/** Throws the system's error where that cannot be seen: who waits would wait for ever. */
function isLeftBehind(taking: string): boolean {
  try {
    // Its time lies ahead where the clock was set back since.
    return Math.abs(readSilence(taking, `${taking}.probe`)) > LEFT_BEHIND_MS;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function tryToMake(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
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
