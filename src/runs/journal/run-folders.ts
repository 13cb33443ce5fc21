import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import { orElse } from '../../or-else.ts';
import { signatureOf } from '../../system/locks/lock-signature.ts';
import { EndsReader } from '../../system/reading/file-ends.ts';
import { trustIfThere } from '../../system/reading/trust-if-there.ts';
import { trustFolder } from '../../system/trusted-files.ts';
import { makeSyncedFolder, syncFolder } from '../../system/written/made-folder.ts';
import { rename } from '../../system/written/renamed.ts';
import { writingCure } from '../../system/written/writing-cure.ts';
import { isRunId } from '../../validation/ids.ts';
import { rowsFile } from '../input/rows-file.ts';
import {
  draftName,
  isSingleFile,
  isThere,
  journalFile,
  mostBytes,
  runIdOf,
  singleFile,
  singleName,
} from './run-paths.ts';

/** The lock file of a run, held while a process goes on with it; `path`: where the run is. */
export const leaseFile = (path: string) =>
  isSingleFile(path) ? join(dirname(path), draftName(runIdOf(path))) : join(path, 'run');

/**
 * Where a run is: its folder, the draft's where a power cut prevented the rename, or the file of a change of one user.
 * Throws `CliError` where other users could have written there.
 */
export function runPath(runs: string, id: string): string {
  const folder = join(runs, id);
  if (isThere(folder)) return requireOwnFolder(folder);
  const file = singleFile(runs, id);
  if (!isThere(file)) return requireOwnFolder(unnamedFolder(runs, id));
  for (const each of [file, signatureOf(leaseFile(file))]) trustIfThere(each, mostBytes(each));
  return file;
}

/** The folder of a run, checked to be writable by this user only. Throws `CliError`. */
function requireOwnFolder(folder: string): string {
  trustFolder(folder);
  const files = [journalFile(folder), rowsFile(folder), signatureOf(leaseFile(folder))];
  for (const file of files) trustIfThere(file, mostBytes(file));
  return folder;
}

export const unnamedFolder = (runs: string, id: string) => join(runs, draftName(id));

/**
 * Completes the rename of a run's folder after a power cut; returns where the run is. Throws `CliError` when it cannot.
 */
export function nameRun(runs: string, id: string): string {
  const path = runPath(runs, id);
  const folder = join(runs, id);
  if (isSingleFile(path) || path === folder) return path;
  whileWriting(folder, () => {
    rename(path, folder);
    syncFolder(runs);
  });
  return requireOwnFolder(folder);
}

/** A run by its id, and where it is; nothing of it was looked at. */
export interface RunEntry {
  readonly id: string;
  readonly path: string;
}

/** The ids of all runs, newest first. */
export const runIds = (runs: string): string[] => runEntries(runs).map(({ id }) => id);

/** The ids of the newest runs of many, newest first; none where their folder cannot be read. */
export const newestRuns = (runs: string, most: number): string[] =>
  orElse(() => readdirSync(runs).filter(isRunId).sort().reverse().slice(0, most), []);

/** All runs, newest first. Throws `CliError` where the folder of all runs cannot be read or trusted. */
export function runEntries(runs: string): RunEntry[] {
  trustFolder(runs);
  try {
    const found = new Map<string, RunEntry>();
    for (const entry of readdirSync(runs, { withFileTypes: true })) {
      // A folder that was moved to another disk, with a link in its place, is a run as before, also while it is away.
      // A link of another name, as to the latest, would be the same run once more.
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && isRunId(entry.name));
      const id = isFolder ? folderId(runs, entry.name) : fileId(entry.name);
      if (id === null) continue;
      // Of two with one id, which only a copy by hand makes, the folder counts.
      if (isFolder || !found.has(id)) found.set(id, { id, path: `${runs}${sep}${entry.name}` });
    }
    return [...found.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(`cannot read ${runs}`, error);
  }
}

function fileId(name: string): string | null {
  const id = singleName(name);
  return id !== null && isRunId(id) ? id : null;
}

/** A folder of other programs is no run; one that the user renamed still has its journal. */
function folderId(runs: string, name: string): string | null {
  if (!name.startsWith('.')) {
    if (isRunId(name)) return name;
    return !isSingleFile(name) && existsSync(journalFile(join(runs, name))) ? name : null;
  }
  const id = name.slice(1);
  if (!isRunId(id)) return null;
  const folder = join(runs, name);
  const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  // What reads it under this name would miss it under its own. Before it has that, nothing is sent of it.
  if (made === undefined || Math.abs(Date.now() - made) < NAMED_WITHIN_MS) return null;
  return isBegun(folder) ? id : null;
}

/** A process that begins a run gives it its name within this time after its header. */
const NAMED_WITHIN_MS = 10_000;

/** A draft's folder is a run as soon as it has a complete header. */
function isBegun(folder: string): boolean {
  const file = journalFile(folder);
  return orElse(() => new EndsReader().read(file, mostBytes(file)).first, null) !== null;
}

const SWEPT_AFTER_MS = 24 * 60 * 60_000;

/** Removes drafts of killed processes, with the rows in them. `now`: in milliseconds, by the clock of the disk. */
export function removeStaleDrafts(runs: string, now: number): void {
  for (const entry of readdirSync(runs, { withFileTypes: true })) {
    const id = entry.isDirectory() ? entry.name : singleName(entry.name);
    const path = join(runs, entry.name);
    if (!id?.startsWith('.') || !isRunId(id.slice(1)) || (entry.isDirectory() && isBegun(path))) continue;
    const parts = entry.isDirectory() ? [path, rowsFile(path)] : [path];
    const touched = parts.map((each) => statSync(each, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (now - Math.max(...touched) > SWEPT_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}

/** Whether another run, or a change of one user that is about to begin, has this id. */
export const isTaken = (runs: string, id: string): boolean =>
  [join(runs, id), singleFile(runs, id), singleFile(runs, draftName(id))].some((path) => existsSync(path));

/** Creates the folder of a draft under the first free id, and returns the id. */
export function makeUnnamedFolder(runs: string, wanted: string): string {
  makeSyncedFolder(runs);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    try {
      mkdirSync(unnamedFolder(runs, id), { mode: 0o700 });
      // Looked at afterwards: of two that take an id at the same moment, one at least sees the other.
      if (isTaken(runs, id)) {
        rmdirSync(unnamedFolder(runs, id));
        continue;
      }
      removeStaleDrafts(runs, statSync(unnamedFolder(runs, id)).mtimeMs);
      return id;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Runs `work`, which writes to the disk before anything is sent; an error names the place, and what mends it. */
export function whileWriting<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw fileError(`nothing was sent: ${place} cannot be written`, error, writingCure(place, error));
  }
}
