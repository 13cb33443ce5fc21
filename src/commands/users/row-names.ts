import type { Directory } from '../../names/directory.ts';
import type { Match } from '../../names/match.ts';
import type { Row, Says } from '../../runs/rows.ts';
import { isDepartmentName, isEmail } from '../../values.ts';

/** Adds what a row names by address or by name instead of by id. */
export function namesIn(
  { user_id, department_id, invitation }: Row,
  names: { readonly users: Set<string>; readonly departments: Set<string> },
): void {
  if (user_id !== null && isEmail(user_id)) names.users.add(user_id);
  if (department_id !== null && isDepartmentName(department_id)) names.departments.add(department_id);
  for (const name of invitation?.department_ids ?? [])
    if (isDepartmentName(name)) names.departments.add(name);
}

/** What a row says, in ids; undefined when `problem` was told which name means none, or several. */
export function withIds(
  { user_id, department_id, invitation, input }: Row,
  directory: Directory,
  problem: (column: string, message: string) => void,
): Says | undefined {
  let fine = true;
  const idOf = (match: Match, column: string): string => {
    if ('id' in match) return match.id;
    fine = false;
    problem(column, match.message);
    return '';
  };
  const department = (name: string, column: string) =>
    isDepartmentName(name) ? idOf(directory.department(name), column) : name;
  const says: Says = {
    user_id:
      user_id !== null && isEmail(user_id) ? idOf(directory.user(user_id), userColumn(input)) : user_id,
    department_id: department_id === null ? null : department(department_id, 'transfer_to'),
    ...(invitation && {
      invitation: {
        ...invitation,
        ...(invitation.department_ids && {
          department_ids: invitation.department_ids.map((name) => department(name, 'department')),
        }),
      },
    }),
  };
  return fine ? says : undefined;
}

/** The column in which an address stands. */
function userColumn(input: Row['input']): string {
  const column = Object.entries(input)
    .find(([, cell]) => cell.includes('@'))?.[0]
    .trim()
    .toLowerCase();
  return column === 'user_id' ? 'user_id' : 'email';
}
