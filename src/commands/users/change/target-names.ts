import type { Directory } from '../../../lookup/directory.ts';
import type { Match, NoMatch } from '../../../lookup/match.ts';
import type { TargetFields } from '../../../operations/target.ts';
import { isDepartmentName, isEmail } from '../../../validation/names.ts';

/** The fields of a target that may hold names instead of ids. */
type TargetWords = Pick<TargetFields, 'user_id' | 'department_id' | 'invitation' | 'memberships'>;

/** The place of a name, as the name of its column in a file. */
type Column = 'user_id' | 'transfer_to' | 'department';

/** Collects e-mail addresses and department names used in place of ids. */
export class NamesToLookUp {
  readonly users = new Set<string>();
  readonly departments = new Set<string>();

  get size(): number {
    return this.users.size + this.departments.size;
  }

  add({ user_id, department_id, invitation, memberships }: TargetWords): void {
    if (user_id !== null && isEmail(user_id)) this.users.add(user_id);
    this.#addDepartment(department_id);
    for (const id of invitation?.department_ids ?? []) this.#addDepartment(id);
    for (const id of memberships?.department_ids ?? []) this.#addDepartment(id);
  }

  #addDepartment(id: string | null): void {
    if (id !== null && isDepartmentName(id)) this.departments.add(id);
  }
}

/** A name with no match, or with several. */
export interface UnknownName {
  readonly column: Column;
  readonly mismatch: NoMatch;
}

export type WithIds<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly unknown: readonly UnknownName[] };

/** The fields with ids in place of names, or all names without exactly one match. */
export function replaceNames<T extends TargetWords>(words: T, directory: Directory): WithIds<T> {
  const { user_id, department_id, invitation, memberships } = words;
  const unknown: UnknownName[] = [];
  const idOf = (match: Match, column: Column): string => {
    if ('id' in match) return match.id;
    unknown.push({ column, mismatch: match });
    return '';
  };
  const department = (name: string, column: Column) =>
    isDepartmentName(name) ? idOf(directory.department(name), column) : name;
  const departments = (names: readonly string[]) => names.map((name) => department(name, 'department'));
  const value = {
    ...words,
    user_id: user_id !== null && isEmail(user_id) ? idOf(directory.user(user_id), 'user_id') : user_id,
    department_id: department_id === null ? null : department(department_id, 'transfer_to'),
    ...(invitation?.department_ids && {
      invitation: { ...invitation, department_ids: departments(invitation.department_ids) },
    }),
    ...(memberships && {
      memberships: { ...memberships, department_ids: departments(memberships.department_ids) },
    }),
  };
  return unknown.length > 0 ? { ok: false, unknown } : { ok: true, value };
}
