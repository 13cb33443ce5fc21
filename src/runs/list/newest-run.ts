import { existsSync } from 'node:fs';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { EndsReader } from '../../system/reading/file-ends.ts';
import { isRunId } from '../../validation/ids.ts';
import { readJournalEnds } from '../journal/journal-reader.ts';
import { runIds, runPath } from '../journal/run-folders.ts';
import { journalFile, secondInId } from '../journal/run-paths.ts';
import { lastLedgerLine } from '../ledger/find-lines.ts';
import { RunOrder } from '../ledger/run-order.ts';

/**
 * The id of the run that was begun last, also where the clock was set back since the one before. Throws `CliError`
 * (exit 1) when there is none, or when the newest cannot be read: an older one in its place would answer another
 * question.
 */
export function newestRun(runs: string): string {
  const ids = runIds(runs).filter(isRunId);
  const [first] = ids;
  if (first === undefined) {
    const hint = 'each change of users makes one: aitronos users deactivate';
    throw new CliError('RUN_NOT_FOUND', EXIT.refused, 'there are no runs yet', hint);
  }
  const [behind] = begunBehind(runs, ids);
  if (behind !== undefined) return behind;
  // The ids of runs of the same second end at random; only their first lines know the order.
  const sameSecond = ids.filter((id) => secondOf(id) === secondOf(first));
  if (sameSecond.length === 1) return first;
  let newest = { id: first, at: Number.NEGATIVE_INFINITY };
  const reader = new EndsReader();
  for (const id of sameSecond) {
    const at = begunAt(runPath(runs, id), id, reader);
    if (at !== null && at > newest.at) newest = { id, at };
  }
  return newest.id;
}

/** When a run was begun, in milliseconds since 1970; null where another process has just deleted it. */
function begunAt(path: string, id: string, reader: EndsReader): number | null {
  try {
    return Date.parse(readJournalEnds(path, id, reader).header.created_at);
  } catch (error) {
    if (error instanceof CliError) throw error;
    if (!existsSync(path)) return null;
    throw fileError(`cannot read ${journalFile(path)}`, error);
  }
}

/** The runs that came after the first of these all the same, by a wrong clock, the last first. `ids`: newest first. */
export function begunBehind(runs: string, ids: readonly string[]): string[] {
  const [run_id = ''] = ids;
  const created_at = secondInId(run_id);
  const last = lastLedgerLine(runs);
  if (last === null || last.at >= created_at) return [];
  return RunOrder.read(runs).allBehind(ids, { run_id, created_at });
}

/** The time in a run id: `20260301-120000`. */
export const secondOf = (id: string) => id.slice(0, 15);
