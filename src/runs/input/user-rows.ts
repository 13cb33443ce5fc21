import { BadValue } from '../../validation/bad-value.ts';
import { departmentOrName, isDepartmentName, isEmail, userOrEmail } from '../../validation/names.ts';
import { cellOf } from './columns.ts';
import type { Found, RowSchema, Says } from './row.ts';

/** Whether a row needs a department, may have one or has none, and the one for rows that name none. */
export interface DepartmentRule {
  readonly use: 'required' | 'optional' | 'none';
  readonly fallback: string | null;
}

type Problem = (column: string, message: string) => void;

/** Rows that say which user is meant (`user_id`, else `email`) and, where resources move, who takes them over (`transfer_to`). */
export function userRows(rule: DepartmentRule): RowSchema {
  let told = false;
  return {
    columns: ['user_id', 'email', 'transfer_to'],
    who: ['user_id', 'email'],
    read(found, problem) {
      const user_id = whoIsMeant(found, problem);
      const department_id = whoTakesOver(found, rule, (column, message) => {
        // Where no row can name one, that is one mistake, not one for each row.
        if (!told || found.columns.known.has(column)) problem(column, message);
        told = true;
      });
      if (user_id === undefined || department_id === undefined) return undefined;
      return { user_id, department_id };
    },
    key: ({ user_id }) => (user_id && isEmail(user_id) ? user_id.toLowerCase() : (user_id ?? '')),
    named: ({ department_id }) => department_id !== null && isDepartmentName(department_id),
    target: ({ department_id }) => department_id,
    conflict: ({ user_id }: Says, here, there) => ({
      column: 'transfer_to',
      message: `${user_id} has two targets: ${here.target ?? 'no department'} on line ${here.line}, ${there.target ?? 'no department'} on line ${there.line}; leave one of them`,
    }),
  };
}

function whoIsMeant({ columns, cells }: Found, problem: Problem): string | undefined {
  const id = cellOf(columns, cells, 'user_id');
  const address = cellOf(columns, cells, 'email');
  const column = id !== '' || !columns.known.has('email') ? 'user_id' : 'email';
  if (columns.known.has(column)) return checkCell(column, id || address, userOrEmail, problem);
  problem('user_id', 'no user is named: a user id (usr_…) or an e-mail address is wanted');
  return undefined;
}

/** Undefined when it is wrong, null when there is none. */
function whoTakesOver(
  { columns, cells }: Found,
  { use, fallback }: DepartmentRule,
  problem: Problem,
): string | null | undefined {
  if (use === 'none') return null;
  const own = cellOf(columns, cells, 'transfer_to');
  if (own !== '') return checkCell('transfer_to', own, departmentOrName, problem);
  if (fallback !== null || use === 'optional') return fallback;
  const cure = columns.known.has('transfer_to') ? 'fill in transfer_to' : 'add a column transfer_to';
  problem('transfer_to', `no department takes over: give --transfer-to for all rows, or ${cure}`);
  return undefined;
}

/** A cell in its form; undefined when `problem` was told what is wrong. */
export function checkCell(
  column: string,
  cell: string,
  form: (text: string) => string,
  problem: Problem,
): string | undefined {
  try {
    return form(cell);
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    problem(column, error.message);
    return undefined;
  }
}
