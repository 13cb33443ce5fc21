import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { trustFolder } from '../system/trusted-files.ts';
import { linkTarget } from '../system/written/target.ts';
import { tryToRemove } from '../system/written/try-to-remove.ts';
import { mayWriteInPlace } from '../system/written/whole-file.ts';
import { type Contents, fileAccessError, makeFolder, readContents } from './configuration-folder.ts';
import { isMount, writeInPlace } from './in-place-writing.ts';
import { TEMPORARY } from './leftovers.ts';

/**
 * Writes the values of one profile: the whole file, atomically, mode 0600, in a folder of mode 0700; `null` removes
 * the profile.
 * A file that cannot be replaced, because it is a mount itself, is written in place. Throws `CliError`; the old file
 * is unchanged then.
 * See docs/decisions/2026-11-28-settings-written-whole.md.
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
 * file. Throws `CliError`.
 * `room`: bytes to keep free behind the contents of a file that can only be written in place.
 */
export function rewrite(file: string, room: number): void {
  if (existsSync(file)) write(file, readContents(file), room);
}

function write(file: string, contents: Contents, room = 0): void {
  try {
    makeFolder(file);
    trustFolder(dirname(file));
    if (isMount(file)) writeInPlace(file, serialize(contents), room);
    else replace(missingTarget(file), serialize(contents));
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
function replace(file: string, json: string): void {
  try {
    replaceWhole(file, json);
  } catch (error) {
    if (!mayWriteInPlace(error) || !existsSync(file)) throw error;
    try {
      writeInPlace(file, json, 0);
    } catch {
      throw error;
    }
  }
}

/** The new file is whole, and on the disk, before it takes the place of the old one, whose owner it keeps. */
function replaceWhole(file: string, json: string): void {
  const old = statSync(file, { throwIfNoEntry: false });
  const path = old ? realpathSync(file) : file;
  const fresh = `${path}${TEMPORARY}${randomBytes(8).toString('hex')}`;
  try {
    writeFileSync(fresh, json, { mode: 0o600, flag: 'wx', flush: true });
    if (old && old.uid !== statSync(fresh).uid) chownSync(fresh, old.uid, old.gid);
    renameSync(fresh, path);
  } catch (error) {
    tryToRemove(fresh);
    throw error;
  }
}

const serialize = (value: Contents) => `${JSON.stringify(value, null, 2)}\n`;
