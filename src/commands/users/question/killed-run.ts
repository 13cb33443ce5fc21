import { readJournalEnds } from '../../../runs/journal/journal-reader.ts';
import { runPath } from '../../../runs/journal/run-folders.ts';
import { isSingleFile, journalFile, runsFolder } from '../../../runs/journal/run-paths.ts';
import { marksWithoutProcess } from '../../../runs/ledger/at-work.ts';
import { isAtWork } from '../../../runs/ledger/run-at-work.ts';
import { EndsReader } from '../../../system/reading/file-ends.ts';
import type { RunSetup } from '../run/run-request.ts';

/** So many of the newest are looked at. */
const MOST_LOOKED_AT = 16;

/** Says that the same rows were under way in a run whose process was killed: that one can be gone on with. */
export async function noteKilledRun({ context, operation, request, draft }: RunSetup): Promise<void> {
  const { environment, io, next } = context;
  const runs = runsFolder(environment);
  const killed = marksWithoutProcess(runs, environment, draft.run_id);
  if (killed.length === 0) return;
  const rows_sha256 = draft.digest();
  const reader = new EndsReader();
  const isOfTheseRows = (run_id: string): boolean => {
    try {
      const path = runPath(runs, run_id);
      if (isSingleFile(path)) return false;
      const { header, ended } = readJournalEnds(journalFile(path), run_id, reader);
      const isSame =
        header.rows_sha256 === rows_sha256 &&
        header.action === operation.action &&
        header.organization_id === request.organization_id;
      return isSame && ended === null && !isAtWork(runs, run_id, environment);
    } catch {
      // What reads that run tells what is wrong with it.
      return false;
    }
  };
  const found = killed.sort().reverse().slice(0, MOST_LOOKED_AT).find(isOfTheseRows);
  if (found === undefined) return;
  await io.note(`a run of these rows was cut off; to go on with it: ${next(`runs resume ${found}`)}`);
}
