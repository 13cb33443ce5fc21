import { isObject } from './answer.ts';
import type { Http, RequestOptions } from './http.ts';
import { allRows } from './pages.ts';
import { path } from './path.ts';

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve */
export interface Role {
  id: string;
  name: string;
  description: string | null;
  is_base_role: boolean;
  is_custom: boolean;
  is_system_role: boolean;
  capabilities: string[];
  member_count: number;
  organization_id: string | null;
  created_at: string;
}

/** Whoever has a role; the only list that tells the account state. */
export interface RoleMember {
  user_id: string;
  full_name: string | null;
  email: string;
  account_state: string;
  avatar_url: string | null;
}

export interface RoleMembersPage {
  members: RoleMember[];
  total: number;
}

/** Where the roles are; `skip` and `limit` (100 at most) for a page of their members. */
export interface RolesParams {
  organization_id: string;
}

/** `client.roles`: the roles of an organization. */
export class Roles {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * GET …/roles: all of them, also from the older answer `{"roles":[…]}`. Throws `ApiError` or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
   */
  async list({ organization_id }: RolesParams, options?: RequestOptions): Promise<Role[]> {
    const answer: unknown = await this.#http.get(path`/v1/organizations/${organization_id}/roles`, options);
    const roles: unknown = isObject(answer) ? answer['roles'] : answer;
    return Array.isArray(roles) ? roles : [];
  }

  /**
   * GET …/roles/{id}/members: one page of whoever has the role. Throws `ApiError` (`ROLE_NOT_FOUND`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members
   */
  list_members(
    id: string,
    { organization_id, skip = 0, limit = 50 }: RolesParams & { skip?: number; limit?: number },
    options?: RequestOptions,
  ): Promise<RoleMembersPage> {
    const address = path`/v1/organizations/${organization_id}/roles/${id}/members`;
    return this.#http.get(`${address}?skip=${skip}&limit=${limit}`, options);
  }

  /** All of them, in pages of a hundred, each once. Throws as `list_members` does, and `AitronosError` (`LIST_CHANGED`). */
  list_all_members(id: string, params: RolesParams, options?: RequestOptions): AsyncGenerator<RoleMember> {
    return allRows<RoleMember>({
      fetch: async (skip, limit) => {
        const page = await this.list_members(id, { ...params, skip, limit }, options);
        return { rows: page.members ?? [], total: typeof page.total === 'number' ? page.total : null };
      },
      idOf: ({ user_id }) => user_id,
      take: 100,
      in_flight: 4,
      limit: Infinity,
    });
  }
}
