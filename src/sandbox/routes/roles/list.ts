import { jsonAnswer } from '../../json-answer.ts';
import { queryFlag } from '../query.ts';
import type { Route } from '../route.ts';

/** A bare array; another page wraps it. Our choice: `include_global` adds none. */
export const listRoles: Route = {
  at: 'GET /v1/organizations/:organization_id/roles',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles',
  answer: ({ c, organization }) => {
    queryFlag(c, 'include_global');
    return jsonAnswer(c, organization.roles());
  },
};
