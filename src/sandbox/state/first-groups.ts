import { CAPABILITIES, type Capability } from './capabilities.ts';
import { OWNER_ID } from './first-data.ts';

export const FOUNDED = '2025-01-15T09:00:00Z';

/** A department without what follows from its place among the others. */
export interface DepartmentRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly parent_id: string | null;
  readonly is_active: boolean;
  readonly is_default: boolean;
  readonly color: string | null;
  readonly created_by: string | null;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly is_deleted: boolean;
}

/** A role without its number of members. */
export interface RoleRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly capabilities: readonly Capability[];
  readonly is_custom: boolean;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly is_deleted: boolean;
}

/** A department that has no more than a name, but for `rest`. */
export const departmentRecord = (
  id: string,
  name: string,
  rest: Partial<DepartmentRecord> = {},
): DepartmentRecord => ({
  id,
  name,
  description: null,
  parent_id: null,
  is_active: true,
  is_default: false,
  color: null,
  created_by: OWNER_ID,
  created_at: FOUNDED,
  is_deleted: false,
  ...rest,
});

/** Our choice: the departments. */
export const FIRST_DEPARTMENTS: readonly DepartmentRecord[] = [
  departmentRecord('dept_eng001', 'Engineering', {
    description: 'Builds the product',
    is_default: true,
    color: '#3366CC',
  }),
  departmentRecord('dept_be001', 'Backend', { parent_id: 'dept_eng001' }),
  departmentRecord('dept_lab001', 'Laboratory', { description: 'Closed in 2025', is_active: false }),
  departmentRecord('dept_sales001', 'Sales', { color: '#CC6633' }),
  departmentRecord('dept_support001', 'Support'),
];

/** A role as it was at first. */
export const roleRecord = (
  id: string,
  name: string,
  capabilities: readonly Capability[],
  is_custom = false,
): RoleRecord => ({
  id,
  name,
  description: null,
  capabilities,
  is_custom,
  created_at: FOUNDED,
  is_deleted: false,
});

const ALL_BUT_EVERYTHING = CAPABILITIES.filter((key) => key !== 'override_all_permissions');
const DEPARTMENTS: readonly Capability[] = ['manage_departments', 'create_subdepartments', 'invite_users'];
const PEOPLE: readonly Capability[] = ['manage_users', 'invite_users', 'deactivate_users', 'remove_users'];

/** The system roles in the documented order, then a custom one. Our choice: the capabilities that each grants. */
export const FIRST_ROLES: readonly RoleRecord[] = [
  roleRecord('role_owner', 'Owner', CAPABILITIES),
  roleRecord('role_admin', 'Admin', ALL_BUT_EVERYTHING),
  roleRecord('role_member', 'Member', []),
  roleRecord('role_department_manager', 'Department Manager', DEPARTMENTS),
  roleRecord('role_knowledge_manager', 'Knowledge Manager', ['manage_knowledge_slices']),
  roleRecord('role_billing_manager', 'Billing Manager', ['manage_billing']),
  roleRecord('role_admin1', 'People Admin', [...PEOPLE, 'view_audit_log'], true),
];
