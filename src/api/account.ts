import { fitsOrNull, organizationId, userId } from '../validation/ids.ts';
import { textOrNull } from '../validation/objects.ts';
import { objectOf, unexpectedAnswer } from './answers.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';

/**
 * The signed-in user: the fields that this program reads, null where the answer omits them or holds another type.
 * Other fields pass through unchanged.
 */
export interface Me {
  id: string | null;
  email: string | null;
  full_name: string | null;
  current_organization_id: string | null;
}

/** `client.account`: the signed-in user. */
export class Account {
  /** True for an access token, which is always a user's; an API key may be that of a program. */
  readonly isOfUser: boolean;
  readonly #http: Http;

  constructor(http: Http, isOfUser: boolean) {
    this.#http = http;
    this.isOfUser = isOfUser;
  }

  /**
   * GET /v1/user/me: the user to whom the access token belongs, or an `id` of null. Throws `ApiError` (401 when it
   * is not accepted), `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval
   */
  async me(options?: RequestOptions): Promise<Me> {
    const answer = objectOf<object>(await this.#http.get('/v1/user/me', options), 'the signed-in user');
    const field = (name: keyof Me): unknown => Reflect.get(answer, name);
    // An `id` of null says that the credential is no user's; without one it is the answer of something else.
    if (field('id') === undefined) throw unexpectedAnswer('the signed-in user', answer);
    return {
      ...answer,
      id: fitsOrNull(userId, field('id')),
      email: textOrNull(field('email')),
      full_name: textOrNull(field('full_name')),
      current_organization_id: fitsOrNull(organizationId, field('current_organization_id')),
    };
  }
}
