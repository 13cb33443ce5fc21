import type { Context } from '../../../cli/context.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { readLaterRuns, unreadableWords } from '../../../runs/journal/later/later-runs.ts';
import type { FoundRun } from '../../../runs/journal/run-reader.ts';
import { undoneBy } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import { agreeing } from '../../../text/counted.ts';
import { foldCase } from '../../../text/fold-case.ts';

/** How many of those who are left out are named; the results have all of them. */
const MOST_NAMED = 10;

/** The users whom a later run changed, with the id of that run. Warns of them, and says what is done with them. */
export async function findLaterChanges(
  { io }: Context,
  rows: AsyncIterable<Row>,
  changed: ReadonlyMap<string, string>,
  done: 'left out' | 'to be sent all the same' = 'left out',
): Promise<ReadonlyMap<string, string>> {
  const left = new Map<string, string>();
  for await (const { user_id, input } of rows) {
    const later =
      user_id === null ? undefined : (changed.get(user_id) ?? changed.get(foldCase(input['email'] ?? '')));
    if (user_id === null || later === undefined) continue;
    left.set(user_id, later);
    if (left.size <= MOST_NAMED) await io.warn(`${user_id} is ${done}: run ${later} changed them later`);
  }
  if (left.size > MOST_NAMED) {
    const more = left.size - MOST_NAMED;
    await io.warn(`and ${more} more ${agreeing(more, 'is', 'are')} ${done}: later runs changed them`);
  }
  return left;
}

/** Warns of the later runs that cannot be read, by their ids. */
export async function warnOfUnreadable({ io }: Context, unreadable: readonly string[]): Promise<void> {
  for (const id of unreadable) await io.warn(unreadableWords(id));
}

/**
 * Says before rows of a run are sent again whether it was undone, and who of them was changed by later runs. Returns
 * whether it was undone.
 */
export async function tellLaterRuns(
  context: Context,
  found: FoundRun,
  rows: () => AsyncIterable<Row>,
): Promise<boolean> {
  const { header, summary } = found;
  const { undone_by, changed, unreadable } = await readLaterRuns(runsFolder(context.environment), found);
  await warnOfUnreadable(context, unreadable);
  if (undone_by !== null)
    await context.io.note(`run ${header.run_id} ${undoneBy(undone_by.summary, summary)}`);
  if (changed.size > 0) await findLaterChanges(context, rows(), changed, 'to be sent all the same');
  return undone_by !== null;
}

/** What is undone of a run: its users, those of them who were changed `before` the question, and who is left out. */
interface AskedUndo {
  readonly found: FoundRun;
  readonly before: ReadonlyMap<string, string>;
  readonly rows: { read(): AsyncIterable<Row> };
  readonly leftRows: Map<number, string>;
}

/** Leaves out the users whom other runs changed while the question waited for its answer. */
export async function addLaterChanges(
  context: Context,
  { found, before, rows, leftRows }: AskedUndo,
): Promise<void> {
  const { changed } = await readLaterRuns(runsFolder(context.environment), found);
  const meanwhile = new Map([...changed].filter(([user, run_id]) => before.get(user) !== run_id));
  if (meanwhile.size === 0) return;
  const left = await findLaterChanges(context, rows.read(), meanwhile);
  for await (const { row, user_id } of rows.read()) {
    const later = left.get(user_id ?? '');
    if (later !== undefined) leftRows.set(row, later);
  }
}
