import type { Role } from '../api/objects/role.ts';
import type { Suggest } from '../text/first-suggestions.ts';
import { foldCase } from '../text/fold-case.ts';
import { findNearest } from '../text/nearest.ts';
import { redactTyped } from '../validation/bad-value.ts';
import { fitsOrNull, roleId } from '../validation/ids.ts';
import { textOrNull } from '../validation/objects.ts';
import { type FoundCandidate, type Match, matchExactlyOne } from './match.ts';
import { idSpellings, namedCandidates } from './named-candidates.ts';

/**
 * Finds the role with a name, for a change. Ignores case and blanks around a name.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
 */
export function roleMatcher(roles: readonly Role[], suggest: Suggest = findNearest): (text: string) => Match {
  const all = roles.map(
    ({ id, name }): FoundCandidate => ({
      id: fitsOrNull(roleId, id),
      name: textOrNull(name)?.trim() ?? '',
    }),
  );
  const byName = namedCandidates(all, ({ name }) => foldCase(name));
  const names = all.map(({ name }) => name).filter((name) => name !== '');
  const respelled = idSpellings('role_', all);
  return (text) => {
    const found = byName.get(foldCase(text)) ?? [];
    const ids = found.length > 0 ? [] : respelled(text);
    const nearest = found.length + ids.length > 0 ? ids : suggest(text, names);
    return matchExactlyOne(`role called ${JSON.stringify(redactTyped(text))}`, found, nearest);
  };
}
