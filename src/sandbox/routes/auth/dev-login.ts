import { isObject } from '../../../validation/objects.ts';
import { checkPassword } from '../../auth/passwords.ts';
import { userWithTokens } from '../../auth/refresh-shapes.ts';
import { jsonAnswer } from '../../json-answer.ts';
import { invalidField, readBody, readText, refuseUnknownFields } from '../request-body.ts';
import type { Route } from '../route.ts';

/** Signs in without a code. Our choice: what is said of the device is ignored, and the fields of the user. */
export const devLogin: Route = {
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
    return jsonAnswer(c, {
      refresh_token: grant.refresh_token,
      access_token: grant.access_token,
      token_type: 'bearer',
      expires_in: sessions.life_s,
      device_id: grant.device_id,
      user: userWithTokens(user),
    });
  },
};
