import { type BigIntStats, fstatSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { orElse } from '../../or-else.ts';
import { isTrustedOwner } from '../trusted-files.ts';

/**
 * Where a path leads that the user names for something to be written: to a stream of this process, to a regular file
 * (which may not exist yet), or to something else that takes bytes, such as a named pipe.
 */
export type WriteTarget =
  | { readonly kind: 'stdout' | 'stderr' }
  | { readonly kind: 'file' | 'device'; readonly path: string };

/** Opened anew, these would lose the position of the stream, and sockets cannot be opened at all. */
const STREAMS = /^\/(?:dev\/(?:std(?<name>out|err)|fd\/(?<fd>[12]))|proc\/self\/fd\/(?<proc>[12]))$/;

/** A file below these is what a process has open: it cannot be replaced by a rename. */
const OPEN_FILES = /^\/(?:proc|dev(?!\/shm\/))\//;

/**
 * The target of a path, with its links followed. Throws `CliError` for a link that another user made, and for a pipe of
 * theirs in a folder that all can write to, else the system's error.
 */
export function findWriteTarget(path: string): WriteTarget {
  const stream = STREAMS.exec(path)?.groups;
  if (stream)
    return { kind: [stream['name'], stream['fd'], stream['proc']].some(isOut) ? 'stdout' : 'stderr' };
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  const open = found?.isFile() ? streamInto(found) : null;
  if (open !== null) return { kind: open };
  if (found?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  if (OPEN_FILES.test(path)) return { kind: 'device', path };
  const real = linkTarget(path);
  if (!found || found.isFile()) return { kind: 'file', path: real };
  if (!isTrustedOwner(Number(found.uid)) && hasMode(dirname(real), STICKY | OTHERS_WRITE))
    throw foreignFileError(path, `a pipe or device of another user (uid ${found.uid})`);
  return { kind: 'device', path };
}

/** The mode of folders like /tmp, in which every user can put files, links and pipes at a path that is free. */
export const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;

export const hasMode = (path: string, bits: number): boolean => (statSync(path).mode & bits) !== 0;

/** The stream that the shell led into this file: replaced or opened anew, the file would lose what the stream wrote. */
function streamInto({ dev, ino }: BigIntStats): 'stdout' | 'stderr' | null {
  const leadsHere = (fd: number) => {
    const stream = orElse(() => fstatSync(fd, { bigint: true }), null);
    return stream?.dev === dev && stream.ino === ino;
  };
  return leadsHere(1) ? 'stdout' : leadsHere(2) ? 'stderr' : null;
}

/** True where two paths lead to one regular file, which may not exist yet: the last one written would be left. */
export function leadToSameFile(one: string, other: string): boolean {
  const path = regularPath(one);
  return path !== null && path === regularPath(other);
}

function regularPath(path: string): string | null {
  const target = orElse(() => findWriteTarget(path), null);
  return target?.kind === 'file' ? target.path : null;
}

const isOut = (name: string | undefined) => name === 'out' || name === '1';

const MOST_LINKS = 40;

/**
 * Follows links also where the last one leads to a file that is not there yet. Throws `CliError` for a link that
 * another user made, of those to folders for one in a folder that all can write to; else the system's error.
 */
export function linkTarget(path: string, left = MOST_LINKS, isFolder = false): string {
  const above = dirname(path);
  const real = above === path ? resolve(path) : join(linkTarget(above, left, true), basename(path));
  const found = lstatSync(real, { throwIfNoEntry: false });
  if (!found?.isSymbolicLink()) return real;
  // It could lead to any file of this user.
  if (!isTrustedOwner(found.uid) && (!isFolder || hasMode(dirname(real), STICKY | OTHERS_WRITE)))
    throw foreignFileError(path, `a link of another user (uid ${found.uid})`);
  if (left === 0) return realpathSync(path);
  return linkTarget(resolve(dirname(real), readlinkSync(real)), left - 1, isFolder);
}

/** A path that is not written to, because another user has a hand in it. */
export const foreignFileError = (path: string, flaw: string): CliError =>
  new CliError('UNTRUSTED_FILE', EXIT.usage, `${path} is not written: it is ${flaw}`, 'name another file');
