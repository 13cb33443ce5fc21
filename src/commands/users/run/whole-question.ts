import type { Department } from '../../../api/department.ts';
import { memberFacts } from '../../../api/members.ts';
import { probe } from '../../../preflight/check-result.ts';
import { isSent } from '../../../runs/input/row.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { countUsers } from '../../../runs/summary.ts';
import { cutText } from '../../../text/cut.ts';
import { namedDepartments, nameWith } from '../change/named-departments.ts';
import type { CheckedRows } from './checked-rows.ts';
import type { RunSetup } from './run-request.ts';

const MOST_NAMED = 5;
const LONGEST_NAME_BYTES = 100;

/**
 * The question of a run at a terminal: how many and where resources go, who the first are, which columns were read,
 * and whether the file is the result of another command. Reads the names of the first users, unless `--no-check` is
 * given. `known`: the departments, where they were read. Throws `ConnectionError`, or `ApiError` for a refused token.
 */
export async function wholeQuestion(
  setup: RunSetup,
  { count, absent, departments, file }: CheckedRows,
  known: readonly Department[],
): Promise<string> {
  const { operation, request } = setup;
  const users = count - absent;
  const question = operation.question(
    countUsers(users),
    request.organization_id,
    namedDepartments(departments, known),
  );
  const first = await firstRows(setup);
  const named = await Promise.all(first.map((row) => personIn(setup, row)));
  const more = users > named.length ? ` and ${users - named.length} more` : '';
  return [
    question,
    `${users === 1 ? 'It is' : 'They are'} ${named.join(', ')}${more}.`,
    ...(file.columns === null ? [] : [`Columns read: ${file.columns}.`]),
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

/** The name, the address and the id of a row's person, as far as the API or the row tells them. */
async function personIn({ context, request }: RunSetup, row: Row): Promise<string> {
  const { user_id, invitation, input } = row;
  if (invitation) return nameWith(invitation.full_name ?? null, invitation.email);
  if (user_id === null) return '';
  const typed =
    Object.values(input)
      .find((cell) => cell.includes('@'))
      ?.trim() ?? null;
  if (request.check === false) return nameWith(typed, user_id);
  const { users } = await context.api();
  const { organization_id } = request;
  const asked = await probe(
    users.retrieve(user_id, { organization_id }, { signal: context.environment.signal }),
  );
  if (!('answer' in asked)) return nameWith(typed, user_id);
  const { full_name, email } = memberFacts(asked.answer);
  const known = [full_name, email].filter((text) => text !== null);
  return known.length === 0 ? nameWith(typed, user_id) : nameWith(known[0] ?? null, known[1] ?? user_id);
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
