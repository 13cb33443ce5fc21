import type { User } from '../../../api/objects/user.ts';
import { Refusal } from '../../refusal.ts';
import { overrides } from '../capabilities.ts';
import type { State } from '../events/projection.ts';
import { ORGANIZATION_ID } from '../first-data.ts';
import { findPersonById, hasOwnerRole, isLastOwner } from '../people.ts';
import { capabilitiesOf, requireRole } from '../roles.ts';

/** Our choice: callers cannot do this to themselves. The pages do not say. */
export function refuseOneself(actor_id: string, user_id: string, message: string): void {
  if (user_id !== actor_id) return;
  throw new Refusal(403, 'OPERATION_NOT_ALLOWED', message, { user_id });
}

/** Our choice: where it applies. The code is documented, but not for which request. */
export function refuseWithoutOwner(user: User, state: State): void {
  if (!isLastOwner(user, state)) return;
  const message = 'The last owner of an organization cannot be removed.';
  throw new Refusal(403, 'CANNOT_REMOVE_LAST_OWNER', message, { user_id: user.id });
}

/** Our choice: the code where it is not documented. The older operations refuse what they document for every owner. */
export function refuseOwner(user: User, code: string, message: string): void {
  if (!hasOwnerRole(user)) return;
  throw new Refusal(403, code, message, { user_id: user.id });
}

/**
 * Refuses to take the role of an owner from the last one.
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/remove-member
 */
export function refuseLosingLastOwner(user: User, state: State): void {
  if (!isLastOwner(user, state)) return;
  const details = { user_id: user.id, role_id: 'role_owner', organization_id: ORGANIZATION_ID };
  const message = 'The last owner cannot lose the owner role.';
  throw new Refusal(422, 'LAST_OWNER_CANNOT_BE_REMOVED', message, details, { type: 'validation_error' });
}

/**
 * Refuses to grant by roles what the caller does not hold. Documented for the capabilities of a new role; our choice:
 * for those who get a role too, and the details.
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/create
 */
export function refuseGrant(state: State, actor_id: string, role_ids: readonly string[]): void {
  for (const id of role_ids) refuseGranting(state, actor_id, requireRole(state, id).capabilities);
}

/** The same for capabilities. */
export function refuseGranting(state: State, actor_id: string, capabilities: readonly string[]): void {
  const held = capabilitiesOf(state, findPersonById(state, actor_id)?.user.role_ids ?? []);
  const beyond = capabilities.find((key) => !held.some((one) => one === key));
  if (beyond === undefined || overrides(held)) return;
  throw new Refusal(403, 'INSUFFICIENT_PERMISSIONS', 'You can grant only what you hold yourself.', {
    required_capability: beyond,
  });
}

/**
 * Refuses the name that another department or role has. That names are unique is documented; our choice: the status,
 * the code, and that upper and lower case are different.
 */
export function refuseTakenName(
  { projection }: State,
  kind: 'department' | 'role',
  name: string | undefined,
  but: string | null,
): void {
  const records = [...projection[`${kind}s`].values()].filter((one) => !one.is_deleted && one.id !== but);
  if (name === undefined || !records.some((one) => one.name === name)) return;
  throw new Refusal(409, `${kind.toUpperCase()}_NAME_TAKEN`, `Another ${kind} has this name.`, { name });
}
