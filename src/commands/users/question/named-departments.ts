import { type Department, departmentFacts } from '../../../api/objects/department.ts';
import { cutText } from '../../../text/cut.ts';

const LONGEST_NAME_BYTES = 100;

/** `Engineering (dept_eng001)`; the id alone where there is no name. */
export const nameWith = (name: string | null, id: string): string =>
  name === null ? id : `${cutText(name, LONGEST_NAME_BYTES)} (${cutText(id, LONGEST_NAME_BYTES)})`;

/** The departments with these ids as a question names them. `known`: those that were read; null for none. */
export function namedDepartments(ids: Iterable<string>, known: readonly Department[] | null): string[] {
  const names = new Map((known ?? []).map(departmentFacts).map(({ id, name }) => [id, name]));
  return [...ids].map((id) => nameWith(names.get(id) ?? null, id));
}
