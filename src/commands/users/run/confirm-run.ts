import type { Department } from '../../../api/objects/department.ts';
import type { Context } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { confirmationFor } from '../../../operations/operation.ts';
import { isSent } from '../../../runs/input/row.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { countUsers } from '../../../runs/summary.ts';
import { cutText } from '../../../text/cut.ts';
import { firstPeople, MOST_NAMED } from '../question/first-people.ts';
import { namedDepartments } from '../question/named-departments.ts';
import type { CheckedRows } from './checked-rows.ts';
import type { RunPreflight } from './preflight-run.ts';
import { type GivenRequest, type GivenSetup, makesChange, type RunSetup } from './run-request.ts';

/**
 * Step 6. In: rows in ids. Out: nothing. Asks one question for all rows. Throws `CliError` where there is no
 * terminal to ask at (exit 2) or the user declines (130).
 */
export async function confirmRun(
  setup: RunSetup,
  rows: CheckedRows,
  { departments }: Pick<RunPreflight, 'departments'>,
): Promise<void> {
  const { context, operation, request } = setup;
  const { yes } = request;
  if (yes || !context.canAsk()) return context.confirm(questionFor(setup, rows), { yes });
  const typed = confirmationFor(operation, rows.count - rows.absent);
  await context.confirm(await wholeQuestion(setup, rows, departments ?? []), { typed });
}

/** Refuses a run whose confirmation cannot be given, before anything is sent. Throws `CliError` (usage). */
export function refuseUnanswerable(setup: GivenSetup, rows: CheckedRows): void {
  const { context, request } = setup;
  if (!makesChange(request)) return;
  context.mustAsk(questionFor(setup, rows), request.yes);
}

/**
 * Rows typed at the terminal use up stdin, so no question could be answered afterwards. Throws `CliError`
 * (usage) before reading them.
 */
export function refuseTypedRows({ environment }: Context, request: GivenRequest): void {
  if (request.from !== '-' || environment.stdin.isTTY !== true || request.yes || !makesChange(request))
    return;
  const hint = 'add --yes, or put the rows into a file';
  throw usageError('the rows come from stdin, so there is nobody to ask', hint);
}

const questionFor = (
  { operation, request }: GivenSetup,
  { count, absent, departments }: CheckedRows,
): string => operation.question(countUsers(count - absent), request.organization, [...departments]);

const LONGEST_NAME_BYTES = 100;

/**
 * The question of a run at a terminal: how many and where resources go, who the first are, which columns were read,
 * which row names another than its address, and whether the file is the result of another command. Reads the names of
 * the first users, unless `--no-check` is given. `known`: the departments, where they were read. Throws
 * `ConnectionError`, or `ApiError` for a refused token.
 */
async function wholeQuestion(
  setup: RunSetup,
  { count, absent, departments, file }: CheckedRows,
  known: readonly Department[],
): Promise<string> {
  const { operation, request } = setup;
  const users = count - absent;
  const { organization, organization_id } = request;
  const targets = namedDepartments(departments, known);
  // Who works in several organizations knows them by their names.
  const where = organization === organization_id ? organization_id : `${organization} (${organization_id})`;
  const question = operation.question(countUsers(users), where, targets);
  const first = await firstRows(setup);
  const ask = request.check !== false;
  const columns = setup.draft.columnsRead;
  const isPlan = request.applied !== undefined;
  const facts = { organization_id, first, columns, count: users, ask, isPlan };
  const people = await firstPeople(setup.context, facts);
  return [
    question,
    people,
    ...(file.columns === null ? [] : [`Columns read: ${file.columns}.`]),
    ...(file.others === undefined ? [] : [`Names differ: ${file.others}.`]),
    ...(file.are_results ? [resultsOf(first, operation.action)] : []),
  ].join(' ');
}

async function firstRows({ draft }: RunSetup): Promise<Row[]> {
  const first: Row[] = [];
  for await (const row of draft.read()) {
    if (isSent(row) && first.push(row) === MOST_NAMED) break;
  }
  return first;
}

/** That the file holds results, and of which command where they say it. */
function resultsOf(rows: readonly Row[], action: string): string {
  const told = new Set(rows.flatMap(({ input }) => input['action'] ?? []));
  const others = [...told].filter((each) => each !== action);
  if (told.size > 0 && others.length === 0) return `The file holds results of an earlier ${action}.`;
  const which =
    others.length === 0 ? '' : ` (${others.map((each) => cutText(each, LONGEST_NAME_BYTES)).join(', ')})`;
  return `The file holds results of another command${which}, not a list that was made for this one.`;
}
