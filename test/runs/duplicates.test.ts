import { describe, expect, it } from 'vitest';
import { Duplicates } from '../../src/runs/input/duplicates.ts';
import { invitationRows } from '../../src/runs/input/invitation-rows.ts';
import type { RowContent } from '../../src/runs/input/row.ts';
import { RowValidator } from '../../src/runs/input/row-validator.ts';
import { userRows } from '../../src/runs/input/user-rows.ts';

const user = (user_id: string, department_id: string | null = null): RowContent => ({
  user_id,
  department_id,
});
const invited = (email: string, role?: string): RowContent => ({
  user_id: null,
  department_id: null,
  invitation: { email, ...(role !== undefined && { role_ids: [role] }) },
});
const users = userRows({ use: 'optional', fallback: null });
const invitations = invitationRows({});

describe('a row beside those before it', () => {
  it.each([
    ['the same user', users, [user('usr_1'), user('usr_1')], 'duplicate'],
    ['another user', users, [user('usr_1'), user('usr_2')], 'new'],
    ['an id in another case', users, [user('usr_a'), user('usr_A')], 'new'],
    ['an address in another case', users, [user('jane@example.com'), user('JANE@example.com')], 'duplicate'],
    ['the same user and department', users, [user('usr_1', 'dept_1'), user('usr_1', 'dept_1')], 'duplicate'],
    ['the same user and another one', users, [user('usr_1', 'dept_1'), user('usr_1', 'dept_2')], 'conflict'],
    ['the same user and none', users, [user('usr_1', 'dept_1'), user('usr_1')], 'conflict'],
    ['a name that may mean the same', users, [user('usr_1', 'dept_1'), user('usr_1', 'Sales')], 'new'],
    ['an id after such a name', users, [user('usr_1', 'Sales'), user('usr_1', 'dept_1')], 'new'],
    ['the same name once more', users, [user('usr_1', 'Sales'), user('usr_1', 'Sales')], 'duplicate'],
    ['the same address', invitations, [invited('a@example.com'), invited('A@example.com')], 'duplicate'],
    ['another role', invitations, [invited('a@example.com', 'role_1'), invited('a@example.com')], 'conflict'],
  ] as const)('%s', (_, rule, [first, second], kind) => {
    const duplicates = new Duplicates(rule);
    expect(duplicates.compare(2, first)).toEqual({ kind: 'new' });
    expect(duplicates.compare(3, second)).toMatchObject({ kind });
  });

  it('is told with both lines where the two contradict each other', () => {
    const duplicates = new Duplicates(users);
    duplicates.compare(2, user('usr_1', 'dept_1'));
    expect(duplicates.compare(7, user('usr_1', 'dept_2'))).toEqual({
      kind: 'conflict',
      problem: {
        column: 'transfer_to',
        message: 'usr_1 has two targets: dept_2 on line 7, dept_1 on line 2; keep one of them',
      },
    });
  });

  it('is measured by the first of those that contradict each other', () => {
    const duplicates = new Duplicates(users);
    duplicates.compare(2, user('usr_1', 'dept_1'));
    duplicates.compare(3, user('usr_1', 'dept_2'));
    expect(duplicates.compare(4, user('usr_1', 'dept_1'))).toEqual({ kind: 'duplicate', line: 2 });
  });

  it('keeps of what is left out the name alone, of the first thousand', () => {
    const validator = new RowValidator({ name: 'x.csv', form: users }, () => {});
    const about = { quoted: undefined, facts: {} };
    for (let line = 2; line < 2002; line += 1)
      validator.accept(line, user('usr_1'), { ...about, input: { Name: 'Jane Doe', Photo: 'QUJD' } });
    const { duplicates, repeated } = validator.finish();
    expect(duplicates).toBe(1999);
    expect(repeated).toHaveLength(1000);
    expect(repeated[0]).toEqual({ line: 3, before: 2, name: 'Jane Doe' });
  });
});
