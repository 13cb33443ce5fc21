import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { moveAwayCure, shellWord } from '../text/shell-word.ts';
import { hasItsOwner, isSystemFolder } from '../validation/system-folders.ts';
import type { Environment } from './environment.ts';
import { linkedTo, nearestFolder } from './lost-links.ts';

/**
 * A user who can write this program's files controls what it does. So it trusts files and folders by the rules of
 * OpenSSH. See docs/decisions/2026-11-26-trusted-files.md.
 */
interface Trust {
  readonly me: number;
  /** The trusted owners: this user, root, and under sudo the calling user. */
  readonly owners: readonly number[];
  /** Paths that were already checked in this call. */
  readonly found: Set<string>;
  /** Where folders that were checked really are: other users cannot lead their paths elsewhere any more. */
  readonly folders: Map<string, string>;
}

/** Null where the system does not tell who owns a file, as on Windows. */
let trust: Trust | null = null;

/** Sets the user whose files are trusted, and forgets earlier verdicts. */
export function trustUser({ uid, env }: Pick<Environment, 'uid' | 'env'>): void {
  const caller = env['SUDO_UID'] ?? '';
  const sudo = uid === 0 && /^\d{1,10}$/.test(caller) ? [Number(caller)] : [];
  trust = uid === null ? null : { me: uid, owners: [uid, 0, ...sudo], found: new Set(), folders: new Map() };
}

/** The user whose files are trusted; null where the system has no user ids, and before it is set. */
export const trustedUser = (): number | null => trust?.me ?? null;

/** True for an owner whose files are trusted, and where the system does not tell who owns a file. */
export const isTrustedOwner = (uid: number): boolean => trust === null || trust.owners.includes(uid);

/**
 * The text of one of this program's own files, UTF-8.
 * Throws `CliError` (exit 1) for a file that cannot be trusted, else the system's error.
 */
export function readOwnFile(file: string, most_bytes: number): string {
  trustFile(file, most_bytes);
  // A named pipe put in its place meanwhile must not block the call.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    refuseOtherKinds(file, fstatSync(descriptor), most_bytes);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Throws `CliError` (exit 1) unless a file can be trusted: a regular file of at most `most_bytes` that no other user
 * can write or replace. Throws the system's error when there is no file.
 */
export function trustFile(file: string, most_bytes: number): void {
  refuseOtherKinds(file, statSync(file), most_bytes);
  trustFolder(dirname(file));
  trustPath(file, realFile(file));
}

/** Where a file really is, whose folder was checked. */
function realFile(file: string): string {
  const folder = trust?.folders.get(dirname(file));
  const isPlain = folder !== undefined && !lstatSync(file).isSymbolicLink();
  return isPlain ? join(folder, basename(file)) : realpathSync(file);
}

/**
 * Throws `CliError` (exit 1) unless a folder, or the place where it will be created, can be trusted, and for a link to
 * nowhere.
 */
export function trustFolder(folder: string): void {
  if (trust?.folders.has(folder)) return;
  const path = nearestFolder(resolve(folder));
  trustPath(folder, path.real);
  trustLinks(folder, resolve(folder));
  if (path.isThere) trust?.folders.set(folder, path.real);
}

/** Checks the links on a path, and on theirs: in a folder like /tmp, another user's leads elsewhere at any time. */
function trustLinks(wanted: string, path: string): void {
  // There is no link in what was checked.
  if (trust === null || trust.found.has(path)) return;
  trustLinks(wanted, dirname(path));
  const target = linkedTo(path);
  if (target === null) return;
  const { uid } = lstatSync(path);
  if (!isTrustedOwner(uid)) throw untrusted(wanted, path, `is a link of another user (uid ${uid})`, null);
  // A link that leads round in a circle is left to the code that uses the folder.
  if (existsSync(path)) trustLinks(wanted, resolve(realpathSync(dirname(path)), target));
}

/** Checks a resolved path up to the root. `wanted`: the path as the user knows it. */
function trustPath(wanted: string, path: string): void {
  if (trust === null || trust.found.has(path)) return;
  requireOurs(wanted, path, trust);
  if (path !== dirname(path)) trustPath(wanted, dirname(path));
  trust.found.add(path);
}

function requireOurs(wanted: string, path: string, { me, owners }: Trust): void {
  const { uid, mode } = statSync(path);
  const isSticky = (mode & constants.S_IFMT) === constants.S_IFDIR && (mode & 0o1000) !== 0;
  if (!owners.includes(uid)) {
    const cure = hasItsOwner(path) ? null : `${me === 0 ? '' : 'sudo '}chown "$(id -u)" ${shellWord(path)}`;
    throw untrusted(wanted, path, `belongs to another user (uid ${uid})`, cure);
  }
  if ((mode & 0o022) === 0 || isSticky) return;
  const sudo = me === 0 || me === uid ? '' : 'sudo ';
  const cure = isSystemFolder(path) ? null : `${sudo}chmod go-w ${shellWord(path)}`;
  throw untrusted(wanted, path, `can be written by others (mode ${octal(mode)})`, cure);
}

const octal = (mode: number) => (mode & 0o7777).toString(8).padStart(4, '0');

/** `cure`: null where the rights of the place are the system's. */
function untrusted(wanted: string, path: string, flaw: string, cure: string | null): CliError {
  const which = path === wanted ? 'it' : path;
  // The rights of a device are the system's too: to take them away would harm every program on the machine.
  const found = statSync(path);
  const isOther = !found.isFile() && !found.isDirectory();
  const hint =
    isOther || cure === null
      ? OTHER_FOLDER
      : `see that nobody changed what is there, then: ${cure}; or ${OTHER_FOLDER}`;
  return new CliError('UNTRUSTED_FILE', EXIT.refused, `${wanted} is not used: ${which} ${flaw}`, hint);
}

/** Advice where the standard folders cannot be used. */
export const OTHER_FOLDERS = 'name two folders of your own with AITRONOS_CONFIG_DIR and AITRONOS_STATE_DIR';

const OTHER_FOLDER = 'name another folder with AITRONOS_CONFIG_DIR or AITRONOS_STATE_DIR';

/** A device is the system's, and stays where it is; a link to it is taken away. */
function deviceCure(file: string): string {
  const target = realpathSync(file);
  const isLink = lstatSync(file).isSymbolicLink();
  return isLink ? `it is a link to ${target}: rm ${shellWord(file)}; or ${OTHER_FOLDER}` : OTHER_FOLDER;
}

/** Lets the system refuse folders, in its own words. */
function refuseOtherKinds(file: string, found: Stats, most_bytes: number): void {
  if (found.isDirectory()) return;
  const { size } = found;
  if (found.isFile() && size <= most_bytes) return;
  const kind = found.isFIFO() ? 'a named pipe' : found.isSocket() ? 'a socket' : 'a device';
  const flaw = found.isFile() ? `has ${size} bytes, and ${most_bytes} are the most` : `is ${kind}`;
  const hint = found.isBlockDevice() || found.isCharacterDevice() ? deviceCure(file) : moveAwayCure(file);
  throw new CliError('UNTRUSTED_FILE', EXIT.refused, `${file} is not read: it ${flaw}`, hint);
}
