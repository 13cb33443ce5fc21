import { lookAtPlanned } from '../../../approval/planned-users.ts';
import type { SeenUsers } from '../../../approval/seen-users.ts';
import { ApiError } from '../../../errors/api-errors.ts';
import { ErrorWithHint } from '../../../errors/cli-errors.ts';
import { lookUpNames } from '../../../lookup/directory.ts';
import type { Match } from '../../../lookup/match.ts';
import { isUnexpectedAnswer, probe, whyNot } from '../../../preflight/check-result.ts';
import { isAbsent } from '../../../runs/input/row.ts';
import { userIdsOf } from '../run/checked-rows.ts';
import type { RunSetup } from '../run/run-request.ts';

/**
 * How the users of the rows in the draft are now, as the API tells. An answer about something else than was asked for
 * stops the call.
 */
export async function lookAtDraft(setup: RunSetup): Promise<SeenUsers> {
  const { context, operation, request, draft, limiter } = setup;
  const options = { signal: context.environment.signal, gate: limiter.preflightGate };
  const { organization_id } = request;
  const place = { client: await context.api(), organization_id, options, isGuard: true };
  try {
    return await lookAtPlanned(place, await userIdsOf(draft), operation.action);
  } catch (error) {
    if (!(error instanceof ApiError && isUnexpectedAnswer(error))) throw error;
    // The hint of the code `UNEXPECTED_STATE` speaks of a change.
    throw new ErrorWithHint(error, NOT_THE_USER);
  }
}

const NOT_THE_USER = '--debug shows the whole answer; tell whoever runs the API';

const NONE: ReadonlySet<string> = new Set();

/**
 * Of the addresses in the draft that no member had when it was planned, those that one has now, and why that is not
 * known where it is not.
 */
export async function lookUpAbsent({ context, request, draft }: RunSetup): Promise<{
  readonly come: ReadonlySet<string>;
  readonly refused: string | null;
}> {
  const users = new Set<string>();
  for await (const row of draft.read()) if (isAbsent(row)) users.add(row.email ?? '');
  if (users.size === 0) return { come: NONE, refused: null };
  const { organization_id } = request;
  const place = { client: await context.api(), organization_id, signal: context.environment.signal };
  const asked = await probe(lookUpNames(place, { users, missing: 'skip' }));
  if (!('answer' in asked)) return { come: NONE, refused: whyNot(asked) };
  const isThere = (match: Match) => 'id' in match || match.code !== 'NO_MATCH';
  const come = [...users].filter((address) => isThere(asked.answer.user(address)));
  return { come: new Set(come), refused: null };
}
