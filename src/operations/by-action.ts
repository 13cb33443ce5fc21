import type { Action } from '../results/record.ts';
import { deactivate } from './deactivate.ts';
import { invite } from './invite.ts';
import type { Operation } from './operation.ts';
import { reactivate } from './reactivate.ts';
import { remove } from './remove.ts';
import { updateMemberships } from './update-memberships.ts';

/** The operation of each action, for runs that are continued. */
export const operationOf: Readonly<Record<Action, Operation>> = {
  deactivate,
  reactivate,
  remove,
  invite,
  update_memberships: updateMemberships,
};
