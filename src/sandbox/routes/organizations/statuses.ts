import { STATUSES } from '../../state/statuses.ts';
import type { Route } from '../route.ts';

/** A bare array. Our choice: `active_only` is ignored. */
export const listStatuses: Route = {
  at: 'GET /v1/organizations/:organization_id/statuses',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses',
  answer: ({ c }) => c.json(STATUSES),
};
