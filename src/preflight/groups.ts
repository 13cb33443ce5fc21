import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { type Department, departmentFacts } from '../api/objects/department.ts';
import type { Role } from '../api/objects/role.ts';
import { memoize } from '../memoize.ts';
import { namedFirst } from '../text/counted.ts';
import { FirstSuggestions, type Suggest } from '../text/first-suggestions.ts';
import { noSuchValue } from '../text/nearest-known.ts';
import { textOrNull } from '../validation/objects.ts';
import { type CheckResult, probe, resultsOf } from './check-result.ts';
import type { Scope } from './permission.ts';

const departmentFinding = resultsOf('department');

/** The departments of an organization; null when the API refuses the list. */
export async function readDepartments(
  client: Client,
  organization_id: string,
  options: RequestOptions,
): Promise<readonly Department[] | null> {
  const list = await probe(client.departments.list({ organization_id }, options));
  return 'answer' in list ? list.answer : null;
}

/** Checks that each department exists, is active and is within the signed-in user's reach. */
export function checkDepartments(
  ids: readonly string[],
  known: readonly Department[] | null,
  scope: Scope,
): CheckResult[] {
  const all = (known ?? []).map(departmentFacts);
  const byId = new Map(all.map((one) => [one.id, one]));
  const { suggest } = new FirstSuggestions();
  const isWithinScope = scopeTest(scope, known);
  const usable = memoize(() =>
    all.flatMap(({ id, is_active }) => (id && is_active && isWithinScope([id]) ? [id] : [])),
  );
  return ids.map((id) => {
    if (known === null)
      return departmentFinding('skipped', `the API does not list the departments: ${id} is not checked`);
    const department = byId.get(id);
    if (!department) return departmentFinding('failed', noSuchValue('department', id, all, suggest));
    const named = department.name === null ? id : `${id} (${department.name})`;
    if (!department.is_active) return departmentFinding('failed', `${named} is not active`);
    if (!isWithinScope([id])) {
      const theirs = usable().length > 0 ? ` (${namedFirst(usable(), 5)})` : '';
      return departmentFinding('failed', `${named} is outside the signed-in user's departments${theirs}`);
    }
    return departmentFinding('ok', `${named} is active`);
  });
}

/** Whether one of some departments, or one of their ancestors, is within a scope. */
export type IsWithinScope = (ids: readonly string[]) => boolean;

/** That question about this scope. `known`: the departments, of which each names those above it. */
export function scopeTest(scope: Scope, known: readonly Department[] | null): IsWithinScope {
  if (scope === null || scope === 'global') return () => true;
  const above = new Map(known?.map(departmentFacts).map(({ id, path }) => [id, path]));
  const within = new Set(scope);
  return (ids) => ids.some((id) => [id, ...(above.get(id) ?? [])].some((step) => within.has(step)));
}

const roleFinding = resultsOf('role');

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
  if (known === null) return roleFinding('skipped', `the API does not list the roles: ${id} is not checked`);
  const values = known.map((role) => ({ id: textOrNull(role.id), name: textOrNull(role.name) }));
  const role = values.find((one) => one.id === id);
  if (!role) return roleFinding('failed', noSuchValue('role', id, values, suggest));
  return roleFinding('ok', `${id} (${role.name ?? 'without a name'})`);
}
