import { chmodSync, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { systemCode } from '../../errors/reason.ts';
import { orElse } from '../../or-else.ts';
import { refuseLostLinks } from '../../system/lost-links.ts';
import { placeCure } from '../../system/place-cure.ts';
import { OTHER_FOLDERS, readOwnFile, trustFolder } from '../../system/trusted-files.ts';
import { makeFolders } from '../../system/written/made-folder.ts';
import { repeatedName } from '../../text/json-scan.ts';
import { moveAwayCure, shellWord } from '../../text/shell-word.ts';
import { isObject } from '../../validation/objects.ts';
import { findForeignOwner, ownershipAdvice } from './folder-owner.ts';

/** The files of the configuration folder. */
export const configFile = (folder: string) => join(folder, 'config.json');
export const credentialsFile = (folder: string) => join(folder, 'credentials.json');

/** Far above the size of real settings. */
const MOST_BYTES = 1024 * 1024;

const OTHER_CONFIG_FOLDER = 'name another folder with AITRONOS_CONFIG_DIR';

/** The contents of each file: a version, and a record of values for each profile. */
export interface Contents {
  readonly version: 1;
  /** In `config.json`: the default profile. */
  readonly profile?: unknown;
  readonly profiles: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const VERSION = 1;

const EMPTY: Contents = { version: 1, profiles: {} };

/** JSON, also with a mark of its encoding, as editors leave it. Throws `SyntaxError`. */
export const parseConfiguration = (text: string) => JSON.parse(text.replace(/^\uFEFF/, ''));

/** The contents of a file; empty when there is none. Throws `CliError`, naming the file. */
export function readContents(file: string): Contents {
  const text = readText(file);
  if (text === null) return EMPTY;
  let json: unknown;
  try {
    json = parseConfiguration(text);
  } catch {
    throw corruptError(`${file} is not JSON`, file);
  }
  // Of two fields with one name the last counts, and a guard in the first would be lost.
  const twice = repeatedName(text);
  if (twice !== undefined)
    throw corruptError(`${file} has ${JSON.stringify(twice)} twice in one object`, file);
  if (isObject(json) && Number(json['version']) > VERSION) throw newerVersionError(file, json['version']);
  if (!isObject(json) || !isObject(json['profiles']) || !Object.values(json['profiles']).every(isObject)) {
    throw corruptError(`${file} does not hold an object with \`profiles\``, file);
  }
  if (json['version'] !== VERSION) {
    const given = JSON.stringify(json['version']);
    const flaw =
      given === undefined
        ? 'does not hold its `version`'
        : `has a \`version\` that no aitronos wrote: ${given}`;
    throw corruptError(`${file} ${flaw}`, file);
  }
  return json as unknown as Contents;
}

function readText(file: string): string | null {
  try {
    return readOwnFile(file, MOST_BYTES);
  } catch (error) {
    if (!isMissing(error)) throw fileAccessError('read', file, error);
    // Guards are kept there too: they are not given up while a disk is away.
    refuseLostLinks(file);
    return null;
  }
}

/**
 * Removes the permissions of other users on a configuration file. True when there were any.
 * Throws `CliError` when they cannot be removed.
 */
export function removeOthersAccess(file: string, platform: string): boolean {
  if (platform === 'win32') return false;
  const mode = modeOf(file);
  // Leaves it to the reader to refuse a file that others can write: removing the permission now would not undo their
  // changes.
  if (mode === null || (mode & 0o077) === 0 || (mode & 0o022) !== 0) return false;
  try {
    chmodSync(file, 0o600);
    return true;
  } catch (error) {
    throw fileError(
      `others can read ${file}, and its mode cannot be changed`,
      error,
      `chmod 600 ${shellWord(file)}`,
    );
  }
}

/** Null where there is no file, and for a folder or device in its place. */
function modeOf(file: string): number | null {
  const found = orElse(() => statSync(file), null);
  return found?.isFile() ? found.mode : null;
}

/**
 * An error about a file that cannot be read or written, naming a foreign owner as the reason. A `CliError` stays as it
 * is.
 */
export function fileAccessError(verb: 'read' | 'write', file: string, error: unknown): CliError {
  if (error instanceof CliError) return error;
  const code = systemCode(error);
  const denied = code === 'EACCES' || code === 'EPERM';
  const owner = denied ? findForeignOwner(file) : null;
  if (owner === null) {
    const cure = existsSync(dirname(file)) ? placeCure(file, error) : OTHER_FOLDERS;
    return fileError(`cannot ${verb} ${file}`, error, cure);
  }
  const whose = `${owner.path} belongs to another user (uid ${owner.uid})`;
  return fileError(`cannot ${verb} ${file}, because ${whose}`, error, ownershipAdvice(owner, dirname(file)));
}

/** Refuses to store a secret in a folder that belongs to another user. Throws `CliError` (exit 1). */
export function refuseForeignFolder(file: string): void {
  const owner = findForeignOwner(dirname(file));
  if (owner === null || owner.me === 0) {
    trustFolder(dirname(file));
    return;
  }
  const message = `${owner.path} belongs to another user (uid ${owner.uid}): no token is stored there`;
  throw new CliError('FOREIGN_FOLDER', EXIT.refused, message, ownershipAdvice(owner, dirname(file)));
}

/** An error about damaged contents. The file stays as it is, so that its owner can look at it. */
function corruptError(message: string, file: string): CliError {
  return new CliError('BAD_FILE', EXIT.usage, message, `correct it, or ${moveAwayCure(file)}`);
}

/** An error about a file of a newer version. The file stays as it is, because it is valid there. */
function newerVersionError(file: string, version: unknown): CliError {
  const message = `${file} was written by a newer version of aitronos (${version})`;
  const hint = `use that version, or ${OTHER_CONFIG_FOLDER}`;
  return new CliError('BAD_FILE', EXIT.usage, message, hint);
}

/**
 * Creates the folder of a file, readable by its owner alone; an existing one keeps its mode. Does nothing where
 * the folder would not be trusted. Throws `CliError`, or the system's error.
 * See docs/decisions/2026-11-23-folder-modes.md.
 */
export function makeFolder(file: string): void {
  const folder = dirname(file);
  if (existsSync(folder)) return;
  trustFolder(folder);
  makeFolders(folder);
}

function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
