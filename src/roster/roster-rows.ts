import { cellText } from '../runs/input/columns/input-columns.ts';
import type { ListedPerson } from '../runs/input/row.ts';
import type { RowSchema } from '../runs/input/row-schema.ts';
import { userRows } from '../runs/input/user-rows.ts';
import { isEmail } from '../validation/names.ts';

export interface RosterRow extends ListedPerson {
  /** Why the person is gone, in words; null for who is there. */
  readonly gone: string | null;
  /** The line in the roster, from 1. */
  readonly line: number | null;
  /** Where its own columns are kept. */
  readonly address: number;
}

/**
 * Rows of a roster: whom (`user_id`, `email` or both), as in a file of users to change, and the last day. Each row is
 * kept, because a person who stands twice is a finding.
 */
export function rosterRows(): RowSchema {
  const users = userRows({ use: 'none', fallback: null });
  return {
    ...users,
    columns: ['user_id', 'email', 'last_day', 'effective_at'],
    key: () => null,
    parse(columns, cells) {
      const user = users.parse(columns, cells);
      if (!user.ok) return user;
      const { user_id: name, email: beside = null } = user.content;
      const isAddress = name !== null && isEmail(name);
      const listed: ListedPerson = {
        user_id: isAddress ? null : name,
        email: isAddress ? name : beside,
        last_day: cellText(columns, cells, 'last_day') || null,
      };
      return { ok: true, content: { user_id: null, department_id: null, listed } };
    },
  };
}
