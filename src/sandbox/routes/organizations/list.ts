import { jsonAnswer } from '../../json-answer.ts';
import { ORGANIZATION_ID, ORGANIZATION_NAME } from '../../state/first-data.ts';
import { queryFlag, queryPart } from '../query.ts';
import type { Route } from '../route.ts';

const FOUNDED = '2025-01-15T09:00:00Z';

/**
 * A bare array, as in the page's example. Our choice: it holds one organization, which is active, so that
 * `active_only` leaves none out.
 */
export const listOrganizations: Route = {
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
};
