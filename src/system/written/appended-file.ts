import { closeSync, constants, fchmodSync, fstatSync, openSync } from 'node:fs';
import { usageError } from '../../errors/cli-errors.ts';
import { isTrustedOwner, trustedUser } from '../trusted-files.ts';
import { foreignFileError } from './target.ts';
import { NO_LINK, type PathTarget } from './whole-file.ts';
import { writeAll } from './write-all.ts';

/** A file to whose end lines are written, one whole line a call: several processes may do so at once. */
export interface AppendedFile {
  /** Returns when the system has the line; throws the system's error. */
  append(line: string): void;
  close(): void;
}

const { O_APPEND, O_CREAT, O_WRONLY, O_NONBLOCK = 0 } = constants;

/**
 * Opens a file, or creates it, so that its owner alone can read it. Throws `CliError` for one that is no regular file
 * (a pipe whose reader stops would stop the program) or another user's, else the system's error.
 */
export function openAppended({ kind, path }: PathTarget): AppendedFile {
  // Without waiting, because a named pipe would wait for its reader.
  const fd = openSync(
    path,
    O_APPEND | O_CREAT | O_WRONLY | O_NONBLOCK | (kind === 'file' ? NO_LINK : 0),
    0o600,
  );
  try {
    const found = fstatSync(fd);
    if (!found.isFile() && !found.isCharacterDevice()) {
      const message = `${path} is not written: it is neither a regular file nor a stream of this program`;
      throw usageError(message, 'name a file, or /dev/stderr: a reader that stops would stop the program');
    }
    if (found.isFile()) {
      if (!isTrustedOwner(found.uid)) {
        throw foreignFileError(path, `a file of another user (uid ${found.uid})`);
      }
      if ((found.mode & 0o077) !== 0 && found.uid === trustedUser()) fchmodSync(fd, 0o600);
    }
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return {
    append: (line) => void writeAll(fd, line),
    close: () => closeSync(fd),
  };
}
