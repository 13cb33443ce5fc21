import {
  accessSync,
  closeSync,
  constants,
  ftruncateSync,
  lstatSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../../errors/reason.ts';
import { isTrustedOwner, trustedUser } from '../trusted-files.ts';
import { besidePath, removeLeft } from './left-beside.ts';
import { rename } from './renamed.ts';
import { foreignFileError, hasMode, STICKY, type WriteTarget } from './target.ts';
import { tryToRemove } from './try-to-remove.ts';
import { writeAll } from './write-all.ts';

export type PathTarget = Extract<WriteTarget, { readonly path: string }>;

/**
 * Finds out, without a change to what is there, whether a text can be written, and removes what killed processes left
 * beside. Throws the system's error, or `CliError`.
 */
export function checkWritable({ kind, path }: PathTarget): void {
  if (kind === 'device') {
    accessSync(path, constants.W_OK);
    return;
  }
  refuseForeignInShared(path);
  try {
    const beside = writeBeside(path, '');
    removeLeft(beside);
    rmSync(beside);
  } catch (error) {
    requireInPlace(path, error);
  }
}

/**
 * Writes a text: a file is replaced by a new one, which its owner alone can read. One that cannot be replaced, such as
 * a mount, is written in place. Throws the system's error; the old file is unchanged then, unless it is a mount.
 */
export function writeWhole({ kind, path }: PathTarget, text: string): void {
  if (kind === 'device') writeIntoDevice(path, text);
  else replaceFile(path, text);
}

function replaceFile(path: string, text: string): void {
  let beside: string | null = null;
  try {
    beside = writeBeside(path, text);
    rename(beside, path);
  } catch (error) {
    if (beside !== null) tryToRemove(beside);
    requireInPlace(path, error);
    const fd = openSync(path, constants.O_WRONLY | NO_LINK);
    try {
      writeAll(fd, text);
      ftruncateSync(fd, Buffer.byteLength(text));
    } finally {
      closeSync(fd);
    }
  }
}

/** A new file in the same folder, under a name that cannot be foreseen; returns its path. */
function writeBeside(path: string, text: string): string {
  const beside = besidePath(path);
  try {
    writeFileSync(beside, text, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    tryToRemove(beside);
    throw error;
  }
  return beside;
}

/** The same, opened; null where the file can only be written in place. Throws the system's error, or `CliError`. */
export function openBeside(path: string): { readonly path: string; readonly fd: number } | null {
  const beside = besidePath(path);
  try {
    return { path: beside, fd: openSync(beside, 'wx', 0o600) };
  } catch (error) {
    requireInPlace(path, error);
    return null;
  }
}

/** In a folder like /tmp another user's file cannot be replaced, and in place that user could read what is written. */
function refuseForeignInShared(path: string): void {
  const uid = statSync(path, { throwIfNoEntry: false })?.uid ?? 0;
  if (hasMode(dirname(path), STICKY) && trustedUser() !== 0 && !isTrustedOwner(uid))
    throw foreignFile(path, uid);
}

const foreignFile = (path: string, uid: number) =>
  foreignFileError(path, `a file of another user (uid ${uid})`);

/** True for errors that forbid to put another file in the place, but not to write into this one. */
export const mayWriteInPlace = (error: unknown): boolean =>
  ['EBUSY', 'EXDEV', 'EPERM', 'EACCES', 'EROFS'].includes(systemCode(error) ?? '');

/** Links were followed when the place was found: one that stands there by now is another user's. */
export const NO_LINK = constants.O_NOFOLLOW ?? 0;

/** Throws the error, unless the file can be written in place all the same. */
export function requireInPlace(path: string, error: unknown): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || !mayWriteInPlace(error)) throw error;
  // Another user's file in a shared folder would show that user what is written; a mount was put there by root.
  const isInShared = ['EPERM', 'EACCES'].includes(systemCode(error) ?? '');
  if (isInShared && !isTrustedOwner(found.uid)) throw foreignFile(path, found.uid);
  accessSync(path, constants.W_OK);
}

function writeIntoDevice(path: string, text: string): void {
  const fd = openWithReader(path, constants.O_APPEND);
  try {
    writeAll(fd, text);
  } finally {
    closeSync(fd);
  }
}

/** Opens what is there for writing. A named pipe without a reader is an error: to wait for one could take forever. */
export function openWithReader(path: string, flags: number): number {
  const probe = openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0) | flags);
  try {
    return openSync(path, constants.O_WRONLY | flags);
  } finally {
    closeSync(probe);
  }
}
