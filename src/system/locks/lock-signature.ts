import { randomUUID } from 'node:crypto';
import { lstatSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { systemCode } from '../../errors/reason.ts';
import { orElse } from '../../or-else.ts';
import { whileFleeting } from '../written/renamed.ts';
import { tryToRemove } from '../written/try-to-remove.ts';
import { type Holder, readHolder } from './lock-holder.ts';

/** A lock is a folder beside the file. The holder signs in another file, because the folder has to be empty. */
export const folderOf = (file: string) => `${file}.lock`;
export const signatureOf = (file: string) => `${file}.holder`;

export interface Signature {
  /** False when another process has taken the lock. */
  stands(): boolean;
  /** Removes the signature, unless another process has signed; where it cannot, the next holder does. */
  remove(): void;
}

/**
 * Signs a lock that this process has just taken. Null where it is another process's by now: that one found it unsigned
 * for too long, because this one was suspended. Throws the system's error.
 */
export function sign(file: string, holder: Holder): Signature | null {
  const path = signatureOf(file);
  const lock = inodeOf(file);
  if (lock === undefined) return null;
  // The inode alone is not enough, because a disk may use it again for the next lock.
  const text = JSON.stringify({ ...holder, lock, id: randomUUID() });
  if (!writeNew(path, text)) {
    if (readSigner(file) !== null) return null;
    // It is of a lock before this one.
    rmSync(path, { force: true });
    if (!writeNew(path, text)) return null;
  }
  const stands = () => read(path) === text;
  return {
    stands,
    // The work is done: this must not become its failure.
    remove: () => stands() && tryToRemove(path),
  };
}

/** Writes a file that is not there; false where it is. */
function writeNew(path: string, text: string): boolean {
  try {
    whileFleeting(() => writeFileSync(path, text, { mode: 0o600, flag: 'wx' }));
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    rmSync(path, { force: true });
    throw error;
  }
}

/** The holder who signed the present lock; null when it is unsigned, or the signature belongs to another lock. */
export function readSigner(file: string): Holder | null {
  const text = read(signatureOf(file));
  const holder = text === null ? null : readHolder(text);
  return holder !== null && 'lock' in holder && holder.lock === inodeOf(file) ? holder : null;
}

/** A text that changes with each beat of a lock and with each holder; null without a lock. */
export const lockState = (file: string): string | null =>
  orElse(() => {
    const { ino, mtimeNs } = lstatSync(folderOf(file), { bigint: true });
    return `${ino} ${mtimeNs}`;
  }, null);

const inodeOf = (file: string) => lockState(file)?.split(' ')[0];

/** Regular files only: reading a named pipe would block. */
const read = (path: string): string | null =>
  orElse(() => (statSync(path).isFile() ? readFileSync(path, 'utf8') : null), null);
