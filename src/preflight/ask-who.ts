import { unexpectedAnswer } from '../api/answers.ts';
import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { probeOfGuard } from './check-result.ts';

/**
 * The id of the signed-in user; null where the API does not let us ask (403, 404), and for an API key that is no
 * user's. Throws what asking throws, and `AitronosError` (`UNEXPECTED_ANSWER`) for an answer that is no user, or that
 * names none to an access token: whom a guard has to save is not known then. See
 * docs/decisions/2026-11-26-guards-believe-no-other-answer.md.
 */
export async function askWho(
  { account }: Pick<Client, 'account'>,
  options: RequestOptions,
): Promise<string | null> {
  const asked = await probeOfGuard(account.me(options));
  if (!('answer' in asked)) return null;
  const { id } = asked.answer;
  if (id === null && account.isOfUser) throw unexpectedAnswer('the signed-in user', asked.answer);
  return id;
}
