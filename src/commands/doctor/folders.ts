import { accessSync, closeSync, constants, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import { readContents } from '../../settings/files/configuration-folder.ts';
import { findForeignOwner, ownershipAdvice } from '../../settings/files/folder-owner.ts';
import { nearestFolder } from '../../system/lost-links.ts';
import { placeCure } from '../../system/place-cure.ts';
import { trustFile, trustFolder } from '../../system/trusted-files.ts';
import { syncFolder } from '../../system/written/made-folder.ts';
import { shellWord } from '../../text/shell-word.ts';
import { hasItsOwner, isSystemFolder } from '../../validation/system-folders.ts';
import { type Diagnosis, failedResult, okResult, warningResult } from './diagnosis.ts';
import { findLackingRoom } from './room.ts';

interface FolderToCheck {
  readonly check: string;
  /** The variable of this program that sets the folder. */
  readonly variable: string;
  /** The folder; throws `CliError` where it cannot be determined. */
  readonly pathOf: () => string;
  /** The names of the settings files in it. */
  readonly names: readonly string[];
  /** The paths of folders and files in it that every change of a user is written into. */
  readonly written?: () => { readonly folders: readonly string[]; readonly files: readonly string[] };
  /** What needs the folder to be written, where a call like this one goes on without; absent where none does. */
  readonly writtenFor?: string | undefined;
}

interface CheckedFolder extends FolderToCheck {
  readonly path: string;
}

/**
 * Diagnoses a folder of this program and its settings files: it is usable, has room, is closed to other users, and the
 * files are readable.
 */
export function diagnoseFolder(toCheck: FolderToCheck, platform: string): Diagnosis {
  const { check, variable, pathOf, names, writtenFor } = toCheck;
  const { written = () => ({ folders: [], files: [] }) } = toCheck;
  let path = '';
  try {
    path = pathOf();
    const { real } = nearestFolder(path);
    const folder = { ...toCheck, path };
    if (modeOf(path) === null) return asWarning(missingFolder(folder, real), writtenFor);
    const present = (paths: readonly string[]) => paths.filter((one) => modeOf(one) !== null);
    const { folders, files: others } = written();
    folders.forEach(nearestFolder);
    readFolder(path);
    const unwritten = unwritableResult(folder);
    for (const one of present(folders)) useFolder(one);
    for (const file of present(others)) useFile(file);
    const own = names.map((name) => join(path, name));
    for (const file of own) readContents(file);
    const files = present(own);
    const lacking = unwritten ?? diagnoseRoom(folder, path);
    if (lacking !== null) return asWarning(lacking, writtenFor);
    if (platform === 'win32') return okResult(check, path);
    return diagnoseModes(folder, files);
  } catch (error) {
    if (error instanceof CliError) return failedResult(check, error);
    // A file in the folder may be at fault, or a link to one.
    const place = pathIn(error) ?? path;
    const owner = findForeignOwner(path) ?? findForeignOwner(place);
    const cure =
      owner === null
        ? (placeCure(place, error) ?? otherFolder(variable))
        : ownershipAdvice(owner, path, variable);
    return failedResult(check, fileError(`${place} cannot be used`, error, cure));
  }
}

/** Throws where a folder cannot be trusted, read or written. */
function useFolder(folder: string): void {
  readFolder(folder);
  accessSync(folder, constants.W_OK);
}

/** Throws where a folder cannot be trusted or read. */
function readFolder(folder: string): void {
  trustFolder(folder);
  readdirSync(folder);
  accessSync(folder, constants.R_OK | constants.X_OK);
}

/**
 * Diagnoses a folder that can be read and not written, so that a power cut loses nothing; null where it can be. Throws
 * where it has to be written.
 */
function unwritableResult({ check, path, variable, writtenFor }: CheckedFolder): Diagnosis | null {
  try {
    accessSync(path, constants.W_OK);
    syncFolder(path);
    return null;
  } catch (error) {
    if (writtenFor === undefined) throw error;
    const cure = placeCure(path, error) ?? otherFolder(variable);
    return failedResult(check, fileError(`${path} cannot be written`, error, cure));
  }
}

/** The diagnosis of a folder that cannot be written, which is no failure for a call that goes on without. */
function asWarning(diagnosis: Diagnosis, writtenFor: string | undefined): Diagnosis {
  const { result, detail } = diagnosis;
  if (writtenFor === undefined || result !== 'failed') return diagnosis;
  return { ...diagnosis, result: 'warning', detail: `${detail}; ${writtenFor}` };
}

/** Throws where a file cannot be trusted, read or written. */
function useFile(file: string): void {
  trustFile(file, Number.POSITIVE_INFINITY);
  closeSync(openSync(file, constants.O_RDWR | (constants.O_NONBLOCK ?? 0)));
}

/** Diagnoses a disk without room; null where there is enough. `place`: what of the folder is there. */
function diagnoseRoom({ check, path, variable }: CheckedFolder, place: string): Diagnosis | null {
  const lacking = findLackingRoom(place);
  if (lacking === null) return null;
  const { result, words, cure } = lacking;
  const detail = result === 'failed' ? `${path} cannot be used: ${words}` : `${path}: ${words}`;
  return { check, result, detail, cure: `${cure}, or ${otherFolder(variable)}` };
}

function diagnoseModes({ check, path, variable }: CheckedFolder, files: readonly string[]): Diagnosis {
  const all = [path, ...files].map((place) => ({ place, mode: modeOf(place) ?? 0 }));
  const owner = findForeignOwner(path);
  if (owner !== null) {
    const cure = hasItsOwner(path) ? otherFolder(variable) : `sudo chown -R "$(id -u)" ${shellWord(path)}`;
    return warningResult(check, `${path} belongs to another user (uid ${owner.uid})`, cure);
  }
  const open = all.filter(({ mode }) => (mode & 0o077) !== 0);
  if (open.length === 0) return okResult(check, withModes(all));
  const closing = open.map(({ place }) => `chmod go= ${shellWord(place)}`).join(' && ');
  const cure = open.some(({ place }) => isSystemFolder(place)) ? otherFolder(variable) : closing;
  return warningResult(check, `others have access: ${withModes(open)}`, cure);
}

const withModes = (places: readonly { readonly place: string; readonly mode: number }[]): string =>
  places.map(({ place, mode }) => `${place} ${mode.toString(8).padStart(4, '0')}`).join(', ');

const otherFolder = (variable: string): string => `name another folder with ${variable}`;

/** A missing folder is fine: it is created in `above`, the nearest that exists, when there is something to store. */
function missingFolder(folder: CheckedFolder, above: string): Diagnosis {
  const { check, path, variable } = folder;
  try {
    trustFolder(path);
    accessSync(above, constants.W_OK | constants.X_OK);
    syncFolder(above);
    return diagnoseRoom(folder, above) ?? okResult(check, `${path}, not made yet`);
  } catch (error) {
    if (error instanceof CliError) return failedResult(check, error);
    const cure = placeCure(above, error) ?? otherFolder(variable);
    return failedResult(check, fileError(`${path} cannot be made`, error, cure));
  }
}

const pathIn = (error: unknown): string | null =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;

/** Null where nothing is. `throwIfNoEntry: false` would be silent, in Node 22 and later, on a path below a file too. */
function modeOf(path: string): number | null {
  try {
    return statSync(path).mode & 0o777;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
