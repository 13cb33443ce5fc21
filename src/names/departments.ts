import type { Department } from '../api/department.ts';
import { folded } from '../values.ts';
import { type Candidate, type Match, onlyOne } from './match.ts';
import { nearest } from './nearest.ts';

/**
 * The department that a name means: the one that is called so, else the one to which the names lead from the top, with `/`
 * between them (blanks around one, and one at either end, do not count). Case does not count. https://docs.aitronos.com/docs/api-reference/departments/list
 */
export function matchDepartment(text: string, departments: readonly Department[]): Match {
  const wanted = folded(text);
  const paths = new Map(departments.map((department) => [department.id, pathOf(department, departments)]));
  const candidates = departments.map(({ id }): Candidate => ({ id, name: paths.get(id) ?? '' }));
  const called = departments.filter(({ name }) => folded(String(name)) === wanted).map(({ id }) => id);
  const way = steps(wanted);
  const onPath = candidates.filter(({ name }) => steps(folded(name)) === way).map(({ id }) => id);
  const ids = new Set(called.length > 0 ? called : onPath);
  const names = text.includes('/') ? paths.values() : departments.map(({ name }) => String(name));
  return onlyOne(
    `department called ${JSON.stringify(text)}`,
    candidates.filter(({ id }) => ids.has(id)),
    ids.size > 0 ? [] : nearest(text.includes('/') ? steps(text) : text, names),
  );
}

/** The names of a path without what else may stand between them: ` /a / b/` is `a/b`. */
function steps(text: string): string {
  const names = text.split('/').map((name) => name.trim());
  return names.filter((name) => name !== '').join('/');
}

/** `Engineering/Backend`: the names from the top down, as the department's `path` of ids has them. */
function pathOf({ name, path }: Department, departments: readonly Department[]): string {
  const ids = typeof path === 'string' ? path.split('/').filter((id) => id !== '') : [];
  const names = ids.map((id) => departments.find((department) => department.id === id)?.name);
  return names.length === 0 || names.includes(undefined) ? String(name) : names.join('/');
}
