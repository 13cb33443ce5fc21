import { unknownFields } from '../../../cli/answers/wanted-part.ts';
import type { Context } from '../../../cli/context.ts';
import { fieldsWithin } from '../../../output/selection/record-shape.ts';
import type { RowsRead } from '../../../runs/input/rows.ts';
import { isOrganizationName } from '../../../validation/names.ts';
import { mostRows } from '../guards/most-users.ts';
import { cureOf } from '../meant/cures.ts';
import { columnProblemsError } from '../problems/column-problems.ts';
import { rowProblemsError } from '../problems/row-problems.ts';
import { type CheckedRows, RowKeeper } from './checked-rows.ts';
import { STDIN, tellReading } from './read-input.ts';
import type { GivenRequest, GivenSetup, RunInput } from './run-request.ts';

/**
 * Step 2. In: the input. Out: its well-formed rows in the draft, with names still unresolved. Sends nothing.
 * Throws `CliError` (usage) with every problem; those of the columns come first, because all rows follow from them.
 * See docs/decisions/2026-11-25-rows-in-two-passes.md.
 */
export async function validateRows(
  { context, draft, request }: GivenSetup,
  { name, readRows }: RunInput,
): Promise<CheckedRows> {
  const keeper = new RowKeeper(draft, request, mostRows(context, request.max));
  const read = await tellReading(context, name, keeper.keep, readRows);
  const { problems, problem_count: count, notes } = read;
  for (const text of notes) await context.io.note(text);
  // A name is looked up only when the file is good, and compared then.
  const { organization } = request;
  const ofAnother = isOrganizationName(organization) ? [] : read.problemsIn(organization);
  const ofColumns = [...read.column_problems, ...ofAnother];
  if (ofColumns.length > 0) throw columnProblemsError(name, ofColumns, context.environment.argv);
  if (count > 0) {
    const meant = await meantByTyped(context, request);
    const hint = meant ? { hint: meant } : hintOf(read, name);
    throw rowProblemsError({ name, problems, count, isPlan: request.applied !== undefined, ...hint });
  }
  draft.columnsRead = read.columns_read;
  draft.carried = read.carried;
  draft.leftOut = { not_due: read.not_due, not_chosen: read.not_chosen };
  refuseUnknownColumns(context.fields, draft.columns);
  return keeper.finish(read);
}

/** The command that was meant by users on the line of whom some are none; null where it is not known. */
async function meantByTyped(context: Context, { people, org }: GivenRequest): Promise<string | null> {
  return people?.typed.length ? cureOf(context, people.typed, { takes: 'several', org }) : null;
}

/** Refuses `--fields` with a column of the input that it does not have. Throws `CliError` (usage). */
function refuseUnknownColumns(fields: readonly string[] = [], columns: ReadonlySet<string>): void {
  const known = fieldsWithin('input', [...columns]);
  const unknown = fields.filter((name) => name.startsWith('input.') && !known.includes(name));
  if (unknown.length > 0) throw unknownFields(unknown, { fields: known });
}

/** The usual end of a pipe whose first command failed: it is told as an error, and not as nothing to do. */
const NOTHING_CAME = 'no input: the command before it found nobody, or failed';

/** What to do where not only some rows are bad; nothing for the usual words. */
function hintOf(read: RowsRead, name: string): { readonly hint?: string } {
  if (read.cure !== null) return { hint: read.cure };
  if (isEmpty(read)) return { hint: name === STDIN ? NOTHING_CAME : 'name a user on each line' };
  if (isHeading(read)) return { hint: HEADING };
  return isEveryRowBad(read) ? { hint: EVERY_ROW } : {};
}

const HEADING =
  "correct the rows and run the same command again; where line 1 is a heading, with --column 'email=#1'";

/** True where the first line of a list is its only bad one. */
const isHeading = ({ has_header, rows, problems, problem_count }: RowsRead): boolean =>
  !has_header && rows > 0 && problem_count === 1 && problems[0]?.line === 1;

const EVERY_ROW =
  'every row is bad: is this the right file, and does the right column name the person (--column email=<header>)?';

/** So many bad rows without a good one are no coincidence. */
const NO_COINCIDENCE = 3;

/** True where no row is good, which says something about the file more than about its rows. */
const isEveryRowBad = ({ rows, duplicates, problems }: RowsRead): boolean =>
  rows + duplicates === 0 && new Set(problems.flatMap(({ line }) => line ?? [])).size >= NO_COINCIDENCE;

/** True where the only problem is that there is no row. */
const isEmpty = ({ rows, problems, problem_count }: RowsRead): boolean =>
  rows === 0 && problem_count === 1 && problems[0]?.line === null;
