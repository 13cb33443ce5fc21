import { randomUUID } from 'node:crypto';
import { lstatSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { systemCode } from '../../errors/reason.ts';
import { type Holder, readHolder } from './lock-holder.ts';

/** A lock is a folder beside the file. The holder signs in another file, because the folder has to be empty. */
export const folderOf = (file: string) => `${file}.lock`;
export const signatureOf = (file: string) => `${file}.holder`;

/** The signature of a lock's holder. */
export interface Signature {
  /** False when another process has taken the lock. */
  stands(): boolean;
  /** Removes the signature, unless another process has signed. */
  remove(): void;
}

/** Signs a lock that this process has just taken. Throws the system's error. */
export function sign(file: string, holder: Holder): Signature {
  const path = signatureOf(file);
  // The inode alone is not enough, because a disk may use it again for the next lock.
  const text = JSON.stringify({ ...holder, lock: inodeOf(file), id: randomUUID() });
  rmSync(path, { force: true });
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // One that is there is of another process, which has taken the lock meanwhile.
    if (systemCode(error) !== 'EEXIST') rmSync(path, { force: true });
    throw error;
  }
  const stands = () => read(path) === text;
  return {
    stands,
    remove: () => {
      if (stands()) rmSync(path, { force: true });
    },
  };
}

/** The holder who signed the present lock; null when it is unsigned, or the signature belongs to another lock. */
export function readSigner(file: string): Holder | null {
  const text = read(signatureOf(file));
  const holder = text === null ? null : readHolder(text);
  return holder !== null && 'lock' in holder && holder.lock === inodeOf(file) ? holder : null;
}

/** A text that changes with each beat of a lock and with each holder; null without a lock. */
export function lockState(file: string): string | null {
  try {
    const { ino, mtimeNs } = lstatSync(folderOf(file), { bigint: true });
    return `${ino} ${mtimeNs}`;
  } catch {
    return null;
  }
}

const inodeOf = (file: string) => lockState(file)?.split(' ')[0];

function read(path: string): string | null {
  try {
    // Reads regular files only, because reading a named pipe would block.
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
