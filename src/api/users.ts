import type { Http, RequestOptions } from './http.ts';
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
}
