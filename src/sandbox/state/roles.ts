import { Refusal } from '../refusal.ts';
import { CAPABILITIES, type Capability } from './capabilities.ts';
import type { MemberCounts } from './counts.ts';
import { ORGANIZATION_ID } from './first-data.ts';

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve */
export interface SandboxRole {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly permissions: Readonly<Record<string, boolean>>;
  readonly is_base_role: boolean;
  readonly is_custom: boolean;
  readonly is_system_role: boolean;
  readonly capabilities: readonly Capability[];
  readonly member_count: number;
  readonly knowledge_slice_ids: readonly string[];
  readonly organization_id: string | null;
  readonly created_at: string;
}

const createRole = (
  id: string,
  name: string,
  capabilities: readonly Capability[],
  custom = false,
): SandboxRole => ({
  id,
  name,
  description: null,
  permissions: {},
  is_base_role: !custom,
  is_custom: custom,
  is_system_role: !custom,
  capabilities,
  member_count: 0,
  knowledge_slice_ids: [],
  organization_id: custom ? ORGANIZATION_ID : null,
  created_at: '2025-01-15T09:00:00Z',
});

const ALL_BUT_EVERYTHING = CAPABILITIES.filter((key) => key !== 'override_all_permissions');
const DEPARTMENTS: readonly Capability[] = ['manage_departments', 'create_subdepartments', 'invite_users'];
const PEOPLE: readonly Capability[] = ['manage_users', 'invite_users', 'deactivate_users', 'remove_users'];

/**
 * In the documented order: system roles, then custom ones. Our choice: the capabilities that each role grants.
 */
const ROLES: readonly SandboxRole[] = [
  createRole('role_owner', 'Owner', CAPABILITIES),
  createRole('role_admin', 'Admin', ALL_BUT_EVERYTHING),
  createRole('role_member', 'Member', []),
  createRole('role_department_manager', 'Department Manager', DEPARTMENTS),
  createRole('role_knowledge_manager', 'Knowledge Manager', ['manage_knowledge_slices']),
  createRole('role_billing_manager', 'Billing Manager', ['manage_billing']),
  createRole('role_admin1', 'People Admin', [...PEOPLE, 'view_audit_log'], true),
];

/** All roles, with as many members as there are. */
export const countRoleMembers = ({ roles }: MemberCounts): readonly SandboxRole[] =>
  ROLES.map((one) => ({ ...one, member_count: roles.get(one.id) ?? 0 }));

/** The name that a list shows. */
export const roleName = (role_id: string): string => ROLES.find(({ id }) => id === role_id)?.name ?? role_id;

/**
 * Throws the documented refusal when there is no such role.
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members
 */
export function findRole(roles: readonly SandboxRole[], role_id: string): SandboxRole {
  const found = roles.find(({ id }) => id === role_id);
  if (found) return found;
  throw new Refusal(404, 'ROLE_NOT_FOUND', 'The requested role could not be found.', {
    details: { role_id },
  });
}

/** Throws the documented refusal when there is no such role. */
export const requireRole = (role_id: string): void => {
  findRole(ROLES, role_id);
};

/** The capabilities that the roles grant together, in the documented order. */
export function capabilitiesOf(role_ids: readonly string[]): Capability[] {
  const granted = ROLES.filter(({ id }) => role_ids.includes(id)).flatMap(({ capabilities }) => capabilities);
  return CAPABILITIES.filter((key) => granted.includes(key));
}
