import type { Context } from '../../../cli/context.ts';
import { tellWait } from '../../../cli/files/typed-file.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import type { Comparison } from '../../../roster/comparison.ts';
import { rosterRows } from '../../../roster/roster-rows.ts';
import type { RowStore } from '../../../roster/row-store.ts';
import { cellText, inputOf } from '../../../runs/input/columns/input-columns.ts';
import type { RowsOptions } from '../../../runs/input/row-schema.ts';
import { type Keep, readRows } from '../../../runs/input/rows.ts';
import { readUserFile } from '../../../system/user-files.ts';
import { inputName } from '../../../validation/paths.ts';
import { columnProblemsError } from '../problems/column-problems.ts';
import { rowProblemsError } from '../problems/row-problems.ts';
import { readingOfCall } from '../run/call-reading.ts';
import { tellReading } from '../run/read-input.ts';
import type { DiffOptions } from './diff-options.ts';

/**
 * Reads the roster into the comparison. Rows that `--where` leaves out, or whose last day is over, are of people who
 * are gone; one of these without a name is left out. Throws `CliError` (usage) with every problem, as a file of users
 * to change does.
 */
export async function readRoster(
  context: Context,
  file: string,
  options: DiffOptions,
  { comparison, store }: { readonly comparison: Comparison; readonly store: RowStore },
): Promise<void> {
  const reading = { ...(await readingOfCall(context, options)), isRoster: true };
  const name = inputName(file);
  const form = rosterRows();
  await tellWait(context, file, 'the roster');
  const leftOut: RowsOptions['leftOut'] = ({ line, cells, written = cells }, columns, why) => {
    const parsed = form.parse(columns, cells);
    if (!parsed.ok || !parsed.content.listed) return;
    const { listed } = parsed.content;
    const isInstant = cellText(columns, cells, 'effective_at') !== '';
    const date = isInstant ? 'its effective date has come' : `its last day, ${listed.last_day}, is over`;
    const gone = why === 'not_chosen' ? 'left out by --where' : date;
    comparison.addRow({ ...listed, gone, line, address: store.add(inputOf(columns, written)) });
  };
  const keep: Keep = ({ listed, input, line = null }) => {
    if (listed) comparison.addRow({ ...listed, gone: null, line, address: store.add(input) });
  };
  const read = await tellReading(context, name, keep, (counted) =>
    readRows(readUserFile(file, context.environment), { name, form, reading, leftOut }, counted),
  );
  for (const text of read.notes) await context.io.note(text);
  if (read.column_problems.length > 0) {
    throw columnProblemsError(name, read.column_problems, context.environment.argv);
  }
  const { problems, problem_count: count, cure } = read;
  if (count > 0) throw rowProblemsError({ name, problems, count, ...(cure !== null && { hint: cure }) });
  if (read.rows === 0)
    throw usageError(`${name} names nobody who is there`, 'a roster lists everybody who is there');
}
