import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { memberFacts, memberState } from '../api/members.ts';
import type { Department } from '../api/objects/department.ts';
import { namedFirst } from '../text/counted.ts';
import type { TextSet } from '../text/packed-texts.ts';
import { type CheckResult, probe, resultsOf } from './check-result.ts';
import { scopeTest } from './groups.ts';
import type { Scope } from './permission.ts';

const finding = resultsOf('user');

/**
 * Checks that a user exists and is within the signed-in user's reach.
 * https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve
 */
export async function checkUser(
  client: Client,
  { user_id, organization_id }: { readonly user_id: string; readonly organization_id: string },
  known: readonly Department[] | null,
  scope: Scope,
  options: RequestOptions,
): Promise<CheckResult> {
  const found = await probe(client.users.retrieve(user_id, { organization_id }, options));
  if ('missing' in found) return finding('failed', `${user_id}: ${found.missing}`);
  if ('refused' in found) return finding('failed', `${user_id}: ${found.refused}`);
  const { full_name } = memberFacts(found.answer);
  const words = [user_id, full_name, memberState(found.answer)].filter((word) => word !== null).join(', ');
  const departments: unknown = Reflect.get(found.answer, 'department_ids');
  if (Array.isArray(departments) && !scopeTest(scope, known)(departments)) {
    return finding('failed', `${words}: outside the signed-in user's departments`);
  }
  return finding('ok', words);
}

const MOST_ASKED = 10;
const MOST_NAMED = 10;

/** Checks that all users exist: up to ten one by one, for more it reads the member list once. */
export async function checkUsers(
  client: Client,
  organization_id: string,
  users: TextSet,
  known: readonly Department[] | null,
  scope: Scope,
  options: RequestOptions,
): Promise<CheckResult[]> {
  if (users.size > MOST_ASKED) return [await allExist(client, organization_id, users, options)];
  const each = [...users].map((user_id) => ({ user_id, organization_id }));
  return Promise.all(each.map((target) => checkUser(client, target, known, scope, options)));
}

async function allExist(
  client: Client,
  organization_id: string,
  users: TextSet,
  options: RequestOptions,
): Promise<CheckResult> {
  const missing = new Set(users);
  for await (const member of client.users.listAll({ organization_id }, {}, options)) {
    const { user_id } = memberFacts(member);
    if (user_id !== null) missing.delete(user_id);
  }
  if (missing.size === 0) return finding('ok', `all ${users.size} users are there`);
  return finding('failed', `not in ${organization_id}: ${namedFirst([...missing], MOST_NAMED)}`);
}
