import { closeSync, existsSync, fdatasyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../../errors/reason.ts';
import { makeSyncedFolder, syncFolder } from '../../system/written/made-folder.ts';
import { rename } from '../../system/written/renamed.ts';
import { tryToRemove } from '../../system/written/try-to-remove.ts';
import { closeQuietly, writeAll } from '../../system/written/write-all.ts';
import type { Row } from '../input/row.ts';
import { draftName, singleFile } from '../journal/run-paths.ts';
import { sha256Of } from '../ledger/ledger-line.ts';

/** The file of a change of one user, open for writing at its end. */
export interface SingleFile {
  readonly run_id: string;
  readonly path: string;
  readonly fd: number;
  /** What it holds. */
  readonly text: string;
  /** Its length in bytes. */
  readonly length: number;
}

/**
 * Creates the file of a run of one under the first free id, with its first lines on the disk. It gets its name when it
 * is whole, so that a process that is killed here leaves no run. Throws the system's error, and leaves no file then.
 */
export function createSingleFile(
  runs: string,
  wanted_id: string,
  firstLines: (run_id: string) => string,
): SingleFile {
  makeSyncedFolder(runs);
  const { run_id, draft, fd } = createDraft(runs, wanted_id);
  const path = singleFile(runs, run_id);
  try {
    const text = firstLines(run_id);
    const length = writeAll(fd, text);
    fdatasyncSync(fd);
    rename(draft, path);
    syncFolder(runs);
    return { run_id, path, fd, text, length };
  } catch (error) {
    closeQuietly(fd);
    // Also under its name, which it may have by now: it would tell of a change that nothing was sent of.
    for (const each of [draft, path]) tryToRemove(each);
    throw error;
  }
}

/** Another run of the same second may have drawn the same id, so the next one is tried then. */
function createDraft(runs: string, wanted_id: string) {
  for (let number = 1; ; number += 1) {
    const run_id = number === 1 ? wanted_id : `${wanted_id}-${number}`;
    const draft = singleFile(runs, draftName(run_id));
    let fd: number;
    try {
      fd = openSync(draft, 'ax', 0o600);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      continue;
    }
    // Looked at afterwards: of two that take an id at the same moment, one at least sees the other.
    const others = [join(runs, run_id), join(runs, draftName(run_id)), singleFile(runs, run_id)];
    if (!others.some((path) => existsSync(path))) return { run_id, draft, fd };
    closeSync(fd);
    rmSync(draft, { force: true });
  }
}

/** The SHA-256 of a row, as the file of a run's rows would hold it. */
export const digestRow = (row: Row): string => sha256Of(`${JSON.stringify(row)}\n`);
