import { isObject } from '../../validation/objects.ts';
import { findCaller } from '../auth/authentication.ts';
import { refreshAnswer, userWithTokens } from '../auth/refresh-shapes.ts';
import { checkCode, checkPassword, sendCode } from '../auth/sign-in-checks.ts';
import { Refusal } from '../refusal.ts';
import { timestamp } from '../times.ts';
import {
  ANY,
  invalidField,
  readBody,
  readFlag,
  readNumber,
  readOptionalBody,
  readOptionalText,
  readText,
  refuseUnknownFields,
} from './request-fields.ts';
import type { Route } from './route.ts';

export const SIGN_IN_ROUTES: readonly Route[] = [
  /**
   * Unknown fields are refused, as documented for all of signing in:
   * https://docs.aitronos.com/docs/api-reference/authentication
   * Our choice: this address sends the code again as well, since no page names one for it.
   */
  {
    at: 'POST /v1/auth/login',
    page: 'https://docs.aitronos.com/docs/documentation/auth/login-flow',
    open: true,
    answer: async ({ c, organization, signingIn, clock }) => {
      const body = await readBody(c);
      refuseUnknownFields(body, ['email_or_username', 'password']);
      const { id, email } = checkPassword(
        organization,
        readText(body, 'email_or_username'),
        readText(body, 'password'),
      );
      const email_key = await sendCode(signingIn.store, id, clock.now());
      // The message and the name of the next step are our choice.
      const message = 'A verification code was sent to your e-mail address.';
      return { success: true, message, email_key, email, requires_verification: true, next_step: 'verify' };
    },
  },
  /** Signs in without a code. Our choice: what is said of the device is ignored, and the fields of the user. */
  {
    at: 'POST /v1/auth/dev-login',
    page: 'https://docs.aitronos.com/docs/api-reference/authentication/dev-login',
    open: true,
    answer: async ({ c, organization, signingIn: { sessions }, clock }) => {
      const body = await readBody(c);
      refuseUnknownFields(body, ['email_or_username', 'password', 'device_information']);
      const name = readText(body, 'email_or_username');
      const password = readText(body, 'password');
      if (!isObject(body['device_information'] ?? {})) {
        throw invalidField('device_information', 'The field device_information must be an object.');
      }
      const user = checkPassword(organization, name, password);
      const grant = await sessions.open(user.id, clock.now());
      return {
        refresh_token: grant.refresh_token,
        access_token: grant.access_token,
        token_type: 'bearer',
        expires_in: sessions.life_s,
        device_id: grant.device_id,
        user: userWithTokens(user),
      };
    },
  },
  /** Names of the tokens as documented. Our choice: the fields about the device are ignored. */
  {
    at: 'POST /v1/auth/verify',
    page: 'https://docs.aitronos.com/docs/documentation/auth/login-flow',
    open: true,
    answer: async ({ c, signingIn: { store, sessions }, clock }) => {
      const body = await readBody(c);
      refuseUnknownFields(body, ['email_key', 'verification_code', 'is_register', 'device_info']);
      const email_key = readText(body, 'email_key');
      const code = readNumber(body['verification_code'], 'verification_code', ANY, Number.NaN);
      readFlag(body, 'is_register', false);
      if (typeof (body['device_info'] ?? {}) !== 'object') {
        throw invalidField('device_info', 'The field device_info must be an object.');
      }
      const user_id = await checkCode(store, email_key, code, clock.now());
      const { access_token, refresh_token } = await sessions.open(user_id, clock.now());
      return { token: access_token, refreshToken: refresh_token };
    },
  },
  {
    at: 'POST /v1/auth/refresh',
    page: 'https://docs.aitronos.com/docs/api-reference/authentication/login/refresh',
    open: true,
    answer: async ({ c, organization, signingIn: { sessions, refresh_shape }, clock }) => {
      const body = await readBody(c);
      refuseUnknownFields(body, ['refresh_token']);
      const rotate = refresh_shape !== 'older';
      const grant = await sessions.renew(readText(body, 'refresh_token'), clock.now(), rotate);
      return refreshAnswer(grant, refresh_shape, sessions.life_s, () => organization.user(grant.user_id));
    },
  },
  /** Always 200, also for a token that is not accepted. */
  {
    at: 'GET /v1/auth/validate',
    page: 'https://docs.aitronos.com/docs/api-reference/authentication/validate-token',
    open: true,
    answer: ({ c, signingIn: { sessions }, clock }) => {
      try {
        findCaller(c, sessions, clock.now());
        return { is_valid: true, error: null, requires_reconnect: null };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // Our choice: the error is the code with which any other endpoint would refuse the token.
        return { is_valid: false, error: error.code, requires_reconnect: true };
      }
    },
  },
  /** Our choice: the permanent token and API keys stay valid. */
  {
    at: 'POST /v1/auth/logout',
    page: 'https://docs.aitronos.com/docs/api-reference/authentication/login/logout',
    answer: async ({ c, signingIn: { sessions }, clock }) => {
      const body = await readOptionalBody(c);
      refuseUnknownFields(body, ['refresh_token']);
      await sessions.end(c.get('caller').session_id, readOptionalText(body, 'refresh_token'));
      return { message: 'You have been signed out.', logged_out_at: timestamp(clock.now()) };
    },
  },
];
