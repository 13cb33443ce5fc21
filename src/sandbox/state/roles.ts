import type { Role } from '../../api/objects/role.ts';
import { Refusal } from '../refusal.ts';
import { CAPABILITIES, type Capability } from './capabilities.ts';
import { countMembers } from './counts.ts';
import type { State } from './events/projection.ts';
import { ORGANIZATION_ID } from './first-data.ts';
import type { RoleRecord } from './first-groups.ts';

export type SandboxRole = Readonly<Omit<Role, 'capabilities'>> & Pick<RoleRecord, 'capabilities'>;

const listRecords = ({ projection }: State): readonly RoleRecord[] =>
  [...projection.roles.values()].filter(({ is_deleted }) => !is_deleted);

/**
 * All roles, with their numbers of members: system roles first, then custom ones by name.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
 */
export function viewRoles(state: State): readonly SandboxRole[] {
  const { roles } = countMembers(state);
  const records = listRecords(state);
  const byName = (one: RoleRecord, other: RoleRecord) => (one.name < other.name ? -1 : 1);
  return [
    ...records.filter(({ is_custom }) => !is_custom),
    ...records.filter(({ is_custom }) => is_custom).sort(byName),
  ].map((record) => viewRole(record, roles.get(record.id) ?? 0));
}

const viewRole = (record: RoleRecord, member_count: number): SandboxRole => ({
  id: record.id,
  name: record.name,
  description: record.description,
  permissions: {},
  is_base_role: !record.is_custom,
  is_custom: record.is_custom,
  is_system_role: !record.is_custom,
  capabilities: record.capabilities,
  member_count,
  knowledge_slice_ids: [],
  organization_id: record.is_custom ? ORGANIZATION_ID : null,
  created_at: record.created_at,
});

/** The name that a list shows. */
export const roleName = ({ projection }: State, role_id: string): string =>
  projection.roles.get(role_id)?.name ?? role_id;

/**
 * Throws the documented refusal when there is no such role.
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members
 */
export function requireRole({ projection }: State, role_id: string): RoleRecord {
  const found = projection.roles.get(role_id);
  if (found && !found.is_deleted) return found;
  throw new Refusal(404, 'ROLE_NOT_FOUND', 'The requested role could not be found.', { role_id });
}

/** What the roles grant together, in the documented order of the keys. */
export function capabilitiesOf(state: State, role_ids: readonly string[]): Capability[] {
  const granted = new Set(role_ids.flatMap((id) => state.projection.roles.get(id)?.capabilities ?? []));
  return CAPABILITIES.filter((key) => granted.has(key));
}
