import type { Http, RequestOptions } from './http.ts';
import { type Member, type MemberPage, memberKey, memberPage } from './members.ts';
import { allRows } from './pages.ts';
import { path } from './path.ts';

/**
 * A member of an organization, as the user endpoints answer it.
 * https://docs.aitronos.com/docs/api-reference/users/deactivate
 */
export interface User {
  id: string;
  full_name: string | null;
  email: string;
  user_name: string | null;
  /** `active` and `deactivated` are documented; others may come. */
  account_state: string;
  role_ids: string[];
  department_ids: string[];
  organization_id: string;
  invitation_link: string | null;
  invited_at: string | null;
  /** Null even in the documented answer to a deactivation: decide by `account_state`. */
  deactivated_at: string | null;
}

/** Where the user is, and the department (`dept_…`) that takes over the user's resources. */
export interface DeactivateParams {
  organization_id: string;
  transfer_resources_to_department_id: string;
}

/** The organization (`org_…`) the user belongs to. */
export interface ReactivateParams {
  organization_id: string;
}

/** Where the user is, and (optional) the department (`dept_…`) that takes over the user's resources. */
export interface RemoveParams {
  organization_id: string;
  transfer_resources_to_department_id?: string;
}

/** Who is invited, and into what: `full_name` 255 characters at most, the e-mail is sent unless `send_invitation` is false. */
export interface InviteParams {
  organization_id: string;
  email: string;
  full_name?: string;
  role_ids?: readonly string[];
  department_ids?: readonly string[];
  send_invitation?: boolean;
  custom_message?: string;
}

/** Both lists replace what the user has. */
export interface UpdateMembershipsParams {
  organization_id: string;
  role_ids: readonly string[];
  department_ids: readonly string[];
}

/** Which members, and in what order; every field is the API's. `take` 1 to 100. */
export interface ListParams {
  organization_id: string;
  skip?: number;
  take?: number;
  /** Part of a full name, an e-mail address or a user name. */
  search_term?: string;
  role_id?: string;
  status_id?: string;
  sort_field?: 'full_name' | 'email' | 'role' | 'status' | 'created_at' | 'last_modified_at';
  sort_direction?: 'asc' | 'desc';
  include_deleted?: boolean;
}

/** How a whole list is read. */
export interface ListAllOptions {
  /** Members at the most. */
  limit?: number;
  /** Pages asked for at once; 4 unless told otherwise. */
  in_flight?: number;
  /** Hears with each page how many members match in all. */
  onTotal?: (total: number | null) => void;
}

/** What a user may do, as the roles together grant it. */
export interface EffectivePermissions {
  user_id: string;
  capabilities: string[];
  /** `global`, or the ids of departments. */
  department_scope: 'global' | string[];
  role_ids: string[];
  resolved_at: string;
}

/** `client.users`: what may be done to the people of an organization. */
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
  deactivate(id: string, params: DeactivateParams, options?: RequestOptions): Promise<User> {
    const { organization_id, ...body } = params;
    return this.#http.post(path`/v1/organizations/${organization_id}/users/${id}/deactivate`, body, options);
  }

  /**
   * POST …/users/{id}/reactivate, without a body: answers the user with `account_state` `active`.
   * Throws `ApiError` (code `USER_NOT_DEACTIVATED`, 422, when the user is active) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/users/reactivate
   */
  reactivate(id: string, params: ReactivateParams, options?: RequestOptions): Promise<User> {
    return this.#http.post(
      path`/v1/organizations/${params.organization_id}/users/${id}/reactivate`,
      undefined,
      options,
    );
  }

  /**
   * DELETE …/users/{id}, confirmed: roles and department memberships are deleted; answers nothing (204). Cannot be undone by `reactivate`.
   * Throws `ApiError` or `ConnectionError`. https://docs.aitronos.com/docs/api-reference/users/remove
   */
  remove(id: string, params: RemoveParams, options?: RequestOptions): Promise<undefined> {
    const { organization_id, ...body } = params;
    const address = path`/v1/organizations/${organization_id}/users/${id}`;
    return this.#http.delete(address, { confirm: true, ...body }, options);
  }

  /**
   * POST …/users/invite/v2: answers the user (201). Not sent again after an attempt without an answer, because that could invite twice.
   * Throws `ApiError` or `ConnectionError`. https://docs.aitronos.com/docs/api-reference/users/invite-v2
   */
  invite_v2(params: InviteParams, options?: RequestOptions): Promise<User> {
    const { organization_id, ...body } = params;
    const address = path`/v1/organizations/${organization_id}/users/invite/v2`;
    return this.#http.post(address, body, { repeatable: false, ...options });
  }

  /**
   * PATCH …/users/{id}/memberships: replaces both lists, also with empty ones; answers the user.
   * Throws `ApiError` or `ConnectionError`. https://docs.aitronos.com/docs/api-reference/users/update-memberships
   */
  update_memberships(id: string, params: UpdateMembershipsParams, options?: RequestOptions): Promise<User> {
    const { organization_id, ...body } = params;
    return this.#http.patch(
      path`/v1/organizations/${organization_id}/users/${id}/memberships`,
      body,
      options,
    );
  }

  /**
   * GET …/users/{id}: one member, in the shape the API has for it. Throws `ApiError` (404 when there is none) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve
   */
  retrieve(id: string, { organization_id }: ReactivateParams, options?: RequestOptions): Promise<Member> {
    return this.#http.get(path`/v1/organizations/${organization_id}/users/${id}`, options);
  }

  /**
   * GET …/users/{id}/effective-permissions: what a user may do, and where. Throws `ApiError` or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions
   */
  effective_permissions(
    id: string,
    { organization_id }: ReactivateParams,
    options?: RequestOptions,
  ): Promise<EffectivePermissions> {
    return this.#http.get(
      path`/v1/organizations/${organization_id}/users/${id}/effective-permissions`,
      options,
    );
  }

  /**
   * POST …/users: one page of the members, in either documented shape. Throws `ApiError` or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members
   */
  async list({ organization_id, ...body }: ListParams, options?: RequestOptions): Promise<MemberPage> {
    return memberPage(await this.#http.post(path`/v1/organizations/${organization_id}/users`, body, options));
  }

  /**
   * All members that match, or `limit` of them, in pages of a hundred, each once although the list may change meanwhile.
   * Oldest first unless told otherwise, so that new ones come last. Throws as `list` does, and `AitronosError` (`LIST_CHANGED`).
   */
  list_all(
    params: Omit<ListParams, 'skip' | 'take'>,
    { limit = Infinity, in_flight = 4, onTotal }: ListAllOptions = {},
    options?: RequestOptions,
  ): AsyncGenerator<Member> {
    const order = { sort_field: 'created_at', sort_direction: 'asc' } as const;
    return allRows({
      fetch: async (skip, take) => {
        const page = await this.list({ ...order, ...params, skip, take }, options);
        onTotal?.(page.total);
        return page;
      },
      idOf: memberKey,
      take: 100,
      in_flight,
      limit,
    });
  }
}
