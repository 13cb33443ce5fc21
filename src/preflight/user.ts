import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { memberFacts, memberState } from '../api/members.ts';
import { namedFirst } from '../text/counted.ts';
import type { TextSet } from '../text/packed-texts.ts';
import { type CheckResult, probe, resultsOf, whyNot } from './check-result.ts';
import type { IsWithinScope } from './groups.ts';

const finding = resultsOf('user');

interface Place {
  readonly client: Client;
  readonly organization_id: string;
  readonly options: RequestOptions;
}

/**
 * Checks that a user exists and is within the signed-in user's reach.
 * https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve
 */
export async function checkUser(
  { client, organization_id, options }: Place,
  user_id: string,
  isWithinScope: IsWithinScope,
): Promise<CheckResult> {
  const found = await probe(client.users.retrieve(user_id, { organization_id }, options));
  if (!('answer' in found)) return finding('failed', `${user_id}: ${whyNot(found)}`);
  const { full_name } = memberFacts(found.answer);
  const words = [user_id, full_name, memberState(found.answer)].filter((word) => word !== null).join(', ');
  const departments: unknown = Reflect.get(found.answer, 'department_ids');
  if (Array.isArray(departments) && !isWithinScope(departments)) {
    return finding('failed', `${words}: outside the signed-in user's departments`);
  }
  return finding('ok', words);
}

const MOST_ASKED = 10;
const MOST_NAMED = 10;

/** Checks that all users exist: up to ten one by one, for more it reads the member list once. */
export async function checkUsers(
  place: Place,
  users: TextSet,
  isWithinScope: IsWithinScope,
): Promise<CheckResult[]> {
  if (users.size > MOST_ASKED) return [await allExist(place, users)];
  return Promise.all([...users].map((user_id) => checkUser(place, user_id, isWithinScope)));
}

async function allExist({ client, organization_id, options }: Place, users: TextSet): Promise<CheckResult> {
  const missing = new Set(users);
  for await (const member of client.users.listAll({ organization_id }, {}, options)) {
    const { user_id } = memberFacts(member);
    if (user_id !== null) missing.delete(user_id);
  }
  if (missing.size === 0) return finding('ok', `all ${users.size} users are there`);
  return finding('failed', `not in ${organization_id}: ${namedFirst([...missing], MOST_NAMED)}`);
}
