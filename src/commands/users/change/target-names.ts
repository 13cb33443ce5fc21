import type { Directory } from '../../../lookup/directory.ts';
import type { Match } from '../../../lookup/match.ts';
import type { Target } from '../../../operations/target.ts';
import type { Row, RowContent } from '../../../runs/input/rows.ts';
import { isDepartmentName, isEmail } from '../../../validation/names.ts';

/** What says whom and what a change is about, by id, by address or by name. */
type Named = Pick<Target, 'user_id' | 'department_id' | 'invitation' | 'memberships'>;

/** Where a name stands, as the columns of a file call it. */
type Column = 'user_id' | 'transfer_to' | 'department';

/** Adds what is named by address or by name instead of by id. */
export function namesIn(
  { user_id, department_id, invitation, memberships }: Named,
  names: { readonly users: Set<string>; readonly departments: Set<string> },
): void {
  if (user_id !== null && isEmail(user_id)) names.users.add(user_id);
  if (department_id !== null && isDepartmentName(department_id)) names.departments.add(department_id);
  for (const { department_ids } of [invitation, memberships].filter((one) => one !== undefined)) {
    for (const name of department_ids ?? []) if (isDepartmentName(name)) names.departments.add(name);
  }
}

/** The same in ids; `idOf` makes one of what was found. */
export function withIds<N extends Named>(
  named: N,
  directory: Directory,
  idOf: (match: Match, column: Column) => string,
): N {
  const { user_id, department_id, invitation, memberships } = named;
  const department = (name: string, column: Column) =>
    isDepartmentName(name) ? idOf(directory.department(name), column) : name;
  const departments = (names: readonly string[]) => names.map((name) => department(name, 'department'));
  return {
    ...named,
    user_id: user_id !== null && isEmail(user_id) ? idOf(directory.user(user_id), 'user_id') : user_id,
    department_id: department_id === null ? null : department(department_id, 'transfer_to'),
    ...(invitation?.department_ids && {
      invitation: { ...invitation, department_ids: departments(invitation.department_ids) },
    }),
    ...(memberships && {
      memberships: { ...memberships, department_ids: departments(memberships.department_ids) },
    }),
  };
}

/** What a row says, in ids; undefined when `problem` was told which name means none, or several. */
export function rowWithIds(
  { user_id, department_id, invitation, input }: Row,
  directory: Directory,
  problem: (column: string, message: string) => void,
): RowContent | undefined {
  let fine = true;
  const says: RowContent = { user_id, department_id, ...(invitation && { invitation }) };
  const found = withIds(says, directory, (match, column) => {
    if ('id' in match) return match.id;
    fine = false;
    problem(column === 'user_id' ? userColumn(input) : column, match.message);
    return '';
  });
  return fine ? found : undefined;
}

/** The column in which an address stands. */
function userColumn(input: Row['input']): string {
  const column = Object.entries(input)
    .find(([, cell]) => cell.includes('@'))?.[0]
    .trim()
    .toLowerCase();
  return column === 'user_id' ? 'user_id' : 'email';
}
