import type { ToldRows } from '../lists/told-rows.ts';

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve */
export interface Role {
  id: string;
  name: string;
  description: string | null;
  is_base_role: boolean;
  is_custom: boolean;
  is_system_role: boolean;
  permissions: Record<string, unknown>;
  capabilities: string[];
  member_count: number;
  knowledge_slice_ids: string[];
  organization_id: string | null;
  created_at: string;
}

/** A member with a role. No other list tells the account state. */
export interface RoleMember {
  user_id: string;
  full_name: string | null;
  email: string;
  account_state: string;
  avatar_url: string | null;
}

export interface RoleMembersPage extends ToldRows {
  members: RoleMember[];
}

/** The organization of the roles. */
export interface RolesParams {
  organization_id: string;
}

/** `include_global`: also the roles that every organization has; no page says what holds without it. */
export interface ListRolesParams extends RolesParams {
  include_global?: boolean | undefined;
}

/** A role to create: a unique name (100 characters at most) and at least one capability, each held by the caller. */
export interface CreateRoleParams extends RolesParams {
  name: string;
  description?: string | undefined;
  capabilities: readonly string[];
}

/** The user with the role. */
export interface RoleMemberParams extends RolesParams {
  user_id: string;
}

/** The assignment of a role to a user. */
export interface RoleAssignment {
  id: string;
  user_id: string;
  role_id: string;
  organization_id: string;
  assigned_at: string;
}

/** One page of the members with a role: `limit` (1 to 100) at most, after the first `skip`. */
export interface RoleMembersParams extends RolesParams {
  skip?: number | undefined;
  limit?: number | undefined;
}
