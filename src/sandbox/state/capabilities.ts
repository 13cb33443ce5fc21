/** The keys that a role may grant, in the documented order. */
export const CAPABILITIES = [
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
] as const;

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions */
export type Capability = (typeof CAPABILITIES)[number];

/** True when one of the capabilities includes all others. */
export const overrides = (held: readonly Capability[]): boolean => held.includes('override_all_permissions');
