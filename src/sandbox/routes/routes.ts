import { me } from './account/me.ts';
import { login } from './auth/login.ts';
import { logout } from './auth/logout.ts';
import { refresh } from './auth/refresh.ts';
import { validate } from './auth/validate.ts';
import { verify } from './auth/verify.ts';
import { listDepartments } from './departments/list.ts';
import { listDepartmentMembers } from './departments/members.ts';
import { retrieveDepartment } from './departments/retrieve.ts';
import { departmentTree } from './departments/tree.ts';
import { health, versionedHealth } from './health.ts';
import { listOrganizations } from './organizations/list.ts';
import { listStatuses } from './organizations/statuses.ts';
import { listRoles } from './roles/list.ts';
import { listRoleMembers } from './roles/members.ts';
import { retrieveRole } from './roles/retrieve.ts';
import type { Route } from './route.ts';
import { deactivateUser } from './users/deactivate.ts';
import { inviteUser } from './users/invite.ts';
import { listUsers } from './users/list.ts';
import { updateUserMemberships } from './users/memberships.ts';
import { effectivePermissions } from './users/permissions.ts';
import { reactivateUser } from './users/reactivate.ts';
import { removeUser } from './users/remove.ts';
import { retrieveUser } from './users/retrieve.ts';

/** Every operation that the sandbox serves. */
export const ROUTES: readonly Route[] = [
  // Signing in and accounts.
  health,
  versionedHealth,
  login,
  verify,
  refresh,
  validate,
  logout,
  me,
  // The organization.
  listOrganizations,
  listStatuses,
  // Its users.
  listUsers,
  retrieveUser,
  inviteUser,
  deactivateUser,
  reactivateUser,
  removeUser,
  updateUserMemberships,
  effectivePermissions,
  // Its departments.
  listDepartments,
  departmentTree,
  retrieveDepartment,
  listDepartmentMembers,
  // Its roles.
  listRoles,
  retrieveRole,
  listRoleMembers,
];
