import { operationOf } from '../../../operations/by-action.ts';
import { orElse } from '../../../or-else.ts';
import { EndsReader } from '../../../system/reading/file-ends.ts';
import { RunOrder } from '../../ledger/run-order.ts';
import { secondOf } from '../../list/newest-run.ts';
import type { JournalHeader } from '../journal-entries.ts';
import { readRunEnds } from '../journal-reader.ts';
import { type RunEntry, runEntries } from '../run-folders.ts';
import { isSingleFile, isThere, journalFile, mostJournalBytes } from '../run-paths.ts';
import { type FoundRun, runById } from '../run-reader.ts';
import { ChangesOfRun, isOwnChange } from './changed-users.ts';

export interface LaterRuns {
  /** The newest run that undid it, or null. */
  readonly undone_by: FoundRun | null;
  /**
   * Users of the organization whom a later run changed, each with the id of that run; those whom it invited by their
   * address, case folded.
   */
  readonly changed: ReadonlyMap<string, string>;
  /** The runs that may have been begun later and cannot be read: what they did is not known. */
  readonly unreadable: readonly string[];
}

/** What is said of such a run. */
export const unreadableWords = (run_id: string): string =>
  `run ${run_id} cannot be read: whom it changed, or undid, is not known`;

/**
 * Reads the runs that were begun, or went on, after this one, and whichever undid it: the clock may have been set back.
 */
export async function readLaterRuns(runs: string, found: FoundRun): Promise<LaterRuns> {
  const { header } = found;
  let undone_by: FoundRun | null = null;
  const changed = new Map<string, string>();
  const unreadable: string[] = [];
  const order = RunOrder.read(runs);
  const changes = new ChangesOfRun(found);
  for await (const { id, later } of laterRuns(runs, header, order)) {
    if (later === null) unreadable.push(id);
    else if (later.header.undoes === header.run_id) {
      if (countChanges(later) > 0) undone_by = later;
    } else for await (const name of changes.after(later, order)) changed.set(name, id);
  }
  return { undone_by, changed, unreadable };
}

interface LaterRun {
  readonly id: string;
  /** Null where it cannot be read. */
  readonly later: FoundRun | null;
}

/** The runs that were begun, or went on, after the one of this header or undid it, the oldest first. */
async function* laterRuns(runs: string, header: JournalHeader, order: RunOrder): AsyncGenerator<LaterRun> {
  const reader = new EndsReader();
  for (const entry of runEntries(runs).reverse()) {
    const { id } = entry;
    const first = headerOf(entry, reader);
    const isWanted =
      first === null
        ? secondOf(id) >= secondOf(header.run_id) || order.isBehind(id, header)
        : isUndoOrLater(first, header, order);
    if (!isWanted) continue;
    const later = first && (await openOrNull(runs, id));
    // Another process may just have deleted it.
    if (later !== null || isThere(entry.path)) yield { id, later };
  }
}

/** The newest run that undid this one, or null. Reads only the first lines of other runs of many. */
export async function findUndoingRun(
  runs: string,
  { header: { run_id, action } }: FoundRun,
): Promise<FoundRun | null> {
  if (operationOf[action].takenBackBy === null) return null;
  const reader = new EndsReader();
  for (const entry of runEntries(runs)) {
    // A change of one user undoes no run, and there may be ten thousand of them.
    if (isSingleFile(entry.path) || !firstLineNames(run_id, entry, reader)) continue;
    if (headerOf(entry, reader)?.undoes !== run_id) continue;
    const undo = await openOrNull(runs, entry.id);
    if (undo !== null && countChanges(undo) > 0) return undo;
  }
  return null;
}

/**
 * The runs that applied the plan with this digest, newest first, also those that a newer version wrote. Reads only the
 * first lines of runs.
 */
export function runsOfPlan(runs: string, digest: string): string[] {
  const reader = new EndsReader();
  // A change of one user has no plan, and there may be ten thousand of them.
  const ofMany = runEntries(runs).filter(({ path }) => !isSingleFile(path));
  const isOfPlan = (entry: RunEntry) => {
    const header = headerOf(entry, reader);
    return header === null ? firstLineNames(digest, entry, reader) : header.plan_digest === digest;
  };
  return ofMany.filter(isOfPlan).map(({ id }) => id);
}

/** A run; null where it is unreadable or other users could have written it. */
const openOrNull = (runs: string, id: string): Promise<FoundRun | null> =>
  runById(runs, id).catch(() => null);

/** Whether the header of a run may hold an id or a digest. To parse and check each takes half as long again. */
const firstLineNames = (text: string, { path }: RunEntry, reader: EndsReader): boolean =>
  orElse(() => reader.read(journalFile(path), mostJournalBytes(path)).first?.includes(text) === true, false);

const headerOf = (entry: RunEntry, reader: EndsReader): JournalHeader | null =>
  orElse(() => readRunEnds(entry, reader).header, null);

const isUndoOrLater = (header: JournalHeader, first: JournalHeader, order: RunOrder): boolean =>
  header.undoes === first.run_id ||
  (header.organization_id === first.organization_id &&
    header.origin === first.origin &&
    header.run_id !== first.run_id &&
    (order.isLater(header, first) || order.wentOnAfter(header.run_id, first)));

const countChanges = ({ states }: FoundRun): number =>
  states.count((row) => isOwnChange(states.outcome(row)));
