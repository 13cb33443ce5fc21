import type { Http } from './http.ts';
import type { RequestOptions } from './request.ts';

/** The signed-in user, with the fields that this program reads; others pass through. */
export interface Me {
  id: string;
  email: string;
  full_name: string | null;
  current_organization_id?: string | null;
}

/** `client.account`: who is asking. */
export class Account {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * GET /v1/user/me: the user to whom the access token belongs. Throws `ApiError` (401 when it is not accepted) or `ConnectionError`.
   * https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval
   */
  me(options?: RequestOptions): Promise<Me> {
    return this.#http.get('/v1/user/me', options);
  }
}
