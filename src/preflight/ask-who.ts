import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { probeOfGuard } from './check-result.ts';

/**
 * The id of the signed-in user; null where the API does not let us ask (403, 404), and where the credential is no
 * user's. Throws what asking throws, and `AitronosError` (`UNEXPECTED_ANSWER`) for an answer that is no user: whom a
 * guard has to save is not known then. See docs/decisions/2026-11-26-guards-believe-no-other-answer.md.
 */
export async function askWho(
  { account }: Pick<Client, 'account'>,
  options: RequestOptions,
): Promise<string | null> {
  const asked = await probeOfGuard(account.me(options));
  return 'answer' in asked ? asked.answer.id : null;
}
