import { foldCase } from '../../../text/fold-case.ts';
import type { RunOrder } from '../../ledger/run-order.ts';
import { journaledRows, type RecordedRow, recordedRows } from '../recorded-results.ts';
import type { FoundRun } from '../run-reader.ts';
import { runRows } from '../run-rows.ts';

export const isOwnChange = (outcome: string) => outcome === 'changed' || outcome === 'recovered';

/** What a run changed, against other runs. When it changed each user is read where an answer depends on it. */
export class ChangesOfRun {
  readonly #run: FoundRun;
  /** By whether they are against a run of the same action. */
  readonly #times = new Map<boolean, ReadonlyMap<string, number>>();

  constructor(run: FoundRun) {
    this.#run = run;
  }

  /** The users whom another run changed after this one did, each by one name; of others, where it was begun later. */
  async *after(other: FoundRun, order: RunOrder): AsyncGenerator<string> {
    const { header } = this.#run;
    const isLater = order.isLater(other.header, header);
    const isApart = order.proves(other.header, header) ?? isWhollyAfter(other, this.#run);
    const isSame = other.header.action === header.action;
    const times = isApart === isLater ? null : await this.#readTimes(isSame);
    if (times === null && !isLater) return;
    for await (const { names, at } of changedUsers(other, times !== null, isSame)) {
      const [name = ''] = names;
      const before = times?.get(name);
      const isAfter =
        before === undefined ? isLater : order.isAfter({ ...other.header, at }, { ...header, at: before });
      if (isAfter) yield name;
    }
  }

  /** When it changed its users, in milliseconds since 1970; those whom it invited also by their address. */
  async #readTimes(isSame: boolean): Promise<ReadonlyMap<string, number>> {
    const known = this.#times.get(isSame);
    if (known !== undefined) return known;
    const times = new Map<string, number>();
    for await (const { names, at } of changedUsers(this.#run, true, isSame))
      for (const name of names) times.set(name, at);
    this.#times.set(isSame, times);
    return times;
  }
}

/** Whether every answer to a run came after every one to another, or before, false; null where they overlap. */
function isWhollyAfter({ answered: one }: FoundRun, { answered: other }: FoundRun): boolean | null {
  if (one.first > other.last) return true;
  return one.last < other.first ? false : null;
}

interface ChangedUser {
  /** Those by which the user is known: an invited one by the address first. */
  readonly names: readonly string[];
  /** Milliseconds since 1970; when the run was begun, where times are not asked for. */
  readonly at: number;
}

/**
 * The users that a run changed; where its checked rows cannot be read, by its journal. `isSame`: the times are against
 * those of a run of the same action. Which request did what was recovered is not known, and what the other run is known
 * to have changed since this one was begun had not been done before: what was recovered counts from there on.
 */
async function* changedUsers(run: FoundRun, isTimed: boolean, isSame: boolean): AsyncGenerator<ChangedUser> {
  const { states, header } = run;
  const begun = Date.parse(header.created_at);
  const told = ({ row, record, at }: NamedRow): ChangedUser => {
    const address = row.invitation && foldCase(row.invitation.email);
    const names = [address, record.user_id].filter((name) => typeof name === 'string');
    const isFromBegin = at === null || (isSame && states.outcome(row.row) === 'recovered');
    return { names, at: isFromBegin ? begun : Date.parse(at) };
  };
  let last = 0;
  const isWanted = (row: number) => row > last && isOwnChange(states.outcome(row));
  try {
    for await (const named of isTimed ? recordedRows(run, isWanted) : namedRows(run, isWanted)) {
      yield told(named);
      last = named.row.row;
    }
  } catch {
    // The journal tells of the other rows.
  }
  if (states.count(isWanted) === 0) return;
  for await (const recorded of journaledRows(run, isWanted)) yield told(recorded);
}

type NamedRow = Pick<RecordedRow, 'row' | 'at'> & { readonly record: Pick<RecordedRow['record'], 'user_id'> };

/** The checked rows that `wanted` selects, of which the journal is not read. */
async function* namedRows(run: FoundRun, wanted: (row: number) => boolean): AsyncGenerator<NamedRow> {
  for await (const row of runRows(run)) if (wanted(row.row)) yield { row, record: row, at: null };
}
