import { rmdirSync, rmSync } from 'node:fs';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { isFleeting, systemCode } from '../../errors/reason.ts';
import { shellWord } from '../../text/shell-word.ts';
import { makeAlone } from './lock-folder.ts';
import { folderOf, lockState, signatureOf } from './lock-signature.ts';
import { silenceOf } from './silence.ts';

const PASSING_MS = 30_000;
/** Removing a lock takes a moment: what stands in its way for so long is of a process that was killed at it. */
const LEFT_BEHIND_MS = 5000;

/**
 * Removes the lock of a dead holder with its signature, unless another process has changed it meanwhile. False where
 * it still stands, and is to be tried again. `waited_ms`: the time waited so far.
 * Throws `CliError` (exit 1) where it cannot be removed: who waits would wait for ever.
 */
export function removeLock(file: string, state: string, waited_ms: number): boolean {
  return orFail(folderOf(file), waited_ms, () =>
    whileAlone(file, waited_ms, () => {
      if (lockState(file) !== state) return;
      rmSync(signatureOf(file), { force: true });
      removeFolder(folderOf(file));
    }),
  );
}

/** Runs `work`, which removes a folder; false where that is to be tried again. */
function orFail(folder: string, waited_ms: number, work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    if (error instanceof CliError) throw error;
    if (waited_ms < PASSING_MS && isFleeting(error)) return false;
    const cure = systemCode(error) === 'ENOTEMPTY' ? `rm -r ${shellWord(folder)}` : null;
    throw fileError(`${folder} is a lock that nobody holds any more, and cannot be removed`, error, cure);
  }
}

/**
 * Runs `work` while no other process removes this lock; false where one does. Between a look at a lock and its removal
 * another process could have removed it, and what is removed then is the lock that it has just taken for itself.
 */
function whileAlone(file: string, waited_ms: number, work: () => void): boolean {
  const taking = `${file}.taking`;
  if (!makeAlone(taking)) {
    // A clock that was set back since makes its time one to come.
    const isLeft = Math.abs(silenceOf(taking, `${taking}.probe`)) > LEFT_BEHIND_MS;
    if (isLeft) orFail(taking, waited_ms, () => removeFolder(taking));
    return false;
  }
  try {
    work();
    return true;
  } finally {
    removeFolder(taking);
  }
}

function removeFolder(folder: string): true {
  try {
    rmdirSync(folder);
  } catch (error) {
    // What is no folder was never a lock.
    if (systemCode(error) === 'ENOTDIR') rmSync(folder, { force: true });
    else if (systemCode(error) !== 'ENOENT') throw error;
  }
  return true;
}
