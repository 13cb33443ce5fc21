import { everyRowOf } from './answers.ts';
import { checkCall, takeFields } from './checks/checked-options.ts';
import {
  CREATE_ROLE,
  LIST_ROLE_MEMBERS,
  LIST_ROLES,
  OF_ROLES,
  OF_USER,
  TO_CREATE_ROLE,
} from './checks/known-names.ts';
import { checkNeeds, checkObject } from './checks/needed-fields.ts';
import { confirmMade, requireNoError, requireSame } from './confirmed.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';
import { throwAtFirstRow } from './lists/first-row.ts';
import { allRows } from './lists/pages.ts';
import { toldRows, wholeList } from './lists/told-rows.ts';
import { rowKey } from './members.ts';
import type {
  CreateRoleParams,
  ListRolesParams,
  Role,
  RoleAssignment,
  RoleMember,
  RoleMemberParams,
  RoleMembersPage,
  RoleMembersParams,
  RolesParams,
} from './objects/role.ts';
import { addQuery, path } from './path.ts';

/** `client.roles`: the roles of an organization. */
export class Roles {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * GET …/roles: all roles, also from the older answer `{"roles":[…]}`.
   * Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
   */
  async list(params: ListRolesParams, options?: RequestOptions): Promise<Role[]> {
    const { organization_id, include_global } = takeFields('roles.list', params, LIST_ROLES);
    const address = addQuery(path`/v1/organizations/${organization_id}/roles`, { include_global });
    const answer = await this.#http.get(address, checkCall(options, { packed: true }));
    return wholeList(everyRowOf(answer, 'roles', 'roles'), answer);
  }

  /**
   * GET …/roles/{id}.
   * Throws `ApiError` (`ROLE_NOT_FOUND`), `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve
   */
  async retrieve(id: string, params: RolesParams, options?: RequestOptions): Promise<Role> {
    const { organization_id } = checkObject('roles.retrieve', params);
    const address = path`/v1/organizations/${organization_id}/roles/${id}`;
    return requireSame('role', { id, organization_id }, await this.#http.get(address, options));
  }

  /**
   * POST …/roles: answers the new role.
   * Not repeated after an attempt without an answer, because the first attempt may have created it.
   * Throws `ApiError` (`UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/create
   */
  async create(params: CreateRoleParams, options?: RequestOptions): Promise<Role> {
    const given = takeFields('roles.create', params, CREATE_ROLE);
    const { organization_id, ...body } = checkNeeds('roles.create', given, TO_CREATE_ROLE);
    const address = path`/v1/organizations/${organization_id}/roles`;
    const once = checkCall(options, { repeatable: false });
    return confirmMade('role', { organization_id }, await this.#http.post(address, body, once));
  }

  /**
   * DELETE …/roles/{id}: answers nothing (204).
   * Throws `ApiError` (`SYSTEM_ROLE_IMMUTABLE`, 403; `ROLE_HAS_MEMBERS`, 409; `UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/delete
   */
  async delete(id: string, params: RolesParams, options?: RequestOptions): Promise<undefined> {
    const { organization_id } = checkObject('roles.delete', params);
    const address = path`/v1/organizations/${organization_id}/roles/${id}`;
    return requireNoError(await this.#http.delete(address, undefined, options));
  }

  /**
   * POST …/roles/{id}/members: answers the assignment (201).
   * Not repeated after an attempt without an answer, because the API refuses to assign a role twice.
   * Throws `ApiError` (409 for a user who has the role already; `UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles
   */
  async assignMember(
    id: string,
    params: RoleMemberParams,
    options?: RequestOptions,
  ): Promise<RoleAssignment> {
    const { organization_id, user_id } = checkNeeds('roles.assignMember', params, OF_USER);
    const address = path`/v1/organizations/${organization_id}/roles/${id}/members`;
    const once = checkCall(options, { repeatable: false });
    const answer = await this.#http.post<RoleAssignment>(address, { user_id }, once);
    return confirmMade('assignment', { user_id, role_id: id, organization_id }, answer);
  }

  /**
   * DELETE …/roles/{id}/members/{user_id}: answers nothing (204).
   * Throws `ApiError` (`LAST_OWNER_CANNOT_BE_REMOVED`, 422; `ROLE_ASSIGNMENT_NOT_FOUND`, 404; `UNEXPECTED_STATE`) or
   * `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles
   */
  async removeMember(id: string, params: RoleMemberParams, options?: RequestOptions): Promise<undefined> {
    const { organization_id, user_id } = checkObject('roles.removeMember', params);
    const address = path`/v1/organizations/${organization_id}/roles/${id}/members/${user_id}`;
    return requireNoError(await this.#http.delete(address, undefined, options));
  }

  /**
   * GET …/roles/{id}/members: one page of the members with the role.
   * Throws `ApiError` (`ROLE_NOT_FOUND`), `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members
   */
  async listMembers(
    id: string,
    params: RoleMembersParams,
    options?: RequestOptions,
  ): Promise<RoleMembersPage> {
    const checked = takeFields('roles.listMembers', params, LIST_ROLE_MEMBERS);
    const { organization_id, skip = 0, limit = 50 } = checked;
    const address = path`/v1/organizations/${organization_id}/roles/${id}/members`;
    const answer = await this.#http.get(addQuery(address, { skip, limit }), options);
    return { members: everyRowOf(answer, 'members', 'members'), ...toldRows(answer) };
  }

  /**
   * Yields all members with the role, each once, in pages of a hundred.
   * Throws as `listMembers` does, and `AitronosError` (`LIST_CHANGED`).
   */
  listAllMembers(id: string, params: RolesParams, options?: RequestOptions): AsyncGenerator<RoleMember> {
    return throwAtFirstRow(() => {
      const of = checkObject('roles.listAllMembers', params);
      const there = takeFields('roles.listAllMembers', of, OF_ROLES);
      return allRows<RoleMember>({
        fetch: async (skip, limit, each) => {
          const { members, ...told } = await this.listMembers(id, { ...there, skip, limit }, each);
          return { rows: members, ...told };
        },
        idOf: rowKey,
        isWhole: true,
        options,
      });
    });
  }
}
