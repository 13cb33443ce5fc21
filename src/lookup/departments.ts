import { type Department, type DepartmentFacts, departmentFacts } from '../api/objects/department.ts';
import type { Suggest } from '../text/first-suggestions.ts';
import { foldCase } from '../text/fold-case.ts';
import { findNearest } from '../text/nearest.ts';
import { redactTyped } from '../validation/bad-value.ts';
import { departmentId, fitsOrNull } from '../validation/ids.ts';
import { type FoundCandidate, type Match, matchExactlyOne } from './match.ts';
import { idSpellings, namedCandidates } from './named-candidates.ts';

/**
 * Finds the department with a name, or at a path of names from the top, divided by `/`. Ignores case, blanks around a
 * name, and a `/` at either end.
 * https://docs.aitronos.com/docs/api-reference/departments/list
 */
export function departmentMatcher(
  departments: readonly Department[],
  suggest: Suggest = findNearest,
): (text: string) => Match {
  const all = departments.map(departmentFacts);
  const nameOf = new Map(all.map(({ id, name }) => [id, name]));
  const names = all.flatMap(({ name }) => name ?? []);
  const paths = all.map((one) => namePath(one, nameOf));
  const candidates = all.map(({ id }, at): FoundCandidate => ({ id, name: paths[at] ?? '' }));
  const byName = namedCandidates(candidates, (_, at) => foldedOrNull(all[at]?.name));
  const byPath = namedCandidates(candidates, ({ name }) => normalizePath(foldCase(name)));
  const respelled = idSpellings('dept_', candidates);
  return (text) => {
    const wanted = foldCase(text);
    const found = byName.get(wanted) ?? byPath.get(normalizePath(wanted)) ?? [];
    const isPath = text.includes('/');
    const others = isPath ? paths : names;
    const ids = found.length > 0 ? [] : respelled(text);
    const nearest =
      found.length + ids.length > 0 ? ids : suggest(isPath ? normalizePath(text) : text, others);
    return matchExactlyOne(`department called ${JSON.stringify(redactTyped(text))}`, found, nearest);
  };
}

const foldedOrNull = (name: string | null | undefined) => (name ? foldCase(name) : null);

/** Removes blanks and slashes around the names of a path: ` /a / b/` becomes `a/b`. */
function normalizePath(text: string): string {
  const names = text.split('/').map((name) => name.trim());
  return names.filter((name) => name !== '').join('/');
}

/** The path of a department in names, such as `Engineering/Backend`. */
function namePath({ name, path }: DepartmentFacts, names: ReadonlyMap<string | null, string | null>): string {
  const known = path.flatMap((id) => names.get(id) ?? []);
  return known.length === 0 || known.length < path.length ? (name ?? '') : known.join('/');
}

/** Finds the ids of a department and of all below it, as parents and paths say; none where it is not there. */
export function departmentsBelow(departments: readonly Department[]): (id: string) => string[] {
  const all = departments.map((one) => ({
    ...departmentFacts(one),
    parent_id: fitsOrNull(departmentId, one.parent_id),
  }));
  return (id) => {
    if (!all.some((one) => one.id === id)) return [];
    const found = new Set([id]);
    // Each turn finds those one step further down, so a circle of parents ends it too.
    for (let before = 0; before < found.size; ) {
      before = found.size;
      for (const { id: each, path, parent_id } of all) {
        if (each !== null && (path.includes(id) || (parent_id !== null && found.has(parent_id))))
          found.add(each);
      }
    }
    return [...found];
  };
}
