import type { Invitation } from '../../operations/target.ts';
import { foldCase } from '../../text/fold-case.ts';
import { tryParseJson } from '../../text/json.ts';
import { BadValue } from '../../validation/bad-value.ts';
import {
  departmentOrName,
  fullName,
  invitationMessage,
  invitedEmail,
  isDepartmentName,
  isRoleName,
  roleOrName,
} from '../../validation/names.ts';
import { cleanCell } from './cell.ts';
import { foldName } from './columns/field-names.ts';
import { cellText } from './columns/input-columns.ts';
import type { Cells, Columns } from './columns/table.ts';
import { type ParsedCell, parseCell, problemsOf, type RowSchema, refuse } from './row-schema.ts';
import { yesOrNo } from './words/answers.ts';

/**
 * Rows of invitations: whom (`email`) and as what (`name`, else `first_name` and `last_name`; `role`, `department`), in
 * which words (`message`), and whether an e-mail is sent (`send_invitation`). What a row does not say, the options do.
 */
export function invitationRows(common: Omit<Invitation, 'email'>): RowSchema {
  return {
    columns: ['email', 'name', 'first_name', 'last_name', 'role', 'department', 'message', 'send_invitation'],
    identifiers: ['email'],
    parse(columns, cells) {
      const address = parseAddress(columns, cells);
      const own = parseOwn(columns, cells, common);
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
      message: `${invitation?.email} is invited on line ${here.line} and differently on line ${there.line}; keep one of them`,
    }),
  };
}

function parseAddress(columns: Columns, cells: Cells): ParsedCell<string> {
  const address = parseCell('email', cellText(columns, cells, 'email'), invitedEmail);
  if (columns.known.has('email')) return address;
  const nobody = refuse({ column: 'email', message: 'nobody is named: expected an e-mail address' });
  return { ok: false, problems: problemsOf(nobody, address) };
}

/** The row's own values, which override the options for all rows. */
function parseOwn(
  columns: Columns,
  cells: Cells,
  { send_invitation }: Omit<Invitation, 'email'>,
): ParsedCell<Omit<Invitation, 'email'>> {
  const given = nameOf(columns, cells);
  const name = given === '' ? NOTHING : parseCell('name', given, fullName);
  const roles = parseList('role', cellText(columns, cells, 'role'), roleOrName);
  const departments = parseList('department', cellText(columns, cells, 'department'), departmentOrName);
  const message = parseCell('message', cellText(columns, cells, 'message'), invitationMessage);
  const send = parseSend(cellText(columns, cells, 'send_invitation'), send_invitation === false);
  if (!name.ok || !roles.ok || !departments.ok || !message.ok || !send.ok) {
    return { ok: false, problems: problemsOf(name, roles, departments, message, send) };
  }
  const value = {
    ...(name.value !== null && { full_name: name.value }),
    ...(roles.value && { role_ids: roles.value }),
    ...(departments.value && { department_ids: departments.value }),
    ...(message.value !== '' && { custom_message: message.value }),
    ...(send.value === 'no' && { send_invitation: false as const }),
  };
  return { ok: true, value };
}

const NOTHING = { ok: true, value: null } as const;

/** The whole name. Beside a first name, and where no column has last names, `name` is the last one. */
function nameOf(columns: Columns, cells: Cells): string {
  const name = cellText(columns, cells, 'name');
  const first = cellText(columns, cells, 'first_name');
  const last = cellText(columns, cells, 'last_name');
  if (name === '') return [first, last].filter((part) => part !== '').join(' ');
  const isLast = columns.known.get('name')?.every((column) => foldName(column.name) === 'name');
  if (!isLast || columns.known.has('last_name') || foldCase(name).includes(foldCase(first))) return name;
  return `${first} ${name}`;
}

/** Whether an e-mail is sent. A row does not make the call send one that it was told not to. */
function parseSend(cell: string, never: boolean): ParsedCell<string | null> {
  if (cell === '') return NOTHING;
  const send = parseCell('send_invitation', cell, yesOrNo);
  if (!never || !send.ok || send.value === 'no') return send;
  const message = `the row says ${JSON.stringify(cell)}, but the call has --no-send: keep one of them`;
  return refuse({ column: 'send_invitation', message });
}

/** The values of a cell, each once; null for an empty cell. `form` throws `BadValue` for a wrong one. */
function parseList(
  column: string,
  cell: string,
  form: (text: string) => string,
): ParsedCell<readonly string[] | null> {
  if (cell === '') return NOTHING;
  const items = partsOf(cell).map((item) => parseCell(column, cleanCell(item), notEmpty(form)));
  const problems = problemsOf(...items);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: [...new Set(items.flatMap((item) => (item.ok ? [item.value] : [])))] };
}

/** The parts of a cell: of a JSON list, else with `;` between them (and behind a name with a comma), else with `,`. */
function partsOf(cell: string): readonly string[] {
  const list = jsonList(cell);
  if (list !== undefined) return list;
  const mark = cell.includes(';') ? ';' : ',';
  const parts = cell.split(mark);
  return parts.length > 1 && parts.at(-1)?.trim() === '' ? parts.slice(0, -1) : parts;
}

function jsonList(cell: string): readonly string[] | undefined {
  const list = cell.startsWith('[') ? tryParseJson(cell) : undefined;
  return Array.isArray(list) ? list.map((item) => String(item)) : undefined;
}

const notEmpty = (form: (text: string) => string) => (text: string) => {
  if (text !== '') return form(text);
  throw new BadValue('something between two separators', text);
};
