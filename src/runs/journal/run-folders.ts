import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import type { Environment } from '../../system/environment.ts';
import { signatureOf } from '../../system/lock-signature.ts';
import { OTHER_FOLDERS, trustFile, trustFolder } from '../../system/trusted-files.ts';
import { isRunId } from '../../validation/ids.ts';
import { rowsFile } from '../input/rows-file.ts';

/** The folder that holds all runs. */
export const runsFolder = ({ folders }: Pick<Environment, 'folders'>) => join(folders.state, 'runs');

/** The file of a run's journal. */
export const journalFile = (folder: string) => join(folder, 'journal.jsonl');

/** The lock file of a run, held while a process works on it. */
export const leaseFile = (folder: string) => join(folder, 'run');

/** The folder of a run: its final one, or the draft's where a power cut prevented the rename. */
export function runFolder(runs: string, id: string): string {
  const folder = join(runs, id);
  return requireOwnFolder(existsSync(folder) ? folder : unnamedFolder(runs, id));
}

/** Larger than the records of any run. */
const MOST_BYTES = 16 * 1024 ** 3;

/** The folder of a run, checked to be writable by this user only. Throws `CliError`. */
function requireOwnFolder(folder: string): string {
  trustFolder(folder);
  const files = [journalFile(folder), rowsFile(folder), signatureOf(leaseFile(folder))];
  for (const file of files) if (existsSync(file)) trustFile(file, MOST_BYTES);
  return folder;
}

export const unnamedFolder = (runs: string, id: string) => join(runs, `.${id}`);

/**
 * Completes the rename of a run's folder after a power cut; returns the folder. Throws `CliError` when it
 * cannot.
 */
export function nameFolder(runs: string, id: string): string {
  const folder = join(runs, id);
  if (!existsSync(folder)) {
    requireOwnFolder(unnamedFolder(runs, id));
    whileWriting(folder, () => {
      renameSync(unnamedFolder(runs, id), folder);
      syncFolder(runs);
    });
  }
  return requireOwnFolder(folder);
}

/** The ids of all runs, newest first. */
export function runIds(runs: string): string[] {
  trustFolder(runs);
  try {
    const ids = readdirSync(runs, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('.') || isBegun(join(runs, name)))
      .map((name) => name.replace(/^\./, ''));
    return [...new Set(ids)].sort().reverse();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(`cannot read ${runs}`, error);
  }
}

/** A draft's folder is a run as soon as it has a complete header. */
function isBegun(folder: string): boolean {
  if (!isRunId(basename(folder).slice(1))) return false;
  try {
    return readFileSync(journalFile(folder)).includes('\n');
  } catch {
    return false;
  }
}

const SWEPT_AFTER_MS = 24 * 60 * 60_000;

/** Removes drafts of killed processes. `now`: milliseconds since 1970 by the clock of the disk. */
function removeStaleDrafts(runs: string, now: number): void {
  for (const { name } of readdirSync(runs, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const folder = join(runs, name);
    if (!name.startsWith('.') || !isRunId(name.slice(1)) || isBegun(folder)) continue;
    const touched = [folder, rowsFile(folder)].map(
      (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    );
    if (now - Math.max(...touched) > SWEPT_AFTER_MS) rmSync(folder, { recursive: true, force: true });
  }
}

/** A run id that sorts by time: `20260301-120000-4f2a`. */
export function newRunId(now: number, random: () => number): string {
  const [date = '', time = ''] = new Date(now).toISOString().replace(/[-:]/g, '').split(/[T.]/);
  const tail = Math.floor(random() * 0x10000).toString(16);
  return `${date}-${time}-${tail.padStart(4, '0')}`;
}

/** Creates the folder of a draft under the first free id, and returns the id. */
export function makeUnnamedFolder(runs: string, wanted: string): string {
  // A new folder of all runs must be synced too, or a power cut would lose its name.
  if (mkdirSync(runs, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(dirname(runs));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    try {
      if (existsSync(join(runs, id))) continue;
      mkdirSync(unnamedFolder(runs, id), { mode: 0o700 });
      removeStaleDrafts(runs, statSync(unnamedFolder(runs, id)).mtimeMs);
      return id;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Waits until the names in a folder are on the disk, where the system supports it. */
export function syncFolder(folder: string): void {
  let fd: number | undefined;
  try {
    fd = openSync(folder, 'r');
    fsyncSync(fd);
  } catch (error) {
    // Windows cannot open folders, and some file systems cannot sync them.
    const code = systemCode(error) ?? '';
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(code)) throw error;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Runs `work`, which writes to the disk; an error names the place. */
export function whileWriting<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const hint = existsSync(place) || existsSync(dirname(place)) ? null : OTHER_FOLDERS;
    throw error instanceof CliError ? error : fileError(`cannot write ${place}`, error, hint);
  }
}
