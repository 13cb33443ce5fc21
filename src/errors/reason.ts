import { constants } from 'node:os';

/** What the system's error codes mean, in words that follow "cannot read x: ". */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // An error of Windows that Node has no name for, such as that of a network disk that is away.
    E4094: 'the system gives no reason',
    E2BIG: 'the argument list is too long',
    EACCES: 'permission denied',
    EADDRINUSE: 'the port is taken',
    EADDRNOTAVAIL: 'the address is not one of this machine',
    EAGAIN: 'it is not ready; try again',
    EBADF: 'it is closed, or not open for this',
    EBUSY: 'something else is using it',
    EDQUOT: 'your share of the disk is full',
    EEXIST: 'it already exists',
    EFBIG: 'the file is too large for this disk',
    EINVAL: 'the system refuses this',
    EIO: 'the disk failed',
    EISDIR: 'it is a folder',
    ELOOP: 'its symbolic links form a loop',
    EMFILE: 'too many files are open',
    ENAMETOOLONG: 'the name is too long',
    ENFILE: 'too many files are open on this machine',
    ENOENT: 'there is no such file or folder',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is a file, not a folder',
    ENOTEMPTY: 'the folder is not empty',
    ENXIO: 'nothing is at its other end',
    EPERM: 'the system does not permit it',
    EPIPE: 'its reader has gone away',
    EROFS: 'the disk is read-only',
    ESTALE: 'the network disk lost it',
    ETIMEDOUT: 'the disk or the network did not answer',
    ETXTBSY: 'the program in it is running',
    EXDEV: 'it is on another disk',
  }),
);

/** The code of an error of the system or of Node, such as `ENOENT`; null for any other. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return null;
  return NAMELESS.test(error.code) && 'errno' in error ? nameOf(-Number(error.errno)) : error.code;
}

/** How Node calls an error that it has no name for, such as that of a full quota; the list of the system has one. */
const NAMELESS = /^(?:UNKNOWN(?::|$)|Unknown system error )/;

const nameOf = (errno: number): string =>
  Object.entries(constants.errno).find(([, number]) => number === errno)?.[0] ?? `E${errno}`;

/** Windows answers so for what is just being deleted, or that another program looks at. */
export const isFleeting = (error: unknown): boolean => ['EPERM', 'EBUSY'].includes(systemCode(error) ?? '');

/** True for an error of the system that has words, but for one that a mistake of this program makes. */
export const isOfDisk = (error: unknown): error is Error =>
  error instanceof Error &&
  'syscall' in error &&
  WORDS.has(systemCode(error) ?? '') &&
  systemCode(error) !== 'EBADF';

/**
 * The reason of a failure in words: the meaning of a system error's code, else the error's own message, without the
 * path that it repeats and a full stop.
 */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = systemCode(error) ?? '';
  const known = WORDS.get(code);
  if (known !== undefined) return known;
  if (NAMELESS.test(error.message)) return `system error ${code}`;
  const [words] = error.message.split(/, [a-z]+(?: '|$)|\.$/);
  return words ?? error.message;
}
