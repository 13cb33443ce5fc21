import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { noSuchValue } from '../text/nearest-known.ts';
import { textOrNull } from '../validation/objects.ts';
import { type CheckResult, probe } from './check-result.ts';

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
  const known =
    'answer' in list ? new Map(list.answer.map(({ id, name }) => [textOrNull(id), textOrNull(name)])) : null;
  return role_ids.map((id): CheckResult => {
    if (known === null) {
      return {
        check: 'role',
        result: 'skipped',
        message: `the API does not list the roles: ${id} is not checked`,
      };
    }
    if (known.has(id)) {
      return { check: 'role', result: 'ok', message: `${id} (${known.get(id) ?? 'without a name'})` };
    }
    const values = [...known].map(([one, name]) => ({ id: one, name }));
    return { check: 'role', result: 'failed', message: noSuchValue('role', id, values) };
  });
}
