import { type Department, type DepartmentFacts, departmentFacts } from '../api/department.ts';
import { foldCase } from '../text/fold-case.ts';
import { findNearest } from '../text/nearest.ts';
import { type FoundCandidate, type Match, matchExactlyOne } from './match.ts';

/**
 * Finds the department with this name, or at this path of names from the top, divided by `/`.
 * Ignores case, blanks around a name, and a `/` at either end.
 * https://docs.aitronos.com/docs/api-reference/departments/list
 */
export function matchDepartment(text: string, departments: readonly Department[]): Match {
  const wanted = foldCase(text);
  const all = departments.map(departmentFacts);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const paths = all.map((one) => namePath(one, names));
  const called = all.map(({ name }) => name !== null && foldCase(name) === wanted);
  const way = normalizePath(wanted);
  const meant = called.includes(true) ? called : paths.map((path) => normalizePath(foldCase(path)) === way);
  const found = all.flatMap(({ id }, at): FoundCandidate[] =>
    meant[at] ? [{ id, name: paths[at] ?? '' }] : [],
  );
  const others = text.includes('/') ? paths : all.flatMap(({ name }) => name ?? []);
  return matchExactlyOne(
    `department called ${JSON.stringify(text)}`,
    found,
    found.length > 0 ? [] : findNearest(text.includes('/') ? normalizePath(text) : text, others),
  );
}

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
