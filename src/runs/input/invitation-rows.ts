import type { Invitation } from '../../operations/target.ts';
import { BadValue } from '../../validation/bad-value.ts';
import {
  departmentOrName,
  fullName,
  invitedEmail,
  isDepartmentName,
  isRoleName,
  roleOrName,
} from '../../validation/names.ts';
import { type Cells, type Columns, cellText } from './columns/input-columns.ts';
import { type ParsedCell, parseCell, problemsOf, type RowSchema, refuse } from './row-schema.ts';

/**
 * Rows of invitations: whom (`email`) and as what (`name`, `role`, `department`; several ids with `;` between
 * them).
 */
export function invitationRows(common: Omit<Invitation, 'email'>): RowSchema {
  return {
    columns: ['email', 'name', 'role', 'department'],
    identifiers: ['email'],
    parse(columns, cells) {
      const address = parseAddress(columns, cells);
      const own = parseOwn(columns, cells);
      if (!address.ok || !own.ok) return { ok: false, problems: problemsOf(address, own) };
      const invitation = { email: address.value, ...common, ...own.value };
      return { ok: true, content: { user_id: null, department_id: null, invitation } };
    },
    key: ({ invitation }) => invitation?.email.toLowerCase() ?? '',
    named: ({ invitation }) =>
      (invitation?.department_ids ?? []).some(isDepartmentName) ||
      (invitation?.role_ids ?? []).some(isRoleName),
    target: ({ invitation }) => JSON.stringify({ ...invitation, email: null }),
    conflict: ({ invitation }, here, there) => ({
      column: 'email',
      message: `${invitation?.email} is invited on line ${here.line} and otherwise on line ${there.line}; leave one of them`,
    }),
  };
}

function parseAddress(columns: Columns, cells: Cells): ParsedCell<string> {
  const address = parseCell('email', cellText(columns, cells, 'email'), invitedEmail);
  if (columns.known.has('email')) return address;
  const nobody = refuse({ column: 'email', message: 'nobody is named: an e-mail address is wanted' });
  return { ok: false, problems: problemsOf(nobody, address) };
}

/** The row's own values, which override the options for all rows. */
function parseOwn(columns: Columns, cells: Cells): ParsedCell<Omit<Invitation, 'email'>> {
  const given = cellText(columns, cells, 'name');
  const name = given === '' ? NOTHING : parseCell('name', given, fullName);
  const roles = parseList('role', cellText(columns, cells, 'role'), roleOrName);
  const departments = parseList('department', cellText(columns, cells, 'department'), departmentOrName);
  if (!name.ok || !roles.ok || !departments.ok) {
    return { ok: false, problems: problemsOf(name, roles, departments) };
  }
  const value = {
    ...(name.value !== null && { full_name: name.value }),
    ...(roles.value && { role_ids: roles.value }),
    ...(departments.value && { department_ids: departments.value }),
  };
  return { ok: true, value };
}

const NOTHING = { ok: true, value: null } as const;

/** The ids of a cell; null for an empty one. */
function parseList(
  column: string,
  cell: string,
  form: (text: string) => string,
): ParsedCell<readonly string[] | null> {
  if (cell === '') return NOTHING;
  const items = itemsOf(cell).map((item) => parseCell(column, item.trim(), notEmpty(form)));
  const problems = problemsOf(...items);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: items.flatMap((item) => (item.ok ? [item.value] : [])) };
}

/** The parts of a cell: of a JSON list, or with `;` between them. */
function itemsOf(cell: string): readonly string[] {
  if (!cell.startsWith('[')) return cell.replace(/;\s*$/, '').split(';');
  const list: unknown = JSON.parse(cell);
  return Array.isArray(list) ? list.map((item) => String(item)) : [cell];
}

const notEmpty = (form: (text: string) => string) => (text: string) => {
  if (text !== '') return form(text);
  throw new BadValue('something between two semicolons', text);
};
