import type { Context } from '../../../cli/context.ts';
import { askWho } from '../../../preflight/permission.ts';
import { fitsOrNull, userId } from '../../../validation/ids.ts';
import { signedInUser } from './self.ts';

/**
 * The signed-in user: as the API says, else as the token or the stored sign-in does; null when neither does. Throws
 * `ConnectionError`, `ApiError` for a token that is not accepted, `AitronosError` for an answer that is no user.
 */
export async function whoIsSignedIn(context: Context): Promise<string | null> {
  const told = await askWho(await context.api(), { signal: context.environment.signal });
  return told ?? fitsOrNull(userId, signedInUser(context));
}
