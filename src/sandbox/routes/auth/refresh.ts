import { refreshAnswer } from '../../auth/refresh-shapes.ts';
import { jsonAnswer } from '../../json-answer.ts';
import { readBody, readText, refuseUnknownFields } from '../request-body.ts';
import type { Route } from '../route.ts';

export const refresh: Route = {
  at: 'POST /v1/auth/refresh',
  page: 'https://docs.aitronos.com/docs/api-reference/authentication/login/refresh',
  open: true,
  answer: async ({ c, organization, signingIn: { sessions, refresh_shape }, clock }) => {
    const body = await readBody(c);
    refuseUnknownFields(body, ['refresh_token']);
    const rotate = refresh_shape !== 'older';
    const grant = await sessions.renew(readText(body, 'refresh_token'), clock.now(), rotate);
    return jsonAnswer(
      c,
      refreshAnswer(grant, refresh_shape, sessions.life_s, () => organization.user(grant.user_id)),
    );
  },
};
