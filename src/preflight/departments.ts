import type { Client } from '../api/client.ts';
import { type Department, departmentFacts } from '../api/department.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { noSuchValue } from '../text/nearest-known.ts';
import { type CheckResult, probe } from './check-result.ts';
import type { Scope } from './permission.ts';

/** The departments of an organization; null when the API refuses the list. */
export async function readDepartments(
  client: Client,
  organization_id: string,
  options: RequestOptions,
): Promise<readonly Department[] | null> {
  const list = await probe(client.departments.list({ organization_id }, options));
  return 'answer' in list ? list.answer : null;
}

/** Checks that a department exists, is active and is within the signed-in user's reach. */
export function checkDepartment(id: string, known: readonly Department[] | null, scope: Scope): CheckResult {
  const finding = (result: CheckResult['result'], message: string): CheckResult => ({
    check: 'department',
    result,
    message,
  });
  if (known === null)
    return finding('skipped', `the API does not list the departments: ${id} is not checked`);
  const all = known.map(departmentFacts);
  const department = all.find((one) => one.id === id);
  if (!department) return finding('failed', noSuchValue('department', id, all));
  const named = department.name === null ? id : `${id} (${department.name})`;
  if (!department.is_active) return finding('failed', `${named} is not active`);
  if (!isWithinScope(scope, [id], known))
    return finding('failed', `${named} is beyond the signed-in user's departments`);
  return finding('ok', `${named} is active`);
}

/** True when one of the departments, or one of its ancestors, is within the scope. */
export function isWithinScope(
  scope: Scope,
  ids: readonly string[],
  known: readonly Department[] | null,
): boolean {
  if (scope === null || scope === 'global') return true;
  const above = new Map(known?.map(departmentFacts).map(({ id, path }) => [id, path]));
  return ids.some((id) => [id, ...(above.get(id) ?? [])].some((step) => scope.includes(step)));
}
