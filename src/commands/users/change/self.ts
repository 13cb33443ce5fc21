import { subjectOf } from '../../../auth/jwt.ts';
import type { Context } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { CheckResult } from '../../../preflight/check-result.ts';

/*
 * Nobody may change themselves: who shuts themselves out needs somebody else to come in again. The rule is
 * here, whatever asks: a run refuses the signed-in user for every operation, a single change where the API
 * would (`forbidSelf`). Who that is, the token says before anything is sent (`refuseSelf`, and
 * `readProtectedUsers` for a run), or the API does (`checkSelf`, `refuseSelfInRun`).
 */

/** Why a user may not be changed, as the words after the user id. */
export const IS_SELF = 'is the signed-in user';

/** What helps where a run that began before has a row for the signed-in user. */
export const SELF_IN_OLD_RUN = 'sign in as somebody else: nobody may change themselves in a run';

/** Who asks in this call, when the token says so or the sign-in was stored; null otherwise. Asks nobody. */
export function signedInUser({ environment, storedSession, inSandbox }: Context): string | null {
  const token = environment.env['AITRONOS_ACCESS_TOKEN'];
  if (inSandbox || (!token && environment.env['AITRONOS_API_KEY'])) return null;
  return token ? subjectOf(token) : (storedSession()?.user_id ?? null);
}

/**
 * Refuses a single change of the signed-in user where the token says who that is. Throws `CliError` (usage).
 */
export function refuseSelf(context: Context, { forbidSelf }: Operation, user_id: string): void {
  if (forbidSelf && signedInUser(context) === user_id) throw selfError(user_id, 'sign in as somebody else');
}

/**
 * The same for a check: a finding where the API named the user as the signed-in one, `me`; null for anybody
 * else.
 */
export function checkSelf(
  { forbidSelf, action }: Operation,
  user_id: string,
  me: string | null,
): CheckResult | null {
  if (!forbidSelf || user_id !== me) return null;
  const message = `${user_id} ${IS_SELF}: nobody may ${action} themselves`;
  return { check: 'user', result: 'failed', message };
}

/** Refuses a run with a row for the signed-in user, `me`, whom the API named. Throws `CliError` (usage). */
export function refuseSelfInRun(me: string | null, users: ReadonlySet<string>): void {
  if (me === null || !users.has(me)) return;
  throw selfError(me, 'leave the row out: nobody may change themselves in a run');
}

const selfError = (user_id: string, hint: string): CliError =>
  new CliError('PROTECTED_USER', EXIT.usage, `${user_id} ${IS_SELF}: nothing was sent`, hint);
