import { type Department, type DepartmentFacts, departmentFacts } from '../api/department.ts';
import { foldCase } from '../text/fold-case.ts';
import { nearest } from '../text/nearest.ts';
import { type Found, type Match, onlyOne } from './match.ts';

/**
 * Finds the department with this name, or at this path of names from the top, divided by `/`.
 * Ignores case, blanks around a name, and a `/` at either end.
 * https://docs.aitronos.com/docs/api-reference/departments/list
 */
export function matchDepartment(text: string, departments: readonly Department[]): Match {
  const wanted = foldCase(text);
  const all = departments.map(departmentFacts);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const paths = all.map((one) => pathOf(one, names));
  const called = all.map(({ name }) => name !== null && foldCase(name) === wanted);
  const way = steps(wanted);
  const meant = called.includes(true) ? called : paths.map((path) => steps(foldCase(path)) === way);
  const found = all.flatMap(({ id }, at): Found[] => (meant[at] ? [{ id, name: paths[at] ?? '' }] : []));
  const others = text.includes('/') ? paths : all.flatMap(({ name }) => name ?? []);
  return onlyOne(
    `department called ${JSON.stringify(text)}`,
    found,
    found.length > 0 ? [] : nearest(text.includes('/') ? steps(text) : text, others),
  );
}

/** Removes blanks and slashes around the names of a path: ` /a / b/` becomes `a/b`. */
function steps(text: string): string {
  const names = text.split('/').map((name) => name.trim());
  return names.filter((name) => name !== '').join('/');
}

/** The path of a department in names, such as `Engineering/Backend`. */
function pathOf({ name, path }: DepartmentFacts, names: ReadonlyMap<string | null, string | null>): string {
  const known = path.flatMap((id) => names.get(id) ?? []);
  return known.length === 0 || known.length < path.length ? (name ?? '') : known.join('/');
}
