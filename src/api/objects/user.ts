/**
 * A member of an organization in the shape of the user endpoints.
 * https://docs.aitronos.com/docs/api-reference/users/deactivate
 */
export interface User {
  id: string;
  full_name: string | null;
  email: string;
  user_name: string | null;
  /** `active` and `deactivated` are documented; the API may add others. */
  account_state: string;
  role_ids: string[];
  department_ids: string[];
  organization_id: string;
  invitation_link: string | null;
  invited_at: string | null;
  /** Null even in the documented answer to a deactivation, so decide by `account_state`. */
  deactivated_at: string | null;
}

/** The user's organization, and the department (`dept_…`) that takes over the user's resources. */
export interface DeactivateParams {
  organization_id: string;
  transfer_resources_to_department_id: string;
}

/** The organization (`org_…`) the user belongs to. */
export interface ReactivateParams {
  organization_id: string;
}

/** The user's organization, and optionally the department (`dept_…`) that takes over the user's resources. */
export interface RemoveParams {
  organization_id: string;
  transfer_resources_to_department_id?: string | undefined;
}

/** A user to invite: `full_name` has 255 characters at most; the e-mail is sent unless `send_invitation` is false. */
export interface InviteParams {
  organization_id: string;
  email: string;
  full_name?: string | undefined;
  role_ids?: readonly string[] | undefined;
  department_ids?: readonly string[] | undefined;
  send_invitation?: boolean | undefined;
  custom_message?: string | undefined;
}

/** Both lists replace the present roles and departments. */
export interface UpdateMembershipsParams {
  organization_id: string;
  role_ids: readonly string[];
  department_ids: readonly string[];
}

/** The permissions of a user, granted by all roles together. */
export interface EffectivePermissions {
  user_id: string;
  capabilities: string[];
  /** `global`, or the ids of departments. */
  department_scope: 'global' | string[];
  role_ids: string[];
  resolved_at: string;
}
