import { Refusal } from '../../refusal.ts';
import type { Capability } from '../capabilities.ts';
import { countMembers } from '../counts.ts';
import type { State } from '../events/projection.ts';
import { FIRST_ROLES } from '../first-groups.ts';
import { requireRole } from '../roles.ts';
import { type Command, numberedId } from './command.ts';
import { refuseGranting, refuseTakenName } from './guards.ts';

/** What may be said of a role; what is absent stays as it is. */
export interface RoleFields {
  readonly name?: string;
  readonly description?: string;
  readonly capabilities?: readonly Capability[];
}

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/create */
export const roleCreation =
  (fields: RoleFields & { readonly name: string; readonly capabilities: readonly Capability[] }): Command =>
  (state, actor_id) => {
    refuseTakenName(state, 'role', fields.name, null);
    refuseGranting(state, actor_id, fields.capabilities);
    const created = state.projection.roles.size - FIRST_ROLES.length;
    return { kind: 'role', action: 'created', role_id: numberedId('role_', created + 1), ...fields };
  };

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/update */
export const roleUpdate =
  (role_id: string, fields: RoleFields): Command =>
  (state, actor_id) => {
    refuseSystemRole(state, role_id);
    refuseTakenName(state, 'role', fields.name, role_id);
    refuseGranting(state, actor_id, fields.capabilities ?? []);
    return { kind: 'role', action: 'updated', role_id, ...fields };
  };

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/delete-role */
export const roleDeletion =
  (role_id: string): Command =>
  (state) => {
    refuseSystemRole(state, role_id);
    if ((countMembers(state).roles.get(role_id) ?? 0) > 0) {
      throw new Refusal(409, 'ROLE_HAS_MEMBERS', 'This role has members.', { role_id });
    }
    return { kind: 'role', action: 'deleted', role_id };
  };

/** The type and the details: https://docs.aitronos.com/docs/api-reference/organizations/roles/delete-role */
function refuseSystemRole(state: State, role_id: string): void {
  const { is_custom, name } = requireRole(state, role_id);
  if (is_custom) return;
  const [message, details] = ['A system role cannot be changed.', { role_id, role_name: name }] as const;
  throw new Refusal(403, 'SYSTEM_ROLE_IMMUTABLE', message, details, { type: 'client_error' });
}
