import { jsonAnswer } from '../../json-answer.ts';
import { STATUSES } from '../../state/statuses.ts';
import { queryFlag } from '../query.ts';
import type { Route } from '../route.ts';

/** A bare array. Our choice: `active_only` leaves none out, as all of them are active. */
export const listStatuses: Route = {
  at: 'GET /v1/organizations/:organization_id/statuses',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses',
  answer: ({ c }) => {
    queryFlag(c, 'active_only');
    return jsonAnswer(c, STATUSES);
  },
};
