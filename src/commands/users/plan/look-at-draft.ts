import { lookAtPlanned } from '../../../approval/planned-users.ts';
import type { SeenUsers } from '../../../approval/seen-users.ts';
import { lookUpNames } from '../../../lookup/directory.ts';
import type { Match } from '../../../lookup/match.ts';
import { isAbsent } from '../../../runs/input/row.ts';
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

const NONE: ReadonlySet<string> = new Set();

/** Of the addresses in the draft that no member had when it was planned, those that one has now. */
export async function lookUpAbsent({ context, request, draft }: RunSetup): Promise<ReadonlySet<string>> {
  const users = new Set<string>();
  for await (const row of draft.read()) if (isAbsent(row)) users.add(row.email ?? '');
  if (users.size === 0) return NONE;
  const { organization_id } = request;
  const place = { client: await context.api(), organization_id, signal: context.environment.signal };
  const { user } = await lookUpNames(place, { users, departments: NONE, roles: NONE, missing: 'skip' });
  const isThere = (match: Match) => 'id' in match || match.code !== 'NO_MATCH';
  return new Set([...users].filter((address) => isThere(user(address))));
}
