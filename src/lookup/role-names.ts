import type { Role } from '../api/roles.ts';
import { foldCase } from '../text/fold-case.ts';
import { findNearest } from '../text/nearest.ts';
import { fitsOrNull, roleId } from '../validation/ids.ts';
import { textOrNull } from '../validation/objects.ts';
import { type Match, matchExactlyOne } from './match.ts';

/**
 * Finds the role with this name, for a change. Ignores case and blanks around a name.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
 */
export function matchRoleName(text: string, roles: readonly Role[]): Match {
  const wanted = foldCase(text);
  const all = roles.map(({ id, name }) => ({
    id: fitsOrNull(roleId, id),
    name: textOrNull(name)?.trim() ?? '',
  }));
  const found = all.filter(({ name }) => foldCase(name) === wanted);
  const others = all.map(({ name }) => name).filter((name) => name !== '');
  return matchExactlyOne(
    `role called ${JSON.stringify(text)}`,
    found,
    found.length > 0 ? [] : findNearest(text, others),
  );
}
