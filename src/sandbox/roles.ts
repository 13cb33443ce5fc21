import { NAMED_PEOPLE, ORGANIZATION_ID } from './data.ts';

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly permissions: Readonly<Record<string, boolean>>;
  readonly is_base_role: boolean;
  readonly is_custom: boolean;
  readonly is_system_role: boolean;
  readonly capabilities: readonly string[];
  readonly member_count: number;
  readonly knowledge_slice_ids: readonly string[];
  readonly organization_id: string | null;
  readonly created_at: string;
}

/** Every key that a role may grant. https://docs.aitronos.com/docs/api-reference/organizations/roles/capabilities */
export const CAPABILITIES: readonly string[] = [
  'manage_users',
  'invite_users',
  'deactivate_users',
  'remove_users',
  'manage_departments',
  'create_subdepartments',
  'reparent_departments',
  'manage_roles',
  'assign_roles',
  'view_audit_log',
  'export_audit_log',
  'manage_knowledge_slices',
  'manage_billing',
  'override_all_permissions',
];

const PEOPLE = ['manage_users', 'invite_users', 'deactivate_users', 'remove_users'];

/** The roles in the documented order: the system's own, then custom ones; which role grants what is our choice. */
export function roles(users?: number): readonly Role[] {
  const generated = Math.max(0, (users ?? 0) - NAMED_PEOPLE.length);
  const role = (id: string, name: string, capabilities: readonly string[], custom = false): Role => ({
    id,
    name,
    description: null,
    permissions: {},
    is_base_role: !custom,
    is_custom: custom,
    is_system_role: !custom,
    capabilities,
    member_count:
      NAMED_PEOPLE.filter((person) => person.role_ids.includes(id)).length +
      (id === 'role_member' ? generated : 0),
    knowledge_slice_ids: [],
    organization_id: custom ? ORGANIZATION_ID : null,
    created_at: '2025-01-15T09:00:00Z',
  });
  return [
    role('role_owner', 'Owner', CAPABILITIES),
    role(
      'role_admin',
      'Admin',
      CAPABILITIES.filter((key) => key !== 'override_all_permissions'),
    ),
    role('role_member', 'Member', []),
    role('role_department_manager', 'Department Manager', [
      'manage_departments',
      'create_subdepartments',
      'invite_users',
    ]),
    role('role_knowledge_manager', 'Knowledge Manager', ['manage_knowledge_slices']),
    role('role_billing_manager', 'Billing Manager', ['manage_billing']),
    role('role_admin1', 'People Admin', [...PEOPLE, 'view_audit_log'], true),
  ];
}
