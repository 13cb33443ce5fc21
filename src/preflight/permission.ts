import { unexpectedAnswer } from '../api/answers.ts';
import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { type CheckResult, probe, probeOfGuard, resultsOf } from './check-result.ts';

const finding = resultsOf('permission');

/** The reach of a user's permissions: everywhere, or these departments with their descendants; null when unknown. */
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

/** Refused with one of these, the caller may do nothing in the organization; with any other, not look at this. */
const OUTSIDE: ReadonlySet<string> = new Set(['ORGANIZATION_ACCESS_DENIED', 'NO_ORGANIZATION_MEMBERSHIP']);

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
    const { refused, code } = permissions;
    if (!OUTSIDE.has(code)) return unknown(me, `the API does not show what ${me} may do: ${refused}`);
    return {
      me,
      scope: null,
      finding: finding('failed', `${me} may not work on ${organization_id}: ${refused}`),
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

/**
 * The id of the signed-in user; null where the API does not let us ask (403, 404), and for an API key that is no
 * user's. Throws what asking throws, and `AitronosError` (`UNEXPECTED_ANSWER`) for an answer that is no user, or that
 * names none to an access token: whom a guard has to save is not known then. See
 * docs/decisions/2026-11-26-guards-believe-no-other-answer.md.
 */
export async function askWho(
  { account }: Pick<Client, 'account'>,
  options: RequestOptions,
): Promise<string | null> {
  const asked = await probeOfGuard(account.me(options));
  if (!('answer' in asked)) return null;
  const { id } = asked.answer;
  if (id === null && account.isOfUser) throw unexpectedAnswer('the signed-in user', asked.answer);
  return id;
}
