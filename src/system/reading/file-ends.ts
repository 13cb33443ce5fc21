import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { systemCode } from '../../errors/reason.ts';
import { LONGEST_LINE_BYTES } from '../file-lines.ts';
import { isTrustedOwner, trustFile, trustFolder } from '../trusted-files.ts';

/** The first and the last line of a file, which may be one; null where there is none. */
export interface FileEnds {
  readonly first: string | null;
  /** Also null where it is longer than is looked for, and where the file does not end with a whole line. */
  readonly last: string | null;
}

/** Files up to this length are read at once. */
const WHOLE_BYTES = 64 * 1024;
const HEAD_BYTES = 16 * 1024;
const NEWLINE = 10;

/** Reads the ends of many files, with as few calls of the system as can be. */
export class EndsReader {
  readonly #buffer = Buffer.allocUnsafe(WHOLE_BYTES);

  /**
   * The ends of a file in a folder that is trusted. Throws `CliError` for a file that cannot be trusted (as
   * `trustFile`), else the system's error.
   */
  read(file: string, most_bytes: number): FileEnds {
    const fd = openOrFollow(file, most_bytes);
    try {
      const found = fstatSync(fd);
      const { size } = found;
      // What is not plainly this user's own is looked at closely.
      if (!found.isFile() || size > most_bytes || !isPlainlyOurs(found)) trustFile(file, most_bytes);
      const buffer = this.#buffer;
      if (size <= WHOLE_BYTES) {
        const length = readSync(fd, buffer, 0, size, 0);
        const first = firstLine(buffer, length);
        return { first, last: lastLine(buffer, length) ?? (buffer[length - 1] === NEWLINE ? first : null) };
      }
      const last = lastLine(buffer, readSync(fd, buffer, 0, WHOLE_BYTES, size - WHOLE_BYTES));
      const first = firstLine(buffer, readSync(fd, buffer, 0, HEAD_BYTES, 0));
      return { first: first ?? longFirstLine(fd), last };
    } finally {
      closeSync(fd);
    }
  }
}

function firstLine(buffer: Buffer, length: number): string | null {
  const end = buffer.indexOf(NEWLINE);
  return end === -1 || end >= length ? null : buffer.toString('utf8', 0, end);
}

function longFirstLine(fd: number): string | null {
  const buffer = Buffer.allocUnsafe(LONGEST_LINE_BYTES);
  return firstLine(buffer, readSync(fd, buffer, 0, buffer.length, 0));
}

function lastLine(buffer: Buffer, length: number): string | null {
  const begin = buffer[length - 1] === NEWLINE ? buffer.lastIndexOf(NEWLINE, length - 2) : -1;
  return begin === -1 ? null : buffer.toString('utf8', begin + 1, length - 1);
}

const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;

function openOrFollow(file: string, most_bytes: number): number {
  try {
    return openSync(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  } catch (error) {
    if (systemCode(error) !== 'ELOOP') throw error;
    trustFile(file, most_bytes);
    return openSync(file, O_RDONLY | O_NONBLOCK);
  }
}

/** Throws `CliError` unless a folder in one that is trusted can be trusted too. */
export function trustPlainFolder(folder: string): void {
  const found = lstatSync(folder);
  if (!found.isDirectory() || !isPlainlyOurs(found)) trustFolder(folder);
}

const isPlainlyOurs = ({ uid, mode }: Stats): boolean => isTrustedOwner(uid) && (mode & 0o022) === 0;
