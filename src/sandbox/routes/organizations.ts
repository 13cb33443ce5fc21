import { jsonAnswer } from '../answers.ts';
import { ORGANIZATION_ID, ORGANIZATION_NAME } from '../state/first-data.ts';
import { STATUSES } from '../state/statuses.ts';
import { queryFlag, queryPart } from './request-fields.ts';
import type { Route } from './route.ts';

const FOUNDED = '2025-01-15T09:00:00Z';

/** The organization, and the statuses of its members. */
export const ORGANIZATION_ROUTES: readonly Route[] = [
  /**
   * A bare array, as in the page's example. Our choice: it holds one organization, which is active, so that
   * `active_only` leaves none out.
   */
  {
    at: 'GET /v1/organizations',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/management/list',
    answer: ({ c }) => {
      const { skip, limit } = queryPart(c, 100);
      queryFlag(c, 'active_only');
      const all = [
        {
          id: ORGANIZATION_ID,
          name: ORGANIZATION_NAME,
          description: null,
          logo: null,
          createdAt: FOUNDED,
          updatedAt: FOUNDED,
        },
      ];
      return jsonAnswer(c, all.slice(skip, skip + limit));
    },
  },
  /** A bare array. Our choice: `active_only` leaves none out, as all of them are active. */
  {
    at: 'GET /v1/organizations/:organization_id/statuses',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses',
    answer: ({ c }) => {
      queryFlag(c, 'active_only');
      return jsonAnswer(c, STATUSES);
    },
  },
];
