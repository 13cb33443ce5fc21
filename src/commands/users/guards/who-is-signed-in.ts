import type { Context } from '../../../cli/context.ts';
import { probe } from '../../../preflight/check-result.ts';
import { fitsOrNull, userId } from '../../../validation/ids.ts';
import { signedInUser } from './self.ts';

/**
 * The signed-in user: as the API says, else as the token or the stored sign-in does; null when neither does. Throws
 * `ConnectionError`, or `ApiError` for a token that is not accepted.
 */
export async function whoIsSignedIn(context: Context): Promise<string | null> {
  const { account } = await context.api();
  const asked = await probe(account.me({ signal: context.environment.signal }));
  const told = 'answer' in asked ? asked.answer.id : null;
  return told ?? fitsOrNull(userId, signedInUser(context));
}
