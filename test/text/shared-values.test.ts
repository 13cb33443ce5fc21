import { describe, expect, it } from 'vitest';
import { seenUser } from '../../src/approval/seen-users.ts';
import { SharedValues } from '../../src/text/shared-values.ts';

const MANY = 3000;
const roles = () => ['role_member', 'role_admin'];

describe('shared values', () => {
  it('are the first of those that are alike, and of no others', () => {
    const shared = new SharedValues();
    const first = roles();
    expect(shared.first(first)).toBe(first);
    expect(shared.first(roles())).toBe(first);
    const others = [roles().reverse(), ['role_member,role_admin'], [], ['null'], 'null', null, '[]', ''];
    for (const other of others) expect(shared.first(other)).toBe(other);
    for (const other of others) expect(shared.first(structuredClone(other))).toBe(other);
  });

  it('are no more than many can have in common', () => {
    const shared = new SharedValues();
    const first = shared.first(roles());
    for (let index = 0; index < MANY; index += 1) shared.first([`role_${index}`]);
    const late = [`role_${MANY - 1}`];
    expect(shared.first(late)).toBe(late);
    expect(shared.first(roles())).toBe(first);
  });

  it('are the lists of users that are read together', () => {
    const shared = new SharedValues();
    const [one, other] = ['usr_1', 'usr_2'].map((user_id) =>
      seenUser({ user_id, role_ids: roles(), department_ids: ['dept_1'] }, undefined, shared),
    );
    expect(one?.role_ids).toEqual(roles().sort());
    expect(other?.role_ids).toBe(one?.role_ids);
    expect(other?.department_ids).toBe(one?.department_ids);
  });
});
