import { subjectOf } from '../../../auth/jwt.ts';
import type { Context, Runs } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Row, RowProblem } from '../../../runs/input/rows.ts';

/** Users whom no run may touch, and why: the stored list, the file of `--protect`, and whoever is signed in, when the token says so. */
export async function forbiddenUsers(
  context: Context,
  runs: Runs,
  file: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const forbidden = new Map<string, string>();
  const me = signedInUser(context);
  if (me !== null) forbidden.set(me, SIGNED_IN);
  const stored = context.setting('protect').value;
  for (const id of stored?.split(',') ?? [])
    forbidden.set(id, 'is protected by the stored list (`aitronos config get protect`)');
  if (file === undefined) return forbidden;
  const form = runs.userRows({ use: 'none', fallback: null });
  const problems: RowProblem[] = [];
  const read = await runs.readRows(runs.bytesOf(file, context.environment), { name: file, form }, (row) => {
    if (row.user_id === null || row.user_id.includes('@')) {
      const message = 'ids (usr_…) are wanted here: an e-mail address may change hands';
      problems.push({ file, line: row.line ?? null, column: 'user_id', message });
    } else forbidden.set(row.user_id, `is protected by ${file}`);
  });
  const count = read.problem_count + problems.length;
  if (count > 0) throw badRows(file, [...read.problems, ...problems], count);
  return forbidden;
}

export const SIGNED_IN = 'is the signed-in user';

/** Who asks in this call, when the token says so or the sign-in was stored; null otherwise. */
export function signedInUser({ environment, storedSession, inSandbox }: Context): string | null {
  const token = environment.env['AITRONOS_ACCESS_TOKEN'];
  if (inSandbox || (!token && environment.env['AITRONOS_API_KEY'])) return null;
  return token ? subjectOf(token) : (storedSession()?.user_id ?? null);
}

/** What is wrong with a row that names a user whom no run may touch; null when nothing is. */
export function protectedRow(
  forbidden: ReadonlyMap<string, string>,
  { user_id }: Pick<Row, 'user_id'>,
  { file, line }: Pick<RowProblem, 'file' | 'line'>,
): RowProblem | null {
  const why = user_id === null ? undefined : forbidden.get(user_id);
  return why === undefined ? null : { file, line, column: null, message: `${user_id} ${why}` };
}

/**
 * Refuses one user whom the stored list or the file of `--protect` names, and who is signed in where that would shut them out.
 * Throws `CliError` (usage).
 */
export async function refuseProtected(
  context: Context,
  { othersOnly }: Operation,
  user_id: string,
  file: string | undefined,
): Promise<void> {
  if (othersOnly && signedInUser(context) === user_id) throw refuseUser(user_id, 'sign in as somebody else');
  if (file === undefined && context.setting('protect').value === null) return;
  const why = (await forbiddenUsers(context, await context.runs(), file)).get(user_id);
  if (why === undefined || why === SIGNED_IN) return;
  const hint = 'who is on that list may not be changed: take them off it first';
  throw new CliError('PROTECTED_USER', EXIT.usage, `${user_id} ${why}: nothing was sent`, hint);
}

/** The signed-in user is meant. */
export function refuseUser(
  user_id: string,
  hint = 'leave the row out: nobody may change themselves in a run',
): CliError {
  return new CliError('PROTECTED_USER', EXIT.usage, `${user_id} ${SIGNED_IN}: nothing was sent`, hint);
}

/** Everything that is wrong with an input, at once. */
export function badRows(
  name: string,
  problems: readonly RowProblem[],
  count: number,
  code = 'BAD_ROWS',
  hint = 'mend the rows and run the same command again',
): CliError {
  const what = `${count} ${count === 1 ? 'problem' : 'problems'} in ${name}: nothing was sent`;
  const shown = count > problems.length ? ` (the first ${problems.length} are shown)` : '';
  return new CliError(code, EXIT.usage, what + shown, hint, {
    details: { problems, problem_count: count },
  });
}

/** Refuses a run of more rows than `--max`. */
export function refuseLarger(rows: number, max: number | undefined): void {
  if (max === undefined || rows <= max) return;
  const message = `${rows} users are more than --max ${max}: nothing was sent`;
  throw new CliError('TOO_MANY', EXIT.usage, message, 'look at the file, or raise --max');
}
