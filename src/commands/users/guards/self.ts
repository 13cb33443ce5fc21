import { subjectOf } from '../../../auth/jwt.ts';
import type { Context } from '../../../cli/context.ts';
import type { CliError } from '../../../errors/cli-errors.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { CheckResult } from '../../../preflight/check-result.ts';
import type { KnownTexts } from '../../../text/digests/text-digests.ts';
import { refusal } from './refusal.ts';

/**
 * Prevents users from changing their own account, because locked-out users depend on another administrator to
 * get back in. All of the rule is here: a run refuses the signed-in user for every operation, a single call
 * only where the API refuses too (`forbidSelf`). The signed-in user is known from the token before anything
 * is sent (`refuseSelf`, and `readProtectList` for a run), or else from the API (`checkSelf`,
 * `refuseSelfInRun`; `lock-out.ts` asks where nothing else has asked before).
 */

/** The reason in messages: text that follows the user id. */
export const IS_SELF = 'is the signed-in user';

/** The hint for an existing run with a row for the signed-in user. */
export const SELF_IN_OLD_RUN = 'sign in as somebody else: nobody may change themselves in a run';

export const SELF_IN_PLAN =
  'nobody may change themselves in a run: sign in as somebody else, or plan it again without this user';

/** The signed-in user of this call, from the token or the stored sign-in; null when unknown. Sends nothing. */
export function signedInUser({ environment, storedSession, inSandbox }: Context): string | null {
  const token = environment.env['AITRONOS_ACCESS_TOKEN'];
  if (inSandbox || (!token && environment.env['AITRONOS_API_KEY'])) return null;
  return token ? subjectOf(token) : (storedSession()?.user_id ?? null);
}

/** Refuses a single change of the signed-in user, where the token names them. Throws `CliError` (usage). */
export function refuseSelf(context: Context, { forbidSelf }: Operation, user_id: string): void {
  if (forbidSelf && signedInUser(context) === user_id) throw selfError(user_id, 'sign in as somebody else');
}

/** The same as a finding of a check, by the user that the API named, `me`; null for any other user. */
export function checkSelf(
  { forbidSelf, action }: Operation,
  user_id: string,
  me: string | null,
): CheckResult | null {
  if (!forbidSelf || user_id !== me) return null;
  const message = `${user_id} ${IS_SELF}: nobody may ${action} themselves`;
  return { check: 'user', result: 'failed', message };
}

/** Refuses a run with a row for `me`, the signed-in user; `hint`: what to do then. Throws `CliError` (usage). */
export function refuseSelfInRun(me: string | null, users: KnownTexts, hint?: string): void {
  if (me === null || !users.has(me)) return;
  throw selfError(me, hint ?? leaveOutHint(me));
}

/** How a new run does without the row of the signed-in user, also where its rows come through a pipe. */
export const leaveOutHint = (user_id: string): string =>
  `nobody may change themselves in a run: leave the row out; in a pipe of ids: … | grep -vx ${user_id} | …`;

const selfError = (user_id: string, hint: string): CliError =>
  refusal('PROTECTED_USER', `${user_id} ${IS_SELF}`, hint);
