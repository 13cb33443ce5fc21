import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { type Department, departmentFacts } from '../api/objects/department.ts';
import { FirstSuggestions } from '../text/first-suggestions.ts';
import { noSuchValue } from '../text/nearest-known.ts';
import { type CheckResult, probe, resultsOf } from './check-result.ts';
import type { Scope } from './permission.ts';

const finding = resultsOf('department');

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
  return ids.map((id) => {
    if (known === null)
      return finding('skipped', `the API does not list the departments: ${id} is not checked`);
    const department = byId.get(id);
    if (!department) return finding('failed', noSuchValue('department', id, all, suggest));
    const named = department.name === null ? id : `${id} (${department.name})`;
    if (!department.is_active) return finding('failed', `${named} is not active`);
    if (!isWithinScope([id]))
      return finding('failed', `${named} is outside the signed-in user's departments`);
    return finding('ok', `${named} is active`);
  });
}

/** Tells whether one of some departments, or one of their ancestors, is within the scope. */
export function scopeTest(
  scope: Scope,
  known: readonly Department[] | null,
): (ids: readonly string[]) => boolean {
  if (scope === null || scope === 'global') return () => true;
  const above = new Map(known?.map(departmentFacts).map(({ id, path }) => [id, path]));
  return (ids) => ids.some((id) => [id, ...(above.get(id) ?? [])].some((step) => scope.includes(step)));
}
