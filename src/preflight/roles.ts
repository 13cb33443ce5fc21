import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import type { Role } from '../api/objects/role.ts';
import { FirstSuggestions, type Suggest } from '../text/first-suggestions.ts';
import { noSuchValue } from '../text/nearest-known.ts';
import { textOrNull } from '../validation/objects.ts';
import { type CheckResult, probe, resultsOf } from './check-result.ts';

const finding = resultsOf('role');

/**
 * Checks that each role exists: one request, or none without roles.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
 */
export async function checkRoles(
  client: Client,
  organization_id: string,
  role_ids: readonly string[],
  options: RequestOptions,
): Promise<CheckResult[]> {
  if (role_ids.length === 0) return [];
  const list = await probe(client.roles.list({ organization_id }, options));
  const known = 'answer' in list ? list.answer : null;
  const { suggest } = new FirstSuggestions();
  return role_ids.map((id) => checkRole(id, known, suggest));
}

/** Checks that a role stands in the list of roles; null where the API does not show it. */
export function checkRole(id: string, known: readonly Role[] | null, suggest?: Suggest): CheckResult {
  if (known === null) return finding('skipped', `the API does not list the roles: ${id} is not checked`);
  const values = known.map((role) => ({ id: textOrNull(role.id), name: textOrNull(role.name) }));
  const role = values.find((one) => one.id === id);
  if (!role) return finding('failed', noSuchValue('role', id, values, suggest));
  return finding('ok', `${id} (${role.name ?? 'without a name'})`);
}
