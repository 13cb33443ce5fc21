import { redactTokenLike } from '../secrets/token-like.ts';
import { isToken } from '../validation/addresses.ts';
import { fitsOrNull, userId } from '../validation/ids.ts';
import { email } from '../validation/names.ts';
import { isObject } from '../validation/objects.ts';
import { errorWords, tellsError, unexpectedAnswer, wrongAnswerError } from './answers.ts';
import { checkCall, type Names, takeFields } from './checks/checked-options.ts';
import { checkNeeds, type Needs } from './checks/needed-fields.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';

export interface LoginParams {
  email_or_username: string;
  password: string;
}

/**
 * The answer to a correct password: `email_key` identifies this sign-in, and a code of four digits is sent by e-mail.
 * Other fields pass through unchanged.
 */
export interface LoginAnswer {
  email_key?: string;
  email?: string;
  requires_verification?: boolean;
  message?: string;
}

/** The code is valid for five minutes. */
export interface VerifyParams {
  email_key: string;
  verification_code: number;
  /** The API's page names it without its meaning; an older page requires it. */
  is_register?: boolean | undefined;
  /** The API's page does not say what is in it. */
  device_info?: object | undefined;
}

/**
 * The tokens of a signed-in user, under one name each although the API's pages name them differently; null where
 * absent.
 */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string | null;
  /** Lifetime of the access token in seconds. */
  readonly expires_in: number | null;
  readonly user_id: string | null;
  readonly email: string | null;
}

const LOG_IN: Names<LoginParams> = { email_or_username: true, password: true };
const VERIFY: Names<VerifyParams> = {
  email_key: true,
  verification_code: true,
  is_register: true,
  device_info: true,
};
const REFRESH: Names<{ refresh_token: string }> = { refresh_token: true };
const TO_LOG_IN: Needs<LoginParams> = { email_or_username: 'text', password: 'text' };
const TO_VERIFY: Needs<VerifyParams> = { email_key: 'text', verification_code: 'a number' };
const TO_REFRESH: Needs<{ refresh_token: string }> = { refresh_token: 'text' };

/** `client.auth`: signs in, renews tokens and signs out. Only `logout` needs an access token. */
export class Auth {
  readonly #http: Http;
  readonly #open: Http;

  constructor(http: Http, open: Http) {
    this.#http = http;
    this.#open = open;
  }

  /**
   * POST /v1/auth/login: checks the password and sends the code by e-mail; called again, it sends another one.
   * Throws `ApiError` (code `INVALID_CREDENTIALS`, 401), `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/documentation/auth/login-flow
   */
  async login(params: LoginParams, options?: RequestOptions): Promise<LoginAnswer> {
    const body = takeFields('auth.login', checkNeeds('auth.login', params, TO_LOG_IN), LOG_IN);
    const answer = await this.#open.post<LoginAnswer>('/v1/auth/login', body, options);
    if (!isObject(answer)) throw unexpectedAnswer('the next step of a sign-in', answer);
    return answer;
  }

  /**
   * POST /v1/auth/verify: exchanges the e-mailed code for tokens.
   * Not repeated after an attempt without an answer, because a code is valid once.
   * Throws `ApiError` (`NO_TOKEN_IN_ANSWER`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/documentation/auth/login-flow
   */
  async verify(params: VerifyParams, options?: RequestOptions): Promise<Tokens> {
    const once = checkCall(options, { repeatable: false });
    const body = takeFields('auth.verify', checkNeeds('auth.verify', params, TO_VERIFY), VERIFY);
    return readTokens(await this.#open.post('/v1/auth/verify', body, once));
  }

  /**
   * POST /v1/auth/refresh: exchanges a refresh token for a new access token and, mostly, a new refresh token that
   * replaces it.
   * Throws `ApiError` (`NO_TOKEN_IN_ANSWER`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/authentication/login/refresh
   * See docs/decisions/2026-11-25-renewal-repeated.md.
   */
  async refresh(params: { refresh_token: string }, options?: RequestOptions): Promise<Tokens> {
    const body = takeFields('auth.refresh', checkNeeds('auth.refresh', params, TO_REFRESH), REFRESH);
    return readTokens(await this.#open.post('/v1/auth/refresh', body, options));
  }

  /**
   * POST /v1/auth/logout: ends the session of the access token, and the refresh token where it is given.
   * Throws `ApiError` (`UNEXPECTED_STATE` for an error in an answer of success) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/authentication/login/logout
   */
  async logout(
    params: { refresh_token?: string | undefined } = {},
    options?: RequestOptions,
  ): Promise<unknown> {
    const body = takeFields('auth.logout', params, REFRESH);
    const answer = await this.#http.post('/v1/auth/logout', body, options);
    if (!isObject(answer) || !tellsError(answer)) return answer;
    // An answer about tokens may repeat one that is not known.
    const message = `the API answered, but with an error (${redactTokenLike(errorWords(answer))})`;
    throw wrongAnswerError('UNEXPECTED_STATE', message, { cause: answer });
  }
}

/**
 * Reads the documented shapes: `access_token` with `refresh_token` and `expires_in`, a bare `token`, `token` with
 * `refreshToken`.
 * Throws `ApiError` (`NO_TOKEN_IN_ANSWER`) when there is none.
 * https://docs.aitronos.com/docs/api-reference/authentication/objects/token-refresh-response-object
 */
export function readTokens(answer: unknown): Tokens {
  const fields = isObject(answer) ? answer : {};
  const user = isObject(fields['user']) ? fields['user'] : {};
  const access_token = token(fields['access_token']) ?? token(fields['token']);
  if (access_token === null) {
    const told = tellsError(fields) ? `: an error (${redactTokenLike(errorWords(fields))})` : '';
    const message = `the API answered, but there is no access token in its answer${told}`;
    throw wrongAnswerError('NO_TOKEN_IN_ANSWER', message);
  }
  const { expires_in } = fields;
  const life = typeof expires_in === 'number' || typeof expires_in === 'string' ? Number(expires_in) : 0;
  return {
    access_token,
    refresh_token: token(fields['refresh_token']) ?? token(fields['refreshToken']),
    expires_in: life > 0 ? life : null,
    user_id: fitsOrNull(userId, user['id']),
    email: fitsOrNull(email, user['email']),
  };
}

/** Accepts only valid tokens, because a token goes into a header and on a line of its own. */
const token = (value: unknown) => (typeof value === 'string' && isToken(value) ? value : null);
