import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { memberFacts } from '../api/members.ts';
import { foldCase } from '../text/fold-case.ts';
import { type CheckResult, probeOfGuard, resultsOf } from './check-result.ts';

const finding = resultsOf('user');

/**
 * Checks that an address belongs to no user yet, so that it can be invited.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members (`search_term`)
 */
export async function checkAddress(
  client: Client,
  organization_id: string,
  email: string,
  options: RequestOptions,
): Promise<CheckResult> {
  const found = await probeOfGuard(findOwnerId(client, organization_id, email, options));
  if (!('answer' in found)) {
    return finding('skipped', `the API does not list the members: whether ${email} is one is not checked`);
  }
  const { answer: owner } = found;
  return owner === null
    ? finding('ok', `${email} is no member yet`)
    : finding('failed', `${email} is already a member${owner && `: ${owner}`}`);
}

/**
 * The id of the user with this address, case folded; an empty text where the API omits the id; null without such a
 * user.
 */
async function findOwnerId(
  client: Client,
  organization_id: string,
  search_term: string,
  options: RequestOptions,
): Promise<string | null> {
  for await (const member of client.users.listAll({ organization_id, search_term }, {}, options)) {
    const { user_id, email } = memberFacts(member);
    if (email !== null && foldCase(email) === foldCase(search_term)) return user_id ?? '';
  }
  return null;
}
