import type { Invitation } from '../../operations/target.ts';
import { BadValue } from '../../validation/bad-value.ts';
import { roleId } from '../../validation/ids.ts';
import { departmentOrName, email, fullName, isDepartmentName } from '../../validation/names.ts';
import { cellOf } from './columns.ts';
import type { Found, RowSchema } from './row.ts';
import { checkCell } from './user-rows.ts';

type Problem = (column: string, message: string) => void;

/** Rows that say who is invited (`email`) and as whom (`name`, `role`, `department`; several ids with `;` between them). */
export function invitationRows(common: Omit<Invitation, 'email'>): RowSchema {
  return {
    columns: ['email', 'name', 'role', 'department'],
    who: ['email'],
    read(found, problem) {
      const { columns, cells } = found;
      if (!columns.known.has('email')) problem('email', 'nobody is named: an e-mail address is wanted');
      const address = checkCell('email', cellOf(columns, cells, 'email'), email, problem);
      const own = ownWords(found, problem);
      if (address === undefined) return undefined;
      return { user_id: null, department_id: null, invitation: { email: address, ...common, ...own } };
    },
    key: ({ invitation }) => invitation?.email.toLowerCase() ?? '',
    named: ({ invitation }) => (invitation?.department_ids ?? []).some(isDepartmentName),
    target: ({ invitation }) => JSON.stringify({ ...invitation, email: null }),
    conflict: ({ invitation }, here, there) => ({
      column: 'email',
      message: `${invitation?.email} is invited on line ${here.line} and otherwise on line ${there.line}; leave one of them`,
    }),
  };
}

/** What a row says itself, which beats what was said for all. */
function ownWords({ columns, cells }: Found, problem: Problem): Omit<Invitation, 'email'> {
  const name = cellOf(columns, cells, 'name');
  const full_name = name === '' ? undefined : checkCell('name', name, fullName, problem);
  const role_ids = list('role', cellOf(columns, cells, 'role'), roleId, problem);
  const department_ids = list('department', cellOf(columns, cells, 'department'), departmentOrName, problem);
  return {
    ...(full_name !== undefined && { full_name }),
    ...(role_ids && { role_ids }),
    ...(department_ids && { department_ids }),
  };
}

function list(
  column: string,
  cell: string,
  form: (text: string) => string,
  problem: Problem,
): string[] | undefined {
  if (cell === '') return undefined;
  const items = cell
    .replace(/;\s*$/, '')
    .split(';')
    .map((item) => checkCell(column, item.trim(), notEmpty(form), problem));
  return items.filter((item) => item !== undefined);
}

const notEmpty = (form: (text: string) => string) => (text: string) => {
  if (text !== '') return form(text);
  throw new BadValue('something between two semicolons', text);
};
