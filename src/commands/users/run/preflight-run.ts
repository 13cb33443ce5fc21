import type { View } from '../../../output/view.ts';
import { checkCredential } from '../../runs/execution/credential-lifetime.ts';
import { checkError, checkView, runPreflight, withUserChecks } from '../change/preflight.ts';
import { refuseSelfInRun } from '../change/self.ts';
import type { CheckedRows } from './checked-rows.ts';
import type { RunSetup } from './run-request.ts';

/** What the API says before the first change. */
export interface RunPreflight {
  /** Who is signed in; null where the API does not say, or was not asked. */
  readonly me: string | null;
  /** What was found, for `--check`; null where the run goes on. */
  readonly answer: View | null;
}

/**
 * Step 5. In: rows in ids. Out: who is signed in, and for `--check` the findings. Makes sure that there is a
 * credential, then asks the API whether the run would be allowed, unless `--no-check` is given. Throws
 * `CliError`: exit 4 when something stands in the way, usage when a row means the signed-in user.
 */
export async function preflightRun(
  { context, operation, request, draft, limiter }: RunSetup,
  { users, departments }: CheckedRows,
): Promise<RunPreflight> {
  await checkCredential(context, draft.rows, request);
  const { organization_id, check } = request;
  if (check === false) return { me: null, answer: null };
  const subject = { user_id: null, organization_id, department_ids: [...departments] };
  const checked = await runPreflight(context, operation, subject, limiter.preflightGate);
  const { me } = checked;
  refuseSelfInRun(me, users);
  if (check) return { me, answer: checkView(await withUserChecks(context, organization_id, users, checked)) };
  const error = checkError(
    checked,
    '`aitronos auth status` shows who is asking; --no-check goes ahead all the same',
  );
  if (error) throw error;
  for (const { result, message } of checked.findings)
    if (result === 'skipped') await context.io.note(message);
  return { me, answer: null };
}
