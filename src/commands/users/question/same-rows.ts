import { statSync } from 'node:fs';
import { rowsFile } from '../../../runs/input/rows-file.ts';
import { readJournalEnds } from '../../../runs/journal/journal-reader.ts';
import { newestRuns, runPath } from '../../../runs/journal/run-folders.ts';
import { isAtWork } from '../../../runs/ledger/run-at-work.ts';
import { runsFolder } from '../../../system/folders.ts';
import { EndsReader } from '../../../system/reading/file-ends.ts';
import type { RunSetup } from '../run/run-request.ts';

/** So many of the newest runs are looked at. Most differ in how long their rows are, which takes a look at a file. */
const MOST_LOOKED_AT = 256;

interface NewRun extends Pick<RunSetup, 'context' | 'operation' | 'draft'> {
  readonly request: Pick<RunSetup['request'], 'organization_id'>;
}

/**
 * Says that the same rows are under way in a run, or were in one whose process was killed: that one can be gone on
 * with, until its journal says how it ended, or another run of these rows is newer. The mark of its process is gone as
 * soon as the ledger knows of it.
 */
export async function noteRunOfSameRows({ context, operation, request, draft }: NewRun): Promise<void> {
  const { environment, io, next } = context;
  const runs = runsFolder(environment);
  const newest = newestRuns(runs, MOST_LOOKED_AT);
  if (newest.length === 0) return;
  const [rows_sha256, bytes] = [draft.digest(), draft.bytes()];
  const reader = new EndsReader();
  /** What is to be said of a run of the same rows; null for any other run. */
  const wordsOf = (run_id: string): string | null => {
    try {
      const path = runPath(runs, run_id);
      if (statSync(rowsFile(path)).size !== bytes) return null;
      const { header, hasRows, ended } = readJournalEnds(path, run_id, reader);
      const isSame =
        header.rows_sha256 === rows_sha256 &&
        header.action === operation.action &&
        header.organization_id === request.organization_id;
      if (!isSame) return null;
      if (isAtWork(runs, run_id, environment))
        return `another process is working on a run of these rows: ${next(`runs show ${run_id}`)}`;
      // One of which nothing was sent may just be about to begin, and have no mark yet.
      const isCutOff = ended === null && hasRows;
      return isCutOff ? `a run of these rows was cut off; to continue: ${next(`runs resume ${run_id}`)}` : '';
    } catch {
      // What reads that run tells what is wrong with it.
      return null;
    }
  };
  for (const run_id of newest) {
    const words = wordsOf(run_id);
    if (words === null) continue;
    // The newest of them alone.
    if (words !== '') await io.note(words);
    return;
  }
}
