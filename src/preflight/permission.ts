import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { askWho } from './ask-who.ts';
import { type CheckResult, probe, resultsOf } from './check-result.ts';

const finding = resultsOf('permission');

/**
 * The reach of a user's permissions: everywhere, or these departments with their descendants; null when unknown.
 */
export type Scope = 'global' | readonly string[] | null;

export interface Permission {
  readonly finding: CheckResult;
  /** The id of the signed-in user; null when the API does not tell. */
  readonly me: string | null;
  readonly scope: Scope;
}

/**
 * Each of these includes every single capability. The pages do not say which one the API requires.
 * See docs/decisions/2026-11-25-stronger-capabilities.md.
 */
const STRONGER = ['manage_users', 'override_all_permissions'];

/**
 * Checks that the signed-in user holds a capability.
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions
 */
export async function checkPermission(
  client: Client,
  organization_id: string,
  capability: string,
  options: RequestOptions,
): Promise<Permission> {
  const me = await askWho(client, options);
  if (me === null) return unknown(null, 'the API does not say who is signed in');
  const asking = client.users.effectivePermissions(me, { organization_id }, options);
  const permissions = await probe(asking);
  if ('missing' in permissions) {
    return unknown(me, `the API does not offer effective permissions here: ${permissions.missing}`);
  }
  if ('refused' in permissions) {
    return {
      me,
      scope: null,
      finding: finding('failed', `${me} may not work on ${organization_id}: ${permissions.refused}`),
    };
  }
  const { capabilities, department_scope } = permissions.answer;
  if (!Array.isArray(capabilities)) return unknown(me, 'the API does not list the capabilities');
  const scope = department_scope === 'global' || Array.isArray(department_scope) ? department_scope : null;
  const held = [capability, ...STRONGER].find((name) => capabilities.includes(name));
  if (held === undefined)
    return { me, scope, finding: finding('failed', `${me} does not hold ${capability}`) };
  return { me, scope, finding: finding('ok', `${me} holds ${held}`) };
}

const unknown = (me: string | null, why: string): Permission => ({
  me,
  scope: null,
  finding: finding('skipped', `${why}; not checked`),
});
