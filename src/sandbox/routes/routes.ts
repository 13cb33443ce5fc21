import { ORGANIZATION_ID, ORGANIZATION_NAME } from '../state/first-data.ts';
import { FOUNDED } from '../state/first-groups.ts';
import { STATUSES } from '../state/statuses.ts';
import { ACCOUNT_ROUTES } from './account.ts';
import { AUDIT_ROUTES } from './audit-log.ts';
import { SIGN_IN_ROUTES } from './auth.ts';
import { DEPARTMENT_ROUTES } from './departments.ts';
import { INVITATION_ROUTES } from './invitations.ts';
import { MEMBER_ROUTES } from './members.ts';
import { queryFlag, queryPart } from './request-fields.ts';
import { ROLE_ROUTES } from './roles.ts';
import type { Route } from './route.ts';
import { USER_ROUTES } from './users.ts';

/** The organization, and the statuses of its members. */
const ORGANIZATION_ROUTES: readonly Route[] = [
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
      return all.slice(skip, skip + limit);
    },
  },
  /** A bare array. Our choice: `active_only` leaves none out, as all of them are active. */
  {
    at: 'GET /v1/organizations/:organization_id/statuses',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses',
    answer: ({ c }) => {
      queryFlag(c, 'active_only');
      return STATUSES;
    },
  },
];

/** The addresses are named in the API's public standards, on no page; our choice: what they answer. */
const HEALTH: Route = {
  at: 'GET /health',
  page: null,
  open: true,
  answer: () => ({ status: 'ok' }),
};

export const ROUTES: readonly Route[] = [
  HEALTH,
  { ...HEALTH, at: 'GET /v1/health/' },
  ...SIGN_IN_ROUTES,
  ...ACCOUNT_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...AUDIT_ROUTES,
  ...USER_ROUTES,
  ...MEMBER_ROUTES,
  ...INVITATION_ROUTES,
  ...DEPARTMENT_ROUTES,
  ...ROLE_ROUTES,
];
