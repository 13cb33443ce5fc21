import { lookAtPlanned } from '../../../approval/planned-users.ts';
import type { SeenUsers } from '../../../approval/seen-users.ts';
import { userIdsOf } from '../run/checked-rows.ts';
import type { RunSetup } from '../run/run-request.ts';

/** How the users of the rows in the draft are now, as the API tells. */
export async function lookAtDraft({
  context,
  operation,
  request,
  draft,
  limiter,
}: RunSetup): Promise<SeenUsers> {
  const options = { signal: context.environment.signal, gate: limiter.preflightGate };
  const { organization_id } = request;
  const place = { client: await context.api(), organization_id, options };
  return lookAtPlanned(place, await userIdsOf(draft), operation.action);
}
