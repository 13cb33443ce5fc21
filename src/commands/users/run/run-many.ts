import type { Context, Runs } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { dryRunView } from '../../../operations/dry-run.ts';
import { confirmationFor, type Operation } from '../../../operations/operation.ts';
import type { View } from '../../../output/view.ts';
import type { Staging } from '../../../runs/input/staging.ts';
import type { Limiter } from '../../../runs/rate-limit/limiter.ts';
import { countUsers as usersText } from '../../../runs/summary.ts';
import { version } from '../../../version.ts';
import { checkCredential } from '../../runs/credential-lifetime.ts';
import { type ExecuteRunOptions, executeRun, limiterOf } from '../../runs/execute.ts';
import { checkError, checkView, runPreflight, withUserChecks } from '../change/preflight.ts';
import { refuseUser, signedInUser } from '../change/protected-users.ts';
import type { OneOptions } from '../change/run-one.ts';
import { type CheckedRows, checkRows, type Rows } from './validate-rows.ts';

export interface ManyOptions extends OneOptions, ExecuteRunOptions {
  readonly from?: string | undefined;
  readonly max?: number | undefined;
  readonly protect?: string | undefined;
}

export type Many = ManyOptions & Rows;

/** Checks every row, asks once, and runs them: nothing is sent before all of it is in order. */
export async function runMany(context: Context, operation: Operation, many: Many): Promise<View> {
  refuseTypedRows(context, many);
  const runs = await context.runs();
  const { environment } = context;
  const limiter = await limiterOf(context, many);
  const staging = new runs.Staging(runs.folder, runs.newRunId(environment.clock.now(), environment.random));
  let begun = false;
  try {
    const { answer, me } = await settle(context, runs, operation, many, staging, limiter);
    if (answer) return answer;
    const { organization_id } = many;
    const facts = {
      action: operation.action,
      organization_id,
      origin: context.origin(),
      version,
      by: me ?? signedInUser(context),
      undoes: null,
    };
    const run = await runs.createRun(staging, facts, environment);
    begun = true;
    return await executeRun(context, run, () => true, many, limiter);
  } finally {
    if (!begun) staging.discard();
  }
}

/** Rows that are typed at the terminal end its input: nobody could answer a question there. Throws `CliError` (usage). */
function refuseTypedRows({ environment }: Context, { from, yes, dryRun, check }: Many): void {
  if (from !== '-' || environment.stdin.isTTY !== true || yes || dryRun || check === true) return;
  throw usageError(
    'the rows come from stdin, so there is nobody to ask',
    'add --yes, or put the rows into a file',
  );
}

/** What there is before the first change: an answer where nothing is to be changed; who is signed in, where the API says so. */
interface Settled {
  readonly answer: View | null;
  readonly me: string | null;
}

/**
 * Everything before the first change: the rows, what may stand in the way, the yes.
 * What it holds of the rows is gone before the run begins.
 */
async function settle(
  context: Context,
  runs: Runs,
  operation: Operation,
  many: Many,
  staging: Staging,
  limiter: Limiter,
): Promise<Settled> {
  const questionFor = (count: number, departments: ReadonlySet<string>) =>
    operation.question(usersText(count), many.organization_id, [...departments]);
  const checked = await checkRows(context, runs, staging, many, (count, departments) => {
    if (!many.dryRun && many.check !== true)
      context.mustAsk(questionFor(count, departments), many.yes === true);
  });
  if (many.dryRun)
    return { answer: await dryRunView(operation, checked.targets, await context.dryRunClient()), me: null };
  await checkCredential(context, staging.rows, many);
  const found = await preflight(context, operation, many, checked, limiter);
  if (found.answer) return found;
  const question = questionFor(staging.rows, checked.departments);
  await context.confirm(question, many.yes === true, confirmationFor(operation, staging.rows));
  return found;
}

/** Asks the API whether the run would be allowed: the answer alone for `--check`, else nothing unless something stands in the way. */
async function preflight(
  context: Context,
  operation: Operation,
  { organization_id, check }: Many,
  { departments, users }: CheckedRows,
  { aside: gate }: Limiter,
): Promise<Settled> {
  if (check === false) return { answer: null, me: null };
  const nobody = { user_id: null, organization_id };
  const checked = await runPreflight(context, operation, nobody, [...departments], gate);
  const { me } = checked;
  if (me !== null && users.has(me)) throw refuseUser(me);
  if (check) return { answer: checkView(await withUserChecks(context, organization_id, users, checked)), me };
  const hint = '`aitronos auth status` shows who is asking; --no-check goes ahead all the same';
  const error = checkError(checked, hint);
  if (error) throw error;
  for (const { result, message } of checked.findings)
    if (result === 'skipped') await context.io.note(message);
  return { answer: null, me };
}
