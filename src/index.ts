import { Client, type ClientOptions } from './api/client.ts';
import { connectPool } from './api/http/pool.ts';

export type { Account, Me } from './api/account.ts';
export type {
  AuditLog,
  AuditLogEntry,
  AuditLogFilter,
  AuditLogPage,
  AuditLogParams,
  QueryAllOptions,
} from './api/audit-log.ts';
export type { Auth, LoginAnswer, LoginParams, Tokens, VerifyParams } from './api/auth.ts';
export type { ClientOptions, Clock } from './api/client.ts';
export type { Departments } from './api/departments.ts';
export type { Health, Reached } from './api/health.ts';
export type { Bearer } from './api/http/authorization.ts';
export type { Attempt, Gate, RawRequest, RequestOptions } from './api/http/request.ts';
export type { AnswerHead, WireAnswer, WireRequest } from './api/http/transport-types.ts';
export type { ListAllOptions, ListFilter, ListParams, MemberPage } from './api/lists/member-list.ts';
export {
  type Member,
  type MemberFacts,
  type MemberStatus,
  memberFacts,
  type StatusesParams,
} from './api/members.ts';
export type {
  CreateDepartmentParams,
  Department,
  DepartmentMember,
  DepartmentMemberParams,
  DepartmentNode,
  DepartmentsParams,
  DepartmentTreeParams,
  ReparentDepartmentParams,
  UpdateDepartmentParams,
} from './api/objects/department.ts';
export type {
  CreateRoleParams,
  ListRolesParams,
  Role,
  RoleAssignment,
  RoleMember,
  RoleMemberParams,
  RoleMembersPage,
  RoleMembersParams,
  RolesParams,
} from './api/objects/role.ts';
export type {
  DeactivateParams,
  EffectivePermissions,
  InviteParams,
  ReactivateParams,
  RemoveParams,
  UpdateMembershipsParams,
  User,
} from './api/objects/user.ts';
export type {
  AllOrganizationsParams,
  ListedOrganization,
  OrganizationPage,
  Organizations,
  OrganizationsParams,
} from './api/organizations.ts';
export type { Roles } from './api/roles.ts';
export type { Users } from './api/users.ts';
export { AitronosError, ApiError, type ApiErrorFacts, ConnectionError } from './errors/api-errors.ts';
export type { KnownSecrets } from './secrets/known-secrets.ts';

/**
 * The Aitronos API: `new Aitronos({ accessToken })`. Retries what may be retried and throws `AitronosError`s. Connects
 * directly: only the command line goes through a proxy.
 */
export class Aitronos extends Client {
  constructor(options: ClientOptions = {}) {
    super(options, connectPool);
  }
}
