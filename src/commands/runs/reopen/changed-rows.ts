import type { Context } from '../../../cli/context.ts';
import { operationOf } from '../../../operations/by-action.ts';
import { selectRows } from '../../../runs/execute-rows.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { isOwnChange } from '../../../runs/journal/later/changed-users.ts';
import { runResults } from '../../../runs/journal/recorded-results.ts';
import type { FoundRun } from '../../../runs/journal/run-reader.ts';
import { rowsAreLost } from '../../../runs/journal/run-rows.ts';
import { countUsers } from '../../../runs/summary.ts';
import { typedAddress } from '../../../runs/typed-address.ts';
import { namedFirst } from '../../../text/counted.ts';
import { fits, userId } from '../../../validation/ids.ts';

/** Whether a row is one that the run changed. */
export const isChangedIn =
  ({ states }: FoundRun) =>
  (row: number): boolean =>
    isOwnChange(states.outcome(row));

/** The same rows, one after the other. */
export async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

/** The rows that are not left out. */
export async function* skipRows(
  rows: AsyncIterable<Row>,
  isLeft: (row: Row) => boolean,
): AsyncGenerator<Row> {
  for await (const row of rows) if (!isLeft(row)) yield row;
}

/**
 * Whether the look-up of a row showed its user as wanted, and no answer says that the run changed them: a later session
 * lost one, and was told that it already is so. To take that back could change who was so long before the run.
 */
const wasSoBefore =
  ({ states }: FoundRun) =>
  ({ row, already }: Pick<Row, 'row' | 'already'>): boolean =>
    already === true && states.outcome(row) === 'recovered';

/** The rows that `wanted` selects as they were checked, because records may have been edited; without them, these. */
const rowsOf = (found: FoundRun, wanted: (row: number) => boolean) =>
  rowsAreLost(found) ? runResults(found, wanted) : selectRows(found, wanted);

/** The users whom a run changed. Who was as wanted before is left out. */
export async function* changedRows(found: FoundRun): AsyncGenerator<Row> {
  const isBefore = wasSoBefore(found);
  for await (const one of rowsOf(found, isChangedIn(found))) {
    const { row, user_id } = one;
    if (user_id !== null && isUserId(user_id) && !isBefore(one))
      yield { row, user_id, department_id: null, input: { user_id } };
  }
}

/**
 * Whether no look-up shows that it was the run that changed the user of a row: there was none, it showed no state, or
 * an earlier session than the one that sent the row made it.
 */
const isUnseen = (
  { header, states }: FoundRun,
  { row, already, seen, input }: Pick<Row, 'row' | 'already' | 'seen' | 'input'>,
): boolean =>
  already === null ||
  seen === null ||
  seen?.account_state === null ||
  states.wasSentLate(row) ||
  typedAddress(input, header.columns_read) === null;

/**
 * Warns of those who may have been as wanted before the run, or by others: to undo that would give access to who had
 * none. Returns how many are left out because the run saw it.
 */
export async function tellRecovered({ io, next }: Context, found: FoundRun): Promise<number> {
  const { header, states } = found;
  const { done } = operationOf[header.action];
  const isBefore = wasSoBefore(found);
  const left: string[] = [];
  let unseen = 0;
  for await (const row of rowsOf(found, (number) => states.outcome(number) === 'recovered')) {
    if (isBefore(row)) left.push(String(row.user_id));
    else if (isUnseen(found, row)) unseen += 1;
  }
  if (left.length > 0)
    await io.warn(`left out, because the run found them ${done}: ${namedFirst(left, MOST_NAMED)}`);
  if (unseen > 0) {
    const look = next(`runs show ${header.run_id} --outcome recovered`);
    await io.warn(
      `${countUsers(unseen)} may have been ${done} before the run or by others, because an answer was lost: ${look}`,
    );
  }
  return left.length;
}

const MOST_NAMED = 10;

const isUserId = fits(userId);
