import type { User } from '../../api/objects/user.ts';
import { Refusal } from '../refusal.ts';
import { type Capability, overrides } from './capabilities.ts';
import { withDescendants } from './departments.ts';
import type { State } from './events/projection.ts';
import { findPersonById } from './people.ts';
import { capabilitiesOf } from './roles.ts';

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions */
export interface Permissions {
  readonly capabilities: readonly Capability[];
  readonly department_scope: 'global' | readonly string[];
}

/**
 * The capabilities of a member, and their scope. Our choice: callers who may not override all permissions reach their
 * own departments and all descendants.
 */
export function permissionsOf(state: State, { role_ids, department_ids }: User): Permissions {
  const capabilities = capabilitiesOf(state, role_ids);
  const everywhere = overrides(capabilities);
  return { capabilities, department_scope: everywhere ? 'global' : withDescendants(state, department_ids) };
}

/**
 * Throws a `Refusal` for a member without any of the needed capabilities.
 * The code and the status: https://docs.aitronos.com/docs/api-reference/error-codes Our choice: the details, and
 * that the scope in departments does not count.
 */
export function requireCapability(state: State, user_id: string, needed: readonly Capability[]): void {
  const held = capabilitiesOf(state, findPersonById(state, user_id)?.user.role_ids ?? []);
  if (overrides(held) || needed.some((key) => held.includes(key))) return;
  const message = 'You do not have the permission to do this.';
  throw new Refusal(403, 'INSUFFICIENT_PERMISSIONS', message, { required_capability: needed[0] ?? '' });
}
