import type { Role } from '../api/objects/role.ts';
import { foldCase } from '../text/fold-case.ts';
import { fitsOrNull, roleId } from '../validation/ids.ts';
import { isRoleName } from '../validation/names.ts';
import { textOrNull } from '../validation/objects.ts';
import { type KnownMatch, matchKnownValue } from './known-value.ts';

/**
 * Finds the role with this id, or with this name, case folded.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
 */
export function matchRole(text: string, roles: readonly Role[]): KnownMatch {
  const values = roles.map(({ id, name }) => ({ id: fitsOrNull(roleId, id), name: textOrNull(name) }));
  const wanted = foldCase(text);
  return matchKnownValue(
    { what: 'role', typed: text, elsewhere: '`aitronos roles list` shows the roles' },
    values,
    ({ id, name }) => (isRoleName(text) ? name !== null && foldCase(name.trim()) === wanted : id === text),
  );
}
