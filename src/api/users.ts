import { objectOf, requireSameOrganization, requireSameUser, rowsOf } from './answers.ts';
import { LARGEST_ANSWER_BYTES } from './http/answers/answer.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';
import { allRows } from './lists/pages.ts';
import {
  type ListAllOptions,
  type ListParams,
  type Member,
  type MemberPage,
  type MemberStatus,
  memberKey,
  memberPage,
  type StatusesParams,
} from './members.ts';
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
   * Throws `ApiError` (code `USER_ALREADY_DEACTIVATED`, 422, when repeated) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/users/deactivate
   */
  async deactivate(id: string, params: DeactivateParams, options?: RequestOptions): Promise<User> {
    const { organization_id, transfer_resources_to_department_id } = params;
    const address = path`/v1/organizations/${organization_id}/users/${id}/deactivate`;
    return this.#http.post(address, { transfer_resources_to_department_id }, options);
  }

  /**
   * POST …/users/{id}/reactivate, without a body: answers the user with `account_state` `active`.
   * Throws `ApiError` (code `USER_NOT_DEACTIVATED`, 422, when the user is active) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/users/reactivate
   */
  async reactivate(id: string, params: ReactivateParams, options?: RequestOptions): Promise<User> {
    return this.#http.post(
      path`/v1/organizations/${params.organization_id}/users/${id}/reactivate`,
      undefined,
      options,
    );
  }

  /**
   * DELETE …/users/{id}, confirmed: deletes roles and department memberships; answers nothing (204).
   * `reactivate` cannot undo it. Throws `ApiError` or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/users/remove
   */
  async remove(id: string, params: RemoveParams, options?: RequestOptions): Promise<undefined> {
    const { organization_id, transfer_resources_to_department_id } = params;
    const address = path`/v1/organizations/${organization_id}/users/${id}`;
    return this.#http.delete(address, { confirm: true, transfer_resources_to_department_id }, options);
  }

  /**
   * POST …/users/invite/v2: answers the user (201).
   * Not repeated after an attempt without an answer, because that could invite twice.
   * Throws `ApiError` or `ConnectionError`. https://docs.aitronos.com/docs/api-reference/users/invite-v2
   */
  async inviteV2(params: InviteParams, options?: RequestOptions): Promise<User> {
    const { organization_id, ...body } = params;
    const address = path`/v1/organizations/${organization_id}/users/invite/v2`;
    return this.#http.post(address, body, { repeatable: false, ...options });
  }

  /**
   * PATCH …/users/{id}/memberships: replaces both lists, also with empty ones; answers the user.
   * Throws `ApiError` or `ConnectionError`. https://docs.aitronos.com/docs/api-reference/users/update-memberships
   */
  async updateMemberships(
    id: string,
    params: UpdateMembershipsParams,
    options?: RequestOptions,
  ): Promise<User> {
    const { organization_id, ...body } = params;
    return this.#http.patch(
      path`/v1/organizations/${organization_id}/users/${id}/memberships`,
      body,
      options,
    );
  }

  /**
   * GET …/users/{id}: one member, in the shape that the API answers.
   * Throws `ApiError` (404 when there is none; `UNEXPECTED_STATE` when the answer is about another user) or
   * `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve
   */
  async retrieve(
    id: string,
    { organization_id }: ReactivateParams,
    options?: RequestOptions,
  ): Promise<Member> {
    const address = path`/v1/organizations/${organization_id}/users/${id}`;
    const found = objectOf(await this.#http.get<Member>(address, options), 'a user');
    return requireSameOrganization(organization_id, requireSameUser(id, found));
  }

  /**
   * GET …/users/{id}/effective-permissions: a user's permissions and their scope. Throws `ApiError` or
   * `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions
   */
  async effectivePermissions(
    id: string,
    { organization_id }: ReactivateParams,
    options?: RequestOptions,
  ): Promise<EffectivePermissions> {
    const address = path`/v1/organizations/${organization_id}/users/${id}/effective-permissions`;
    const answer = await this.#http.get<EffectivePermissions>(address, options);
    return requireSameUser(id, objectOf(answer, 'the permissions of a user'));
  }

  /**
   * POST …/users: one page of the members, in either documented shape. Throws `ApiError` or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members
   */
  async list({ organization_id, ...body }: ListParams, options?: RequestOptions): Promise<MemberPage> {
    const address = path`/v1/organizations/${organization_id}/users`;
    const reading: RequestOptions = { mostBytes: LARGEST_ANSWER_BYTES, packed: true, ...options };
    return memberPage(await this.#http.post(address, body, reading));
  }

  /**
   * GET …/statuses: all statuses that members can have, in one array.
   * Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses
   */
  async listStatuses({ organization_id }: StatusesParams, options?: RequestOptions): Promise<MemberStatus[]> {
    const address = path`/v1/organizations/${organization_id}/statuses`;
    return rowsOf(await this.#http.get(address, { packed: true, ...options }), 'statuses', 'statuses');
  }

  /**
   * Yields all members that match, or `limit` of them, in pages of a hundred, each once although the list may
   * change meanwhile.
   * Oldest first by default, so that new members come last.
   * Throws as `list` does, and `AitronosError` (`LIST_CHANGED`; `BAD_OPTION`).
   */
  listAll(
    params: Omit<ListParams, 'skip' | 'take'>,
    { limit = Infinity, inFlight = 4, onTotal }: ListAllOptions = {},
    options?: RequestOptions,
  ): AsyncGenerator<Member> {
    const order = { sort_field: 'created_at', sort_direction: 'asc' } as const;
    return allRows({
      fetch: async (skip, take, each) => {
        const page = await this.list({ ...order, ...params, skip, take }, each);
        onTotal?.(page.total);
        return page;
      },
      idOf: memberKey,
      take: 100,
      inFlight,
      limit,
      // With a filter it is not said whether the total counts those that match.
      isWhole: Object.keys(params).length === 1,
      options,
    });
  }
}
