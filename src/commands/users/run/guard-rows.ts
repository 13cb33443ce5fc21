import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { Row, RowProblem } from '../../../runs/input/rows.ts';
import { lookUpProtected, reasonInList } from '../guards/protected-users.ts';
import { IS_SELF, leaveOutHint } from '../guards/self.ts';
import { rowProblemsError } from '../problems/row-problems.ts';
import type { CheckedRows } from './checked-rows.ts';
import { mostUsers } from './most-users.ts';
import type { RunInput, RunSetup } from './run-request.ts';

/**
 * Before step 3, and before anything else is read: refuses more rows than `--max` or the stored `max`, and protected
 * users as far as the list alone tells. Throws `CliError` (usage), for protected users with all their rows.
 */
export async function guardGivenRows(setup: RunSetup, input: RunInput, rows: CheckedRows): Promise<void> {
  await refuseLarger(setup, rows.count);
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
  { draft }: RunSetup,
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
  const hint = me === null || !users.has(me) ? {} : { hint: leaveOutHint(me) };
  throw rowProblemsError({ name, problems, code: 'PROTECTED_USER', ...hint });
}

async function refuseLarger({ context, request }: RunSetup, count: number): Promise<void> {
  const { value: limit, source } = context.setting('max', request.max);
  if (limit === null || count === 0) return;
  const named = source === 'flag' ? `--max ${limit}` : `the stored max ${limit}`;
  const { most, whole } = await mostUsers(context, request.organization_id, limit);
  if (count <= most) return;
  const message = `${count} users are more than ${named}${whole}: nothing was sent`;
  throw new CliError('TOO_MANY', EXIT.usage, message, 'look at the file, or raise --max');
}
