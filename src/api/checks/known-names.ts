import type { ListAllOptions, ListFilter, ListParams } from '../lists/member-list.ts';
import type {
  CreateDepartmentParams,
  DepartmentMemberParams,
  DepartmentTreeParams,
  ReparentDepartmentParams,
  UpdateDepartmentParams,
} from '../objects/department.ts';
import type {
  CreateRoleParams,
  ListRolesParams,
  RoleMemberParams,
  RoleMembersParams,
  RolesParams,
} from '../objects/role.ts';
import type {
  DeactivateParams,
  InviteParams,
  RemoveParams,
  UpdateMembershipsParams,
} from '../objects/user.ts';
import type { Names } from './checked-options.ts';
import type { Needs } from './needed-fields.ts';

export const TO_DEACTIVATE: Needs<DeactivateParams> = { transfer_resources_to_department_id: 'text' };
export const TO_UPDATE_MEMBERSHIPS: Needs<UpdateMembershipsParams> = {
  role_ids: 'a list',
  department_ids: 'a list',
};
export const TO_REMOVE: Needs<RemoveParams> = { transfer_resources_to_department_id: 'text or none' };
export const TO_INVITE: Needs<InviteParams> = { email: 'text' };
export const TO_REPARENT: Needs<ReparentDepartmentParams> = { new_parent_id: 'text or null' };
export const TO_CREATE_DEPARTMENT: Needs<CreateDepartmentParams> = { name: 'text' };
export const TO_CREATE_ROLE: Needs<CreateRoleParams> = { name: 'text', capabilities: 'a list' };
export const OF_TREE: Needs<DepartmentTreeParams> = { scope: 'a list with something in it, or none' };
export const OF_USER: Needs<DepartmentMemberParams | RoleMemberParams> = { user_id: 'text' };

// The fields of what methods take whose misspelt fields would be passed over without a word: a filter that is none asks
// for everybody, a department that is none takes over nothing. A method that needs all of its fields misses them.

export const REMOVE: Names<RemoveParams & { confirm: unknown }> = {
  organization_id: true,
  transfer_resources_to_department_id: true,
  // A field of the API that is always true here.
  confirm: true,
};

export const INVITE: Names<InviteParams> = {
  organization_id: true,
  email: true,
  full_name: true,
  role_ids: true,
  department_ids: true,
  send_invitation: true,
  custom_message: true,
};

export const MEMBER_FILTER: Names<ListFilter> = {
  organization_id: true,
  search_term: true,
  role_id: true,
  status_id: true,
  sort_field: true,
  sort_direction: true,
  include_deleted: true,
};

export const LIST_MEMBERS: Names<ListParams> = { ...MEMBER_FILTER, skip: true, take: true };

export const LIST_ALL_MEMBERS: Names<ListAllOptions> = { limit: true, inFlight: true, onTotal: 'function' };

export const DEPARTMENT_TREE: Names<DepartmentTreeParams> = { organization_id: true, scope: true };

export const CREATE_DEPARTMENT: Names<CreateDepartmentParams> = {
  organization_id: true,
  name: true,
  description: true,
  parent_id: true,
};

export const UPDATE_DEPARTMENT: Names<UpdateDepartmentParams> = {
  organization_id: true,
  name: true,
  description: true,
};

export const REPARENT_DEPARTMENT: Names<ReparentDepartmentParams> = {
  organization_id: true,
  new_parent_id: true,
};

export const LIST_ROLES: Names<ListRolesParams> = { organization_id: true, include_global: true };

export const CREATE_ROLE: Names<CreateRoleParams> = {
  organization_id: true,
  name: true,
  description: true,
  capabilities: true,
};

export const OF_ROLES: Names<RolesParams> = { organization_id: true };
export const LIST_ROLE_MEMBERS: Names<RoleMembersParams> = { ...OF_ROLES, skip: true, limit: true };
