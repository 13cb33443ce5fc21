import type { Client } from '../../../api/client.ts';
import type { RequestOptions } from '../../../api/http/request.ts';
import type { Context } from '../../../cli/context.ts';
import { probe } from '../../../preflight/check-result.ts';
import { signedInUser } from '../guards/self.ts';

/** Who looks; null where an answer does not say it. */
export interface SignedIn {
  readonly user_id: string | null;
  readonly email: string | null;
}

const UNKNOWN: SignedIn = { user_id: null, email: null };

/**
 * Who is signed in, as the API says, else the token. Unknown with an API key, which may belong to a program. Throws
 * `ConnectionError`, and `ApiError` where the credential is not accepted.
 */
export async function readSignedIn(
  context: Context,
  client: Client,
  options: RequestOptions,
): Promise<SignedIn> {
  const { kind } = await context.credential();
  if (kind === 'api_key') return UNKNOWN;
  const user_id = signedInUser(context);
  const account = await probe(client.account.me(options));
  if (!('answer' in account)) return { user_id, email: null };
  const { id, email } = account.answer;
  return user_id === null || user_id === id ? { user_id: id, email } : { user_id, email: null };
}
