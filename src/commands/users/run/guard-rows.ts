import type { Row, RowProblem } from '../../../runs/input/rows.ts';
import { refuseMore } from '../guards/most-users.ts';
import { lookUpProtected, reasonInList } from '../guards/protected-users.ts';
import { IS_SELF, leaveOutHint, SELF_IN_PLAN } from '../guards/self.ts';
import { rowProblemsError } from '../problems/row-problems.ts';
import type { CheckedRows } from './checked-rows.ts';
import type { GivenSetup, RunInput, RunSetup } from './run-request.ts';

/**
 * Before step 3, and before anything else is read: refuses more rows than the number of `--max` or the stored `max`,
 * and protected users as far as the list alone tells. Throws `CliError` (usage), for protected users with all their
 * rows.
 */
export async function guardGivenRows(setup: GivenSetup, input: RunInput, rows: CheckedRows): Promise<void> {
  const { context, request } = setup;
  refuseMore(context, { count: rows.count, given: request.max });
  const { users, rules } = input.protectList;
  const hasAddresses = rules.some(({ rule: { kind } }) => kind === 'address' || kind === 'domain');
  const mayBe = hasAddresses || [...users.keys()].some((id) => rows.users.has(id));
  if (mayBe) await refuseProtected(setup, input, rows, (row) => reasonInList(input.protectList, row));
}

/**
 * Step 4. In: rows in ids. Out: nothing. Looks up whom the rules protect. Throws `CliError` (usage) for protected
 * users with all their rows.
 */
export async function guardRows(setup: RunSetup, input: RunInput, rows: CheckedRows): Promise<void> {
  if (rows.users.size === 0) return;
  const { context, request } = setup;
  const users = await lookUpProtected(context, request.organization_id, input.protectList);
  if (![...users.keys()].some((id) => rows.users.has(id))) return;
  await refuseProtected(setup, input, rows, ({ user_id }) => (user_id === null ? null : users.get(user_id)));
}

async function refuseProtected(
  { draft, request }: GivenSetup,
  { name }: RunInput,
  { users }: CheckedRows,
  reasonOf: (row: Row) => string | null | undefined,
): Promise<void> {
  const problems: RowProblem[] = [];
  let me: string | null = null;
  for await (const row of draft.read()) {
    const reason = reasonOf(row);
    if (typeof reason !== 'string') continue;
    if (reason === IS_SELF) me = row.user_id;
    const place = { file: name, line: row.line ?? null, column: null };
    problems.push({ ...place, message: `${row.user_id} ${reason}` });
  }
  if (problems.length === 0) return;
  const isPlan = request.applied !== undefined;
  const hint = me === null || !users.has(me) ? {} : { hint: isPlan ? SELF_IN_PLAN : leaveOutHint(me) };
  throw rowProblemsError({ name, problems, code: 'PROTECTED_USER', isPlan, ...hint });
}
