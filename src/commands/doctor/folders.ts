import { accessSync, constants, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { readContents } from '../../settings/configuration-folder.ts';
import { findForeignOwner, ownershipAdvice } from '../../settings/folder-owner.ts';
import { placeCure } from '../../system/place-cure.ts';
import { trustFolder } from '../../system/trusted-files.ts';
import { shellWord } from '../../text/shell-word.ts';
import { hasItsOwner, isSystemFolder } from '../../validation/system-folders.ts';
import { type Diagnosis, failedResult, okResult, warningResult } from './diagnosis.ts';

interface FolderToCheck {
  /** The variable of this program that sets the folder. */
  readonly variable: string;
  /** The folder; throws `CliError` where it cannot be determined. */
  readonly pathOf: () => string;
  /** The names of the settings files in it. */
  readonly names: readonly string[];
}

/**
 * Diagnoses a folder of this program and its settings files: it is usable, closed to other users, and the
 * files are readable.
 */
export function diagnoseFolder(
  check: string,
  { variable, pathOf, names }: FolderToCheck,
  platform: string,
): Diagnosis {
  let path = '';
  try {
    path = pathOf();
    const mode = modeOf(path);
    if (mode === null) return missingFolder(check, path, variable);
    trustFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const files = names.map((name) => join(path, name)).filter((file) => modeOf(file) !== null);
    for (const file of files) readContents(file);
    if (platform === 'win32') return okResult(check, path);
    return diagnoseModes(check, { path, files, variable });
  } catch (error) {
    if (error instanceof CliError) return failedResult(check, error);
    const owner = findForeignOwner(path);
    // A link to a file in the folder may be at fault.
    const place = pathIn(error) ?? path;
    const own = placeCure(place, error) ?? otherFolder(variable);
    const cure = owner === null ? own : ownershipAdvice(owner, path, variable);
    return failedResult(check, fileError(`${place} cannot be used`, error, cure));
  }
}

function diagnoseModes(
  check: string,
  {
    path,
    files,
    variable,
  }: { readonly path: string; readonly files: readonly string[]; readonly variable: string },
): Diagnosis {
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
  return warningResult(check, `others may look in: ${withModes(open)}`, cure);
}

const withModes = (places: readonly { readonly place: string; readonly mode: number }[]): string =>
  places.map(({ place, mode }) => `${place} ${mode.toString(8).padStart(4, '0')}`).join(', ');

const otherFolder = (variable: string): string => `name another folder with ${variable}`;

/** A missing folder is fine: it is created when there is something to store. */
function missingFolder(check: string, path: string, variable: string): Diagnosis {
  let above = dirname(path);
  while (modeOf(above) === null && above !== dirname(above)) above = dirname(above);
  try {
    accessSync(above, constants.W_OK | constants.X_OK);
    return okResult(check, `${path}, not made yet`);
  } catch (error) {
    return failedResult(check, fileError(`${path} cannot be made`, error, otherFolder(variable)));
  }
}

/** The path that an error of the system names. */
const pathIn = (error: unknown): string | null =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;

function modeOf(path: string): number | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? found.mode & 0o777 : null;
}
