import type { Context, Runs } from '../../context.ts';
import { CliError, EXIT } from '../../errors.ts';
import { rehearse } from '../../operations/dry-run.ts';
import type { Operation, Target } from '../../operations/operation.ts';
import type { View } from '../../output/view.ts';
import type { Row, RowProblem, RowsOptions } from '../../runs/rows.ts';
import type { Staging } from '../../runs/store.ts';
import { subjectOf } from '../../settings/credentials.ts';
import { version } from '../../version.ts';
import { type CarryOutOptions, carryOutRun } from '../runs/carry-out.ts';
import type { OneOptions } from './one.ts';

export interface ManyOptions extends OneOptions, CarryOutOptions {
  readonly from?: string | undefined;
  readonly yes?: true | undefined;
  readonly max?: number | undefined;
  readonly protect?: string | undefined;
}

interface Many extends ManyOptions {
  readonly organization_id: string;
  /** For rows that name no department of their own. */
  readonly department_id: string | null;
}

/** Checks every row, asks once, and runs them: nothing is sent before all of it is in order. */
export async function runMany(
  context: Context,
  operation: Operation,
  users: readonly string[],
  options: Many,
): Promise<View> {
  const runs = await context.runs();
  const { host } = context;
  const staging = new runs.Staging(runs.folder, runs.newRunId(host.clock.now(), host.random));
  let begun = false;
  try {
    const checked = await check(context, runs, operation, users, options, staging);
    if (options.dryRun) return rehearse(operation, checked.targets, await context.rehearsal());
    await context.credential();
    const what = `${staging.rows} ${staging.rows === 1 ? 'user' : 'users'}`;
    const departments = [...checked.departments];
    await context.confirm(
      operation.question(what, options.organization_id, departments),
      options.yes === true,
    );
    const facts = {
      action: operation.action,
      organization_id: options.organization_id,
      origin: context.origin(),
      version,
      undoes: null,
    };
    const run = await runs.begin(staging, facts, host);
    begun = true;
    return await carryOutRun(context, run, () => true, options);
  } finally {
    if (!begun) staging.discard();
  }
}

interface Checked {
  /** Kept for a dry run only: a run reads its rows from its folder. */
  readonly targets: readonly Target[];
  readonly departments: ReadonlySet<string>;
}

async function check(
  context: Context,
  runs: Runs,
  operation: Operation,
  users: readonly string[],
  options: Many,
  staging: Staging,
): Promise<Checked> {
  const { organization_id, department_id, from, max } = options;
  const name = from === undefined ? 'arguments' : from;
  const department = { use: operation.department, fallback: department_id };
  const forbidden = await forbiddenUsers(context, runs, options.protect);
  const targets: Target[] = [];
  const departments = new Set<string>();
  const protectedRows: RowProblem[] = [];
  const keep = (row: Row) => {
    staging.keep(row);
    if (row.department_id !== null) departments.add(row.department_id);
    const why = forbidden.get(row.user_id);
    if (why !== undefined)
      protectedRows.push({ file: name, line: null, column: null, message: `${row.user_id} ${why}` });
    if (options.dryRun)
      targets.push({ user_id: row.user_id, organization_id, department_id: row.department_id });
  };
  const read = await readAll(context, runs, users, { name, department }, keep);
  if (read.problem_count > 0) throw badRows(name, read.problems, read.problem_count);
  if (protectedRows.length > 0) throw badRows(name, protectedRows, protectedRows.length, 'PROTECTED_USER');
  if (max !== undefined && read.rows > max) {
    const message = `${read.rows} users are more than --max ${max}: nothing was sent`;
    throw new CliError('TOO_MANY', EXIT.usage, message, 'look at the file, or raise --max');
  }
  if (read.duplicates > 0) {
    const rows = read.duplicates === 1 ? '1 row is' : `${read.duplicates} rows are`;
    await context.screen.note(`${rows} left out: the same user stands there before`);
  }
  return { targets, departments };
}

function readAll(
  { host }: Context,
  runs: Runs,
  users: readonly string[],
  options: RowsOptions,
  keep: (row: Row) => void,
) {
  if (options.name === 'arguments') return runs.rowsOfArguments(users, options, keep);
  return runs.readRows(runs.bytesOf(options.name, host.stdin), options, keep);
}

/** Users whom no run may touch, and why: the stored list, the file of `--protect`, and whoever is signed in, when that is known. */
async function forbiddenUsers(
  context: Context,
  runs: Runs,
  file: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const forbidden = new Map<string, string>();
  const me = context.host.env['AITRONOS_ACCESS_TOKEN'] || context.storedCredential()?.access_token;
  const subject = me ? subjectOf(me) : null;
  if (subject !== null) forbidden.set(subject, 'is the signed-in user');
  const stored = context.setting('protect').value;
  for (const id of stored?.split(',') ?? [])
    forbidden.set(id, 'is protected by the stored list (`aitronos config get protect`)');
  if (file === undefined) return forbidden;
  const options: RowsOptions = { name: file, department: { use: 'none', fallback: null } };
  const read = await runs.readRows(runs.bytesOf(file, context.host.stdin), options, (row) => {
    forbidden.set(row.user_id, `is protected by ${file}`);
  });
  if (read.problem_count > 0) throw badRows(file, read.problems, read.problem_count);
  return forbidden;
}

function badRows(name: string, problems: readonly RowProblem[], count: number, code = 'BAD_ROWS'): CliError {
  const what = `${count} ${count === 1 ? 'problem' : 'problems'} in ${name}: nothing was sent`;
  const shown = count > problems.length ? ` (the first ${problems.length} are shown)` : '';
  return new CliError(code, EXIT.usage, what + shown, 'mend the rows and run the same command again', {
    details: { problems, problem_count: count },
  });
}
