import { foldCase } from '../../text/fold-case.ts';
import { departmentOrName, email, isDepartmentName, isEmail, userOrEmail } from '../../validation/names.ts';
import { cellText } from './columns/input-columns.ts';
import type { Cells, Columns } from './columns/table.ts';
import type { RowContent } from './row.ts';
import { missing, type ParsedCell, parseCell, problemsOf, type RowSchema, refuse } from './row-schema.ts';

/** Whether rows need a department, may have one or have none, and the default for rows without one. */
export interface DepartmentRule {
  readonly use: 'required' | 'optional' | 'none';
  readonly fallback: string | null;
}

/** Rows of existing users: `user_id`, else `email`, and `transfer_to`, the department that takes over resources. */
export function userRows(rule: DepartmentRule): RowSchema {
  return {
    columns: ['user_id', 'email', ...(rule.use === 'none' ? [] : ['transfer_to'])],
    identifiers: ['user_id', 'email'],
    parse(columns, cells) {
      const user = parseUser(columns, cells);
      const department = parseDepartment(columns, cells, rule);
      if (!user.ok || !department.ok) return { ok: false, problems: problemsOf(user, department) };
      return { ok: true, content: contentOf(user.value, department.value) };
    },
    key,
    named: ({ department_id }) => department_id !== null && isDepartmentName(department_id),
    target: ({ department_id }) => department_id,
    conflict: ({ user_id }: RowContent, here, there) => ({
      column: 'transfer_to',
      message: `${user_id} has two targets: ${here.target ?? 'no department'} on line ${here.line}, ${there.target ?? 'no department'} on line ${there.line}; keep one of them`,
    }),
  };
}

/** Written out and not spread: see docs/decisions/2026-11-26-no-spread-per-row.md. */
const contentOf = ({ user_id, email: beside }: NamedUser, department_id: string | null): RowContent =>
  beside === undefined ? { user_id, department_id } : { user_id, email: beside, department_id };

type NamedUser = Pick<RowContent, 'user_id' | 'email'>;

/** Rows with another address beside the same id are others, until it was looked up whose address that is. */
function key({ user_id, email: beside }: RowContent): string {
  if (user_id === null) return foldCase(beside ?? '');
  if (beside !== undefined) return `${user_id} ${foldCase(beside)}`;
  return isEmail(user_id) ? user_id.toLowerCase() : user_id;
}

/** The user of a row: an id or an e-mail address, and the address beside an id. */
function parseUser(columns: Columns, cells: Cells): ParsedCell<NamedUser> {
  const { known } = columns;
  const id = cellText(columns, cells, 'user_id');
  const address = cellText(columns, cells, 'email');
  const column = id !== '' || !known.has('email') ? 'user_id' : 'email';
  if (!known.has(column)) return refuse({ column: 'user_id', message: NO_USER });
  const user = parseCell(column, id || address, userOrEmail);
  if (!user.ok) return user;
  const named = { ok: true, value: { user_id: user.value } } as const;
  // The same id stands in both in the results of a list whose column of addresses held it.
  if (id === '' || address === '' || address === user.value) return named;
  const beside = parseCell('email', address, email);
  if (!beside.ok) return beside;
  if (!isEmail(user.value)) return { ok: true, value: { user_id: user.value, email: beside.value } };
  if (foldCase(user.value) === foldCase(beside.value)) return named;
  return refuse({
    column: 'email',
    message: `${beside.value} is another address than ${user.value} of the same row`,
  });
}

const NO_USER = 'no user is named: expected a user id (usr_…) or an e-mail address';

/** The department that takes over, by id or name; null for none. */
function parseDepartment(
  columns: Columns,
  cells: Cells,
  { use, fallback }: DepartmentRule,
): ParsedCell<string | null> {
  if (use === 'none') return { ok: true, value: null };
  const own = cellText(columns, cells, 'transfer_to');
  if (own !== '') return parseCell('transfer_to', own, departmentOrName);
  if (fallback !== null || use === 'optional') return { ok: true, value: fallback };
  return refuse(missing(columns, 'transfer_to', 'no department takes over: give --transfer-to'));
}
