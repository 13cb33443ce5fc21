import { unexpectedAnswer } from '../../../api/answers.ts';
import type { Client } from '../../../api/client.ts';
import type { RequestOptions } from '../../../api/http/request.ts';
import type { Context } from '../../../cli/context.ts';
import { probeOfGuard } from '../../../preflight/check-result.ts';
import { signedInUser } from '../guards/self.ts';

/** Who looks; null where an answer does not say it. */
export interface SignedIn {
  readonly user_id: string | null;
  readonly email: string | null;
}

const UNKNOWN: SignedIn = { user_id: null, email: null };

/**
 * Who is signed in, as the API says, else the token. Unknown with an API key, which may belong to a program. Throws
 * `ConnectionError`, `ApiError` where the credential is not accepted, and `AitronosError` (`UNEXPECTED_ANSWER`): whom a
 * roster has to hold is not known then. See docs/decisions/2026-11-26-guards-believe-no-other-answer.md.
 */
export async function readSignedIn(
  context: Context,
  client: Client,
  options: RequestOptions,
): Promise<SignedIn> {
  const { kind } = await context.credential();
  if (kind === 'api_key') return UNKNOWN;
  const user_id = signedInUser(context);
  const account = await probeOfGuard(client.account.me(options));
  if (!('answer' in account)) return { user_id, email: null };
  const { id, email } = account.answer;
  if (user_id === null && id === null) throw unexpectedAnswer('the signed-in user', account.answer);
  return user_id === null || user_id === id ? { user_id: id, email } : { user_id, email: null };
}
