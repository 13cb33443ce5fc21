import { objectOf, requireSameOrganization, requireSameUser, rowsOf, unexpectedAnswer } from './answers.ts';
import { checkCall, checkNames, takeFields } from './checks/checked-options.ts';
import * as known from './checks/known-names.ts';
import { checkNeeds, checkObject } from './checks/needed-fields.ts';
import { confirmUser, requireGone } from './confirmed.ts';
import { LARGEST_ANSWER_BYTES } from './http/answers/answer.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';
import { throwAtFirstRow } from './lists/first-row.ts';
import {
  allMembers,
  type ListAllOptions,
  type ListFilter,
  type ListParams,
  type MemberPage,
  memberPage,
} from './lists/member-list.ts';
import { type Member, type MemberStatus, memberFacts, type StatusesParams } from './members.ts';
import type {
  DeactivateParams,
  EffectivePermissions,
  InviteParams,
  ReactivateParams,
  RemoveParams,
  UpdateMembershipsParams,
  User,
} from './objects/user.ts';
import { path } from './path.ts';

/** `client.users`: the members of an organization. */
export class Users {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * POST …/users/{id}/deactivate: answers the user with `account_state` `deactivated`; roles and departments are kept.
   * Throws `ApiError` (`USER_ALREADY_DEACTIVATED`, 422, when repeated; `UNEXPECTED_STATE` when the answer does not
   * confirm it) or `ConnectionError`. https://docs.aitronos.com/docs/api-reference/users/deactivate
   */
  async deactivate(id: string, params: DeactivateParams, options?: RequestOptions): Promise<User> {
    checkNeeds('users.deactivate', params, known.TO_DEACTIVATE);
    const { organization_id, transfer_resources_to_department_id } = params;
    const address = path`/v1/organizations/${organization_id}/users/${id}/deactivate`;
    const answer = await this.#http.post<User>(address, { transfer_resources_to_department_id }, options);
    return confirmUser(answer, { id, organization_id, account_state: 'deactivated' });
  }

  /**
   * POST …/users/{id}/reactivate, without a body: answers the user with `account_state` `active`.
   * Throws `ApiError` (`USER_NOT_DEACTIVATED`, 422, when the user is active; `UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/users/reactivate
   */
  async reactivate(id: string, params: ReactivateParams, options?: RequestOptions): Promise<User> {
    const { organization_id } = checkObject('users.reactivate', params);
    const address = path`/v1/organizations/${organization_id}/users/${id}/reactivate`;
    const answer = await this.#http.post<User>(address, undefined, options);
    return confirmUser(answer, { id, organization_id, account_state: 'active' });
  }

  /**
   * DELETE …/users/{id}, confirmed: deletes roles and department memberships, for good; answers nothing (204).
   * Throws `ApiError` (`UNEXPECTED_STATE` for an answer about another user) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/users/remove
   */
  async remove(id: string, params: RemoveParams, options?: RequestOptions): Promise<undefined> {
    checkNames('users.remove', params, known.REMOVE);
    const needed = checkNeeds('users.remove', params, known.TO_REMOVE);
    const { organization_id, transfer_resources_to_department_id } = needed;
    const body = { confirm: true, transfer_resources_to_department_id };
    const address = path`/v1/organizations/${organization_id}/users/${id}`;
    return requireGone(await this.#http.delete(address, body, options), { id, organization_id });
  }

  /**
   * POST …/users/invite/v2: answers the user (201).
   * Not repeated without an answer, which could invite twice.
   * Throws `ApiError` (`UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/users/invite-v2
   */
  async inviteV2(params: InviteParams, options?: RequestOptions): Promise<User> {
    const given = takeFields('users.inviteV2', params, known.INVITE);
    const { organization_id, ...body } = checkNeeds('users.inviteV2', given, known.TO_INVITE);
    const address = path`/v1/organizations/${organization_id}/users/invite/v2`;
    const answer = await this.#http.post<User>(address, body, checkCall(options, { repeatable: false }));
    return confirmUser(answer, { organization_id, email: body.email });
  }

  /**
   * PATCH …/users/{id}/memberships: replaces both lists, also with empty ones; answers the user.
   * Throws `ApiError` (`UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/users/update-memberships
   */
  async updateMemberships(
    id: string,
    params: UpdateMembershipsParams,
    options?: RequestOptions,
  ): Promise<User> {
    checkNeeds('users.updateMemberships', params, known.TO_UPDATE_MEMBERSHIPS);
    const { organization_id, role_ids, department_ids } = params;
    const address = path`/v1/organizations/${organization_id}/users/${id}/memberships`;
    const answer = await this.#http.patch<User>(address, { role_ids, department_ids }, options);
    return confirmUser(answer, { id, organization_id });
  }

  /**
   * GET …/users/{id}: one member, in the shape that the API answers.
   * Throws `ApiError` (404 when there is none; `UNEXPECTED_STATE` about another user), `ConnectionError`, or
   * `AitronosError` (`UNEXPECTED_ANSWER`: one that tells nothing of a user).
   * https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve
   */
  async retrieve(id: string, params: ReactivateParams, options?: RequestOptions): Promise<Member> {
    const { organization_id } = checkObject('users.retrieve', params);
    const address = path`/v1/organizations/${organization_id}/users/${id}`;
    const found = objectOf(await this.#http.get<Member>(address, options), 'a user');
    requireSameOrganization(organization_id, requireSameUser(id, found));
    if (Object.values(memberFacts(found)).every((fact) => fact === null))
      throw unexpectedAnswer('a user', found);
    return found;
  }

  /**
   * GET …/users/{id}/effective-permissions: a user's permissions and their scope.
   * Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions
   */
  async effectivePermissions(
    id: string,
    params: ReactivateParams,
    options?: RequestOptions,
  ): Promise<EffectivePermissions> {
    const { organization_id } = checkObject('users.effectivePermissions', params);
    const address = path`/v1/organizations/${organization_id}/users/${id}/effective-permissions`;
    const answer = await this.#http.get<EffectivePermissions>(address, options);
    return requireSameUser(id, objectOf(answer, 'the permissions of a user'));
  }

  /**
   * POST …/users: one page of the members, in either documented shape.
   * Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members
   */
  async list(params: ListParams, options?: RequestOptions): Promise<MemberPage> {
    const { organization_id, ...body } = takeFields('users.list', params, known.LIST_MEMBERS);
    const address = path`/v1/organizations/${organization_id}/users`;
    const reading = checkCall(options, { mostBytes: LARGEST_ANSWER_BYTES, packed: true });
    return memberPage(organization_id, await this.#http.post(address, body, reading));
  }

  /**
   * GET …/statuses: all statuses that members can have, in one array.
   * Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses
   */
  async listStatuses(params: StatusesParams, options?: RequestOptions): Promise<MemberStatus[]> {
    const { organization_id } = checkObject('users.listStatuses', params);
    const address = path`/v1/organizations/${organization_id}/statuses`;
    const answer = await this.#http.get(address, checkCall(options, { packed: true }));
    return rowsOf(answer, 'statuses', 'statuses');
  }

  /**
   * Yields all members that match, or `limit` of them, each once although the list may change meanwhile; in pages of a
   * hundred, oldest first by default, so that new members come last.
   * Throws as `list` does, and `AitronosError` (`LIST_CHANGED`; `BAD_OPTION`).
   */
  listAll(params: ListFilter, paging: ListAllOptions = {}, options?: RequestOptions): AsyncGenerator<Member> {
    return throwAtFirstRow(() => {
      const filter = takeFields('users.listAll', checkObject('users.listAll', params), known.MEMBER_FILTER);
      const reading = checkNames('users.listAll', paging, known.LIST_ALL_MEMBERS);
      return allMembers((page, each) => this.list(page, each), filter, reading, options);
    });
  }
}
