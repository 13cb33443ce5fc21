import type { Directory } from '../../../lookup/directory.ts';
import type { Found, Match, NoMatch } from '../../../lookup/match.ts';
import type { Memberships, TargetFields } from '../../../operations/target.ts';
import { isDepartmentName, isEmail, isRoleName } from '../../../validation/names.ts';

/** The fields of a target that may hold names instead of ids. */
interface TargetWords extends Pick<TargetFields, 'user_id' | 'department_id' | 'invitation' | 'memberships'> {
  /** The address beside a user id. */
  readonly email?: string;
}

/** The place of a name, as the name of its column in a file. */
type Column = 'user_id' | 'transfer_to' | 'department' | 'role';

/** Collects e-mail addresses and names of departments and roles used in place of ids. */
export class NamesToLookUp {
  readonly users = new Set<string>();
  readonly departments = new Set<string>();
  readonly roles = new Set<string>();

  get size(): number {
    return this.users.size + this.departments.size + this.roles.size;
  }

  add({ user_id, email, department_id, invitation, memberships }: TargetWords): void {
    if (user_id !== null && isEmail(user_id)) this.users.add(user_id);
    if (email !== undefined) this.users.add(email);
    this.#addDepartment(department_id);
    for (const { department_ids = [], role_ids = [] } of [invitation ?? {}, memberships ?? {}]) {
      for (const id of department_ids) this.#addDepartment(id);
      for (const id of role_ids) if (isRoleName(id)) this.roles.add(id);
    }
  }

  #addDepartment(id: string | null): void {
    if (id !== null && isDepartmentName(id)) this.departments.add(id);
  }
}

export interface UnknownName {
  readonly column: Column;
  readonly mismatch: NoMatch;
}

/** True where no member of the organization has this address. */
export const isNobody = ({ column, mismatch }: UnknownName): boolean =>
  column === 'user_id' && mismatch.code === 'NO_MATCH';

/** What is said of a person who is left out although a member has an address like theirs; empty where none has. */
export const perhapsMisspelt = ({ mismatch }: UnknownName): string[] =>
  mismatch.nearest.length === 0 ? [] : [`left out: ${mismatch.message}`];

export type WithIds<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** What the user is called whose address was looked up. */
      readonly name?: string | undefined;
    }
  | { readonly ok: false; readonly unknown: readonly UnknownName[] };

/**
 * The fields with ids in place of names, or all names without exactly one match. `wanted`: the state of the account
 * that the change makes; `beside`: whose the address beside a user id is.
 */
export function replaceNames<T extends TargetWords>(
  words: T,
  directory: Directory,
  wanted?: string | null,
  beside: Match | null = null,
): WithIds<T> {
  const { user_id, department_id, invitation, memberships } = words;
  const unknown: UnknownName[] = [];
  const idOf = (match: Match, column: Column): string => {
    if ('id' in match) return match.id;
    unknown.push({ column, mismatch: match });
    return '';
  };
  const department = (name: string, column: Column) =>
    isDepartmentName(name) ? idOf(directory.department(name), column) : name;
  const role = (name: string) => (isRoleName(name) ? idOf(directory.role(name), 'role') : name);
  const listsOf = ({ department_ids, role_ids }: Partial<Memberships>): Partial<Memberships> => ({
    ...(department_ids && { department_ids: department_ids.map((name) => department(name, 'department')) }),
    ...(role_ids && { role_ids: role_ids.map(role) }),
  });
  const user = user_id !== null && isEmail(user_id) ? directory.user(user_id) : null;
  const seen = user ?? beside;
  const value = {
    ...words,
    user_id: user === null ? user_id : idOf(user, 'user_id'),
    ...(seen && wanted && 'id' in seen && alreadyIn(seen, wanted)),
    department_id: department_id === null ? null : department(department_id, 'transfer_to'),
    ...(invitation && { invitation: { ...invitation, ...listsOf(invitation) } }),
    ...(memberships && { memberships: { ...memberships, ...listsOf(memberships) } }),
  };
  if (unknown.length > 0) return { ok: false, unknown };
  return { ok: true, value, name: seen && 'id' in seen ? seen.name : undefined };
}

/** What the look-up of a user says of a change that makes this state. */
const alreadyIn = ({ account_state }: Found, wanted: string): Pick<TargetFields, 'already'> =>
  account_state === wanted ? { already: true } : account_state === null ? { already: null } : {};
