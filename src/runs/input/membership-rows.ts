import type { Memberships } from '../../operations/target.ts';
import { isDepartmentName, isRoleName, userOrEmail } from '../../validation/names.ts';
import { cellText } from './columns/input-columns.ts';
import { parseCell, type RowSchema } from './row-schema.ts';

/** Rows of users who all get these roles and departments in place of those that they have. */
export function membershipRows(memberships: Memberships): RowSchema {
  const { role_ids, department_ids } = memberships;
  return {
    columns: ['user_id'],
    identifiers: ['user_id'],
    parse(columns, cells) {
      const user = parseCell('user_id', cellText(columns, cells, 'user_id'), userOrEmail);
      return user.ok
        ? { ok: true, content: { user_id: user.value, department_id: null, memberships } }
        : user;
    },
    key: ({ user_id }) => user_id ?? '',
    named: () => role_ids.some(isRoleName) || department_ids.some(isDepartmentName),
    target: (row) => JSON.stringify(row.memberships),
    conflict: ({ user_id }) => ({ column: null, message: `${user_id} is named twice` }),
  };
}
