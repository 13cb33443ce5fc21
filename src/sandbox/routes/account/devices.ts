import { jsonAnswer } from '../../json-answer.ts';
import { timestamp } from '../../times.ts';
import type { Route } from '../route.ts';

/**
 * Where the signed-in person is signed in. Our choice: a bare array; the sandbox knows neither name, platform nor place
 * of a device, and its permanent token and API key are none.
 */
export const devices: Route = {
  at: 'GET /v1/user/devices',
  page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
  answer: ({ c, organization, signingIn: { sessions }, caller_id, clock }) => {
    const { id } = organization.user(caller_id);
    const rows = sessions.listDevices(id, clock.now()).map(({ device_id, used_at }) => ({
      device_id,
      device_name: null,
      platform: null,
      location: null,
      last_used_at: timestamp(used_at),
    }));
    return jsonAnswer(c, rows);
  },
};
