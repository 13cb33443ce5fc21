import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import Conf from 'conf';
import { orElse } from '../../or-else.ts';
import { trustFolder } from '../../system/trusted-files.ts';
import { syncFolder } from '../../system/written/made-folder.ts';
import { rename } from '../../system/written/renamed.ts';
import { linkTarget } from '../../system/written/target.ts';
import { tryToRemove } from '../../system/written/try-to-remove.ts';
import { mayWriteInPlace } from '../../system/written/whole-file.ts';
import {
  type Contents,
  fileAccessError,
  makeFolder,
  parseConfiguration,
  readContents,
} from './configuration-folder.ts';
import { isMount, writeInPlace } from './in-place-writing.ts';
import { TEMPORARY } from './leftovers.ts';

/**
 * Writes the values of one profile: the whole file, atomically, mode 0600, in a folder of mode 0700; `null` removes the
 * profile. A file that cannot be replaced, because it is a mount itself, is written in place. Throws `CliError`; the
 * old file is unchanged then. conf is for writing only, because it loads slowly. See
 * docs/decisions/2026-11-23-conf-writes-fs-reads.md.
 */
export function writeProfile(file: string, profile: string, values: Record<string, unknown> | null): void {
  const contents = readContents(file);
  const { [profile]: _old, ...others } = contents.profiles;
  write(file, { ...contents, profiles: values === null ? others : { ...others, [profile]: values } });
}

/** Stores the default profile; throws `CliError`. */
export function writeDefaultProfile(file: string, profile: string): void {
  write(file, { ...readContents(file), profile });
}

/**
 * Rewrites a file with its own contents, in the way in which new contents would be written; does nothing without a
 * file. Throws `CliError`. `room`: bytes to keep free behind the contents of a file that can only be written in place.
 */
export function rewrite(file: string, room: number): void {
  if (existsSync(file)) write(file, readContents(file), room);
}

function write(file: string, contents: Contents, room = 0): void {
  try {
    makeFolder(file);
    trustFolder(dirname(file));
    if (isMount(file)) writeInPlace(file, serialize({ ...contents }), room);
    else replace(missingTarget(file), contents);
    // The mode applies to new files only.
    chmodSync(file, 0o600);
  } catch (error) {
    throw fileAccessError('write', file, error);
  }
}

/** What a link leads to that is not there yet, because the link itself would be replaced; else the file. */
function missingTarget(file: string): string {
  const target = existsSync(file) ? file : linkTarget(file);
  trustFolder(dirname(target));
  return target;
}

/** Replaces a file by a new one; writes in place where the system refuses that. Throws the system's first error. */
function replace(file: string, contents: Contents): void {
  try {
    replaceWhole(file, { ...contents });
  } catch (error) {
    if (!mayWriteInPlace(error) || !existsSync(file)) throw error;
    try {
      writeInPlace(file, serialize({ ...contents }), 0);
    } catch {
      throw error;
    }
  }
}

/** The new file is whole, and on the disk, before it takes the place of the old one, whose owner it keeps. */
function replaceWhole(file: string, contents: Record<string, unknown>): void {
  const old = statSync(file, { throwIfNoEntry: false });
  const path = old ? realpathSync(file) : file;
  const fresh = `${path}${TEMPORARY}${randomBytes(8).toString('hex')}`;
  try {
    store(fresh, contents);
    if (old && old.uid !== statSync(fresh).uid) chownSync(fresh, old.uid, old.gid);
    rename(fresh, path);
  } catch (error) {
    tryToRemove(fresh);
    throw error;
  }
  // A power cut would bring the old file back, with a refresh token that is spent, or without a limit on changes.
  // Where that cannot be prevented, the new file is there all the same.
  orElse(() => syncFolder(dirname(path)), undefined);
}

/** Writes a new file. conf asks once, and takes a part for the whole; Node writes the rest, or says why it cannot. */
function store(file: string, contents: Record<string, unknown>): void {
  const conf = new Conf<Record<string, unknown>>({
    cwd: dirname(file),
    configName: basename(file, extname(file)),
    fileExtension: extname(file).slice(1),
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    serialize,
    deserialize: parseConfiguration,
  });
  conf.store = contents;
  const text = serialize(contents);
  if (readFileSync(file, 'utf8') !== text) writeFileSync(file, text, { mode: 0o600, flush: true });
}

const serialize = (value: Record<string, unknown>) => `${JSON.stringify(value, null, 2)}\n`;
