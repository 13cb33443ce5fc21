import { operationOf } from '../../operations/by-action.ts';
import { EndsReader } from '../../system/reading/file-ends.ts';
import { foldCase } from '../../text/fold-case.ts';
import { RunOrder } from '../ledger/run-order.ts';
import { secondOf } from '../list/newest-run.ts';
import type { JournalHeader } from './journal-entries.ts';
import { readRunEnds } from './journal-reader.ts';
import { journaledRows, type RecordedRow, recordedRows } from './recorded-results.ts';
import { type RunEntry, runEntries, runPath } from './run-folders.ts';
import { isSingleFile, journalFile, mostJournalBytes } from './run-paths.ts';
import { type FoundRun, readRun } from './run-reader.ts';

/** The effects of later runs on a run. */
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

/**
 * Reads the runs that were begun, or went on, after this one, and whichever undid it: the clock may have been set back.
 */
export async function readLaterRuns(runs: string, found: FoundRun): Promise<LaterRuns> {
  const { header } = found;
  let undone_by: FoundRun | null = null;
  let own: ReadonlyMap<string, number> | null = null;
  const changed = new Map<string, string>();
  const unreadable: string[] = [];
  const order = RunOrder.read(runs);
  for await (const { id, later } of laterRuns(runs, header, order)) {
    if (later === null) unreadable.push(id);
    else if (later.header.undoes === header.run_id) {
      if (changes(later) > 0) undone_by = later;
    } else {
      own ??= await changeTimes(found);
      for await (const name of changedAfter(later, { header, own, order })) changed.set(name, id);
    }
  }
  return { undone_by, changed, unreadable };
}

/** A run, and when it changed each of its users. */
interface OwnTimes extends Pick<FoundRun, 'header'> {
  readonly own: ReadonlyMap<string, number>;
  readonly order: RunOrder;
}

/** The users whom another run changed after this one did, each by one name; of others, where it was begun later. */
async function* changedAfter(other: FoundRun, { header, own, order }: OwnTimes): AsyncGenerator<string> {
  const isLater = order.isLater(other.header, header);
  for await (const { names, at } of changedUsers(other)) {
    const [name = ''] = names;
    const before = own.get(name);
    const isAfter =
      before === undefined ? isLater : order.isAfter({ ...other.header, at }, { ...header, at: before });
    if (isAfter) yield name;
  }
}

/** When a run changed its users, in milliseconds since 1970; those whom it invited also by their address. */
async function changeTimes(run: FoundRun): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  for await (const { names, at } of changedUsers(run)) for (const name of names) times.set(name, at);
  return times;
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
    if (isWanted) yield { id, later: first && (await openOrNull(runs, id)) };
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
    if (undo !== null && changes(undo) > 0) return undo;
  }
  return null;
}

/** The runs that applied the plan with this digest, newest first. Reads only the first lines of runs. */
export function runsOfPlan(runs: string, digest: string): string[] {
  const reader = new EndsReader();
  // A change of one user has no plan, and there may be ten thousand of them.
  const ofMany = runEntries(runs).filter(({ path }) => !isSingleFile(path));
  return ofMany.filter((entry) => headerOf(entry, reader)?.plan_digest === digest).map(({ id }) => id);
}

/** A run; null where it is unreadable or other users could have written it. */
const openOrNull = async (runs: string, id: string): Promise<FoundRun | null> =>
  Promise.resolve()
    .then(() => readRun(runPath(runs, id)))
    .catch(() => null);

/** Whether the header of a run may hold this id. To parse and check each takes half as long again. */
function firstLineNames(run_id: string, { path }: RunEntry, reader: EndsReader): boolean {
  try {
    return reader.read(journalFile(path), mostJournalBytes(path)).first?.includes(run_id) === true;
  } catch {
    return false;
  }
}

function headerOf(entry: RunEntry, reader: EndsReader): JournalHeader | null {
  try {
    return readRunEnds(entry, reader).header;
  } catch {
    return null;
  }
}

const isUndoOrLater = (header: JournalHeader, first: JournalHeader, order: RunOrder): boolean =>
  header.undoes === first.run_id ||
  (header.organization_id === first.organization_id &&
    header.origin === first.origin &&
    header.run_id !== first.run_id &&
    (order.isLater(header, first) || order.wentOnAfter(header.run_id, first)));

const changes = ({ states }: FoundRun): number => states.count((row) => isChange(states.outcome(row)));

const isChange = (outcome: string) => outcome === 'changed' || outcome === 'recovered';

interface ChangedUser {
  /** Those by which the user is known: an invited one by the address first. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The users that a run changed; where its checked rows cannot be read, by its journal. */
async function* changedUsers(run: FoundRun): AsyncGenerator<ChangedUser> {
  const { states, header } = run;
  const begun = Date.parse(header.created_at);
  const told = ({ row, record, at }: RecordedRow): ChangedUser => {
    const address = row.invitation && foldCase(row.invitation.email);
    const names = [address, record.user_id].filter((name) => typeof name === 'string');
    return { names, at: at === null ? begun : Date.parse(at) };
  };
  let last = 0;
  try {
    for await (const recorded of recordedRows(run, (row) => isChange(states.outcome(row)))) {
      last = recorded.row.row;
      yield told(recorded);
    }
  } catch {
    // The journal tells of the other rows.
    const isWanted = (row: number) => row > last && isChange(states.outcome(row));
    for await (const recorded of journaledRows(run, isWanted)) yield told(recorded);
  }
}
