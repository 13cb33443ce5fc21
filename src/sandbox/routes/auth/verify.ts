import { checkCode } from '../../auth/codes.ts';
import { jsonAnswer } from '../../json-answer.ts';
import {
  invalidField,
  readBody,
  readFlag,
  readNumber,
  readText,
  refuseUnknownFields,
} from '../request-body.ts';
import type { Route } from '../route.ts';

const ANY_CODE = [0, Number.MAX_SAFE_INTEGER] as const;

/** Names of the tokens as documented. Our choice: the fields about the device are ignored. */
export const verify: Route = {
  at: 'POST /v1/auth/verify',
  page: 'https://docs.aitronos.com/docs/documentation/auth/login-flow',
  open: true,
  answer: async ({ c, signingIn: { store, sessions }, clock }) => {
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
    return jsonAnswer(c, { token: access_token, refreshToken: refresh_token });
  },
};
