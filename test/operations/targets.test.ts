import { describe, expect, expectTypeOf, it } from 'vitest';
import { CliError } from '../../src/errors/cli-errors.ts';
import { operationOf } from '../../src/operations/by-action.ts';
import { targetFor } from '../../src/operations/operation.ts';
import type { Target, TargetFields, UserTarget } from '../../src/operations/target.ts';
import type { Action } from '../../src/results/record.ts';

const organization_id = 'org_1';
const user = { user_id: 'usr_1', organization_id, department_id: null };
const nobody = { ...user, user_id: null };
const memberships = { role_ids: [], department_ids: [] };
const invitation = { email: 'jane@example.com' };

/** What is said, and the changes that need no more than that. */
const CASES: readonly (readonly [what: string, TargetFields, readonly Action[]])[] = [
  ['a user', user, ['reactivate', 'remove']],
  ['a user and a department', { ...user, department_id: 'dept_1' }, ['deactivate', 'reactivate', 'remove']],
  ['a user and memberships', { ...user, memberships }, ['reactivate', 'remove', 'update_memberships']],
  ['an invitation', { ...nobody, invitation }, ['invite']],
  ['an invitation of a user who is there', { ...user, invitation }, ['reactivate', 'remove']],
  ['nobody', nobody, []],
  ['nobody and a department', { ...nobody, department_id: 'dept_1' }, []],
  ['nobody and memberships', { ...nobody, memberships }, []],
];

describe('a target', () => {
  const all = Object.values(operationOf);
  const pairs = CASES.flatMap(([what, fields, actions]) =>
    all.map((operation) => ({
      what,
      fields,
      operation,
      action: operation.action,
      enough: actions.includes(operation.action),
    })),
  );

  it.each(pairs)('of $what is enough for $action: $enough', ({ operation, fields, enough }) => {
    const told = 'as the line of CASES says';
    if (enough) expect(targetFor(operation, fields), told).toBe(fields);
    else expect(() => targetFor(operation, fields), told).toThrow(CliError);
  });

  it('is no target to the compiler before that is known', () => {
    expectTypeOf<TargetFields>().not.toExtend<Target>();
    expectTypeOf<UserTarget>().toExtend<Target<'reactivate'>>();
    expectTypeOf<UserTarget>().not.toExtend<Target<'deactivate'>>();
    expectTypeOf<UserTarget>().not.toExtend<Target<'update_memberships'>>();
    expectTypeOf<UserTarget>().not.toExtend<Target<'invite'>>();
    expectTypeOf<Target<'invite'>>().not.toExtend<Target<'remove'>>();
  });
});
