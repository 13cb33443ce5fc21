import type { Department } from '../../../api/objects/department.ts';
import type { View } from '../../../output/view.ts';
import { checkCredential } from '../../runs/execution/credential-lifetime.ts';
import { checkError, checkView, GOES_AHEAD, runPreflight, withUserChecks } from '../change/preflight.ts';
import { refuseLockOut, refuseLockOutUnchecked } from '../guards/lock-out.ts';
import { SELF_IN_PLAN } from '../guards/self.ts';
import { type CheckedRows, userIdsOf } from './checked-rows.ts';
import type { RunSetup } from './run-request.ts';

export interface RunPreflight {
  /** The signed-in user; null when the API does not name one or was not asked. */
  readonly me: string | null;
  /** The departments of the organization; null where they are not known. */
  readonly departments: readonly Department[] | null;
  /** The answer of `--check`; null where the run continues. */
  readonly answer: View | null;
}

/**
 * Step 5. In: rows in ids. Out: the signed-in user, and the answer of `--check`. Checks that there is a
 * credential, then asks the API whether the run would be allowed, unless `--no-check` is given: who may not be locked
 * out is asked even then. Throws `CliError`: exit 4 when the run would be refused, usage for a row with the signed-in
 * user, and where no active owner would be left.
 */
export async function preflightRun(
  { context, operation, request, draft, limiter }: RunSetup,
  { users, departments, roles }: CheckedRows,
): Promise<RunPreflight> {
  await checkCredential(context, draft.rows, request);
  const { organization_id, check } = request;
  const selfHint = request.applied === undefined ? {} : { selfHint: SELF_IN_PLAN };
  if (check === false) {
    const me = await refuseLockOutUnchecked(context, operation, { organization_id, users }, selfHint);
    return { me, departments: null, answer: null };
  }
  const lists = { department_ids: [...departments], role_ids: [...roles] };
  const subject = { user_id: null, organization_id, ...lists };
  const checked = await runPreflight(context, operation, subject, limiter.preflightGate);
  const { me } = checked;
  const planned = { organization_id, users, gate: limiter.preflightGate };
  await refuseLockOut(context, operation, planned, { me, ...selfHint });
  const known = checked.known ?? null;
  if (check) {
    const ids = await userIdsOf(draft);
    const answer = checkView(await withUserChecks(context, organization_id, ids, checked));
    return { me, departments: known, answer };
  }
  const error = checkError(checked, [GOES_AHEAD]);
  if (error) throw error;
  for (const { result, message } of checked.findings)
    if (result === 'skipped') await context.io.note(message);
  return { me, departments: known, answer: null };
}
