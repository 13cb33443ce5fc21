import type { Action } from '../results/record.ts';
import { deactivate } from './deactivate.ts';
import { invite } from './invite.ts';
import type { Operation } from './operation.ts';
import { reactivate } from './reactivate.ts';
import { remove } from './remove.ts';
import { updateMemberships } from './update-memberships.ts';

/**
 * The operation of each action. What else depends on an action is asked of its operation; by name only for what one
 * action alone has, such as the lists of an invitation.
 */
export const operationOf: Readonly<Record<Action, Operation>> = {
  deactivate,
  reactivate,
  remove,
  invite,
  update_memberships: updateMemberships,
};

export const isAction = (value: unknown): value is Action =>
  typeof value === 'string' && Object.hasOwn(operationOf, value);

/** What becomes of access; null where no change is meant. */
export const accessOf = (action?: Action | null): Operation['access'] | null =>
  action === undefined || action === null ? null : operationOf[action].access;

export const takesAccess = (action?: Action | null): boolean => accessOf(action) === 'taken';

/** True where people come, or come back. */
export const givesAccess = (action?: Action | null): boolean =>
  ['given', 'restored'].includes(accessOf(action) ?? '');

/** True for what takes another change back. */
export const takesBack = (action: Action | undefined): boolean =>
  action !== undefined && Object.values(operationOf).some(({ takenBackBy }) => takenBackBy === action);

/** Whether a user is as the action leaves them; null where that is not told, or is said by the lists of a row. */
export function isAsLeft(
  action: Action,
  user: { readonly is_member: boolean; readonly account_state: string | null },
): boolean | null {
  const { leaves } = operationOf[action];
  if (leaves === null) return null;
  if ('is_member' in leaves) return user.is_member === leaves.is_member;
  if (!user.is_member) return false;
  return user.account_state === null ? null : user.account_state === leaves.account_state;
}
