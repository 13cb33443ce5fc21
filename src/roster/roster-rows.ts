import { cellText } from '../runs/input/columns/input-columns.ts';
import type { ListedPerson } from '../runs/input/row.ts';
import { parseCell, type RowSchema, refuse } from '../runs/input/row-schema.ts';
import { isEmail, userOrEmail } from '../validation/names.ts';

/** A row of the roster. */
export interface RosterRow extends ListedPerson {
  /** Why the person is gone, in words; null for who is there. */
  readonly gone: string | null;
  /** The line in the roster, from 1. */
  readonly line: number | null;
  /** The row's own columns. */
  readonly input: Readonly<Record<string, string>>;
}

/**
 * Rows of a roster: whom (`user_id`, `email` or both), and the last day. Each row is kept,
 * because a person who stands twice is a finding.
 */
export function rosterRows(): RowSchema {
  return {
    columns: ['user_id', 'email', 'last_day'],
    identifiers: ['email', 'user_id'],
    parse(columns, cells) {
      const id = cellText(columns, cells, 'user_id');
      const address = cellText(columns, cells, 'email');
      if (id === '' && address === '') {
        const column = columns.known.has('email') ? 'email' : 'user_id';
        return refuse({
          column,
          message: 'nobody is named: an e-mail address or a user id (usr_…) is wanted',
        });
      }
      const named = [
        ['user_id', id],
        ['email', address],
      ] as const;
      const parsed = named.map(([column, text]) =>
        text === '' ? null : parseCell(column, text, userOrEmail),
      );
      const problems = parsed.flatMap((cell) => (cell && !cell.ok ? cell.problems : []));
      if (problems.length > 0) return { ok: false, problems };
      const texts = parsed.flatMap((cell) => (cell?.ok ? [cell.value] : []));
      const listed: ListedPerson = {
        user_id: texts.find((text) => !isEmail(text)) ?? null,
        email: texts.findLast(isEmail) ?? null,
        last_day: cellText(columns, cells, 'last_day') || null,
      };
      return { ok: true, content: { user_id: null, department_id: null, listed } };
    },
    key: () => null,
    target: () => null,
    named: () => false,
    conflict: () => ({ column: 'email', message: 'the person stands twice' }),
  };
}
