import { selectRows } from '../../../runs/execute-rows.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { isOwnChange } from '../../../runs/journal/later/changed-users.ts';
import { runResults } from '../../../runs/journal/recorded-results.ts';
import type { FoundRun } from '../../../runs/journal/run-reader.ts';
import { rowsAreLost } from '../../../runs/journal/run-rows.ts';
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
 * The users whom a run changed, from its checked rows, because records may have been edited. Without the
 * rows, the records are used.
 */
export async function* changedRows(found: FoundRun): AsyncGenerator<Row> {
  const changed = isChangedIn(found);
  const named = rowsAreLost(found) ? runResults(found, changed) : selectRows(found, changed);
  for await (const { row, user_id } of named) {
    if (user_id !== null && isUserId(user_id))
      yield { row, user_id, department_id: null, input: { user_id } };
  }
}

const isUserId = fits(userId);
