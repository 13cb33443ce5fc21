import type { Clock } from '../../system/clock.ts';
import { findCaller } from '../auth/authentication.ts';
import { checkCode, sendCode } from '../auth/codes.ts';
import { checkPassword } from '../auth/passwords.ts';
import { type RefreshShape, refreshAnswer } from '../auth/refresh-shapes.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { SignInStore } from '../auth/sign-in-store.ts';
import { Refusal } from '../refusal.ts';
import type { SandboxApp } from '../request.ts';
import type { Organization } from '../state/organization.ts';
import { timestamp } from '../times.ts';
import {
  invalidField,
  readBody,
  readFlag,
  readNumber,
  readOptionalBody,
  readOptionalText,
  readText,
  refuseUnknownFields,
} from './request-body.ts';

/** The parts that the routes of signing in share. */
export interface SigningIn {
  readonly store: SignInStore;
  readonly sessions: Sessions;
  readonly refresh_shape: RefreshShape;
}

const ANY_CODE = [0, Number.MAX_SAFE_INTEGER] as const;

/**
 * Signing in, renewing tokens and validating them, open to every caller. Unknown fields are refused, as
 * documented:
 * https://docs.aitronos.com/docs/api-reference/authentication
 */
export function addOpenRoutes(
  app: SandboxApp,
  organization: Organization,
  { store, sessions, refresh_shape }: SigningIn,
  clock: Clock,
): void {
  // Our choice: the address that sends the code again, since no page names one.
  // https://docs.aitronos.com/docs/documentation/auth/login-flow
  app.post('/v1/auth/login', async (c) => {
    const body = await readBody(c);
    refuseUnknownFields(body, ['email_or_username', 'password']);
    const { id, email } = checkPassword(
      organization,
      readText(body, 'email_or_username'),
      readText(body, 'password'),
    );
    const email_key = await sendCode(store, id, clock.now());
    // The message and the name of the next step are our choice.
    const message = 'A verification code was sent to your e-mail address.';
    return c.json({
      success: true,
      message,
      email_key,
      email,
      requires_verification: true,
      next_step: 'verify',
    });
  });

  // Names of the tokens as documented. Our choice: the fields about the device are ignored.
  // https://docs.aitronos.com/docs/documentation/auth/login-flow
  app.post('/v1/auth/verify', async (c) => {
    const body = await readBody(c);
    refuseUnknownFields(body, ['email_key', 'verification_code', 'is_register', 'device_info']);
    const email_key = readText(body, 'email_key');
    const code = readNumber(body['verification_code'], 'verification_code', ANY_CODE, Number.NaN);
    readFlag(body, 'is_register', false);
    if (typeof (body['device_info'] ?? {}) !== 'object') {
      throw invalidField('device_info', 'The field device_info must be an object.');
    }
    const user_id = await checkCode(store, email_key, code, clock.now());
    const { access_token, refresh_token } = await sessions.open(user_id, clock.now());
    return c.json({ token: access_token, refreshToken: refresh_token });
  });

  // https://docs.aitronos.com/docs/api-reference/authentication/login/refresh
  app.post('/v1/auth/refresh', async (c) => {
    const body = await readBody(c);
    refuseUnknownFields(body, ['refresh_token']);
    const rotate = refresh_shape !== 'older';
    const grant = await sessions.renew(readText(body, 'refresh_token'), clock.now(), rotate);
    return c.json(
      refreshAnswer(grant, refresh_shape, sessions.life_s, () => organization.user(grant.user_id)),
    );
  });

  // Always 200, also for a token that is not accepted:
  // https://docs.aitronos.com/docs/api-reference/authentication/validate-token
  app.get('/v1/auth/validate', (c) => {
    try {
      findCaller(c, sessions, clock.now());
      return c.json({ is_valid: true, error: null, requires_reconnect: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Our choice: the error is the code with which any other endpoint would refuse the token.
      return c.json({ is_valid: false, error: error.code, requires_reconnect: true });
    }
  });
}

/** Signing out, for signed-in callers. */
export function addLogoutRoute(app: SandboxApp, { sessions }: SigningIn, clock: Clock): void {
  // Our choice: the permanent token and API key stay valid.
  // https://docs.aitronos.com/docs/api-reference/authentication/login/logout
  app.post('/v1/auth/logout', async (c) => {
    const body = await readOptionalBody(c);
    refuseUnknownFields(body, ['refresh_token']);
    await sessions.end(c.get('caller').session_id, readOptionalText(body, 'refresh_token'));
    return c.json({ message: 'You have been signed out.', logged_out_at: timestamp(clock.now()) });
  });
}
