import { current } from './account/current.ts';
import { deleteAccount } from './account/delete.ts';
import { devices } from './account/devices.ts';
import { listAccounts } from './account/list.ts';
import { me } from './account/me.ts';
import { ownProfile, updateProfile } from './account/profile.ts';
import { retrieveAccount, retrieveAccountByEmail } from './account/retrieve.ts';
import { welcomeDetails } from './account/welcome-details.ts';
import { changeLogs, memberChangeLogs } from './audit-log/change-logs.ts';
import { exportAuditLog } from './audit-log/export.ts';
import { queryAuditLog } from './audit-log/query.ts';
import { devLogin } from './auth/dev-login.ts';
import { login } from './auth/login.ts';
import { logout } from './auth/logout.ts';
import { refresh } from './auth/refresh.ts';
import { validate } from './auth/validate.ts';
import { verify } from './auth/verify.ts';
import { createDepartment } from './departments/create.ts';
import { deleteDepartment } from './departments/delete.ts';
import { listDepartments } from './departments/list.ts';
import { addDepartmentMember, listDepartmentMembers, removeDepartmentMember } from './departments/members.ts';
import { reparentDepartment } from './departments/reparent.ts';
import { retrieveDepartment } from './departments/retrieve.ts';
import { departmentTree } from './departments/tree.ts';
import { updateDepartment } from './departments/update.ts';
import { health, versionedHealth } from './health.ts';
import { inviteMember } from './invitations/invite.ts';
import { resendInvitation } from './invitations/resend.ts';
import { getInvitation } from './invitations/retrieve.ts';
import { changeStatuses } from './members/change-status-bulk.ts';
import { deleteMember } from './members/delete.ts';
import { deleteMembers } from './members/delete-bulk.ts';
import { exportMembers } from './members/export-csv.ts';
import { restoreMember } from './members/restore.ts';
import { statusSummary } from './members/status-summary.ts';
import { updateMember } from './members/update.ts';
import { listOrganizations } from './organizations/list.ts';
import { listStatuses } from './organizations/statuses.ts';
import { listCapabilities } from './roles/capabilities.ts';
import { createRole } from './roles/create.ts';
import { deleteRole } from './roles/delete.ts';
import { listRoles } from './roles/list.ts';
import { assignRole, listRoleMembers, unassignRole } from './roles/members.ts';
import { retrieveRole } from './roles/retrieve.ts';
import { updateRole } from './roles/update.ts';
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
  devLogin,
  verify,
  refresh,
  validate,
  logout,
  me,
  ownProfile,
  updateProfile,
  current,
  devices,
  welcomeDetails,
  listAccounts,
  retrieveAccount,
  retrieveAccountByEmail,
  deleteAccount,
  // The organization.
  listOrganizations,
  listStatuses,
  // What was changed.
  queryAuditLog,
  exportAuditLog,
  changeLogs,
  memberChangeLogs,
  // Its users.
  listUsers,
  retrieveUser,
  inviteUser,
  deactivateUser,
  reactivateUser,
  removeUser,
  updateUserMemberships,
  effectivePermissions,
  // Its users, by the older pages.
  updateMember,
  deleteMember,
  deleteMembers,
  restoreMember,
  changeStatuses,
  statusSummary,
  exportMembers,
  inviteMember,
  resendInvitation,
  getInvitation,
  // Its departments.
  listDepartments,
  departmentTree,
  retrieveDepartment,
  createDepartment,
  updateDepartment,
  reparentDepartment,
  deleteDepartment,
  listDepartmentMembers,
  addDepartmentMember,
  removeDepartmentMember,
  // Its roles.
  listRoles,
  retrieveRole,
  createRole,
  updateRole,
  deleteRole,
  listRoleMembers,
  assignRole,
  unassignRole,
  listCapabilities,
];
