import { jsonAnswer } from '../../json-answer.ts';
import type { Route } from '../route.ts';

export const retrieveRole: Route = {
  at: 'GET /v1/organizations/:organization_id/roles/:role_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve',
  answer: ({ c, organization, param }) => jsonAnswer(c, organization.role(param('role_id'))),
};
