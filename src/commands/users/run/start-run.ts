import type { View } from '../../../output/view.ts';
import { executeRun, loadVerifier } from '../../runs/execution/execute.ts';
import { beginRun } from '../../runs/execution/new-run.ts';
import { justification } from '../change/justification.ts';
import type { RunPreflight } from './preflight-run.ts';
import type { RunSetup } from './run-request.ts';

/** Step 7. In: the rows of the draft, and the signed-in user. Out: the results of the run that the draft becomes. */
export async function startRun(
  { context, operation, request, draft, limiter }: RunSetup,
  { me }: RunPreflight,
): Promise<View> {
  const { organization_id, missing } = request;
  const { action } = operation;
  const facts = {
    action,
    organization_id,
    by: me,
    undoes: null,
    missing: missing === 'skip' ? missing : undefined,
    ...justification(context, request),
    time_zone: context.setting('time-zone', request.timeZone).value ?? undefined,
    ...request.applied?.facts,
  };
  // Where the program is updated meanwhile, no run is left behind.
  await Promise.all([context.preload(), loadVerifier(request)]);
  const begin = () => beginRun(context, draft, facts);
  const run = await (request.applied?.beginOnce(begin) ?? begin());
  return executeRun(context, run, () => true, request, limiter);
}
