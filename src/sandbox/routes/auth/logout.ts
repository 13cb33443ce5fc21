import { jsonAnswer } from '../../json-answer.ts';
import { timestamp } from '../../times.ts';
import { readOptionalBody, readOptionalText, refuseUnknownFields } from '../request-body.ts';
import type { Route } from '../route.ts';

/** Our choice: the permanent token and API keys stay valid. */
export const logout: Route = {
  at: 'POST /v1/auth/logout',
  page: 'https://docs.aitronos.com/docs/api-reference/authentication/login/logout',
  answer: async ({ c, signingIn: { sessions }, clock }) => {
    const body = await readOptionalBody(c);
    refuseUnknownFields(body, ['refresh_token']);
    await sessions.end(c.get('caller').session_id, readOptionalText(body, 'refresh_token'));
    return jsonAnswer(c, { message: 'You have been signed out.', logged_out_at: timestamp(clock.now()) });
  },
};
