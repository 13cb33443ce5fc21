import { jsonAnswer } from '../../json-answer.ts';
import type { Route } from '../route.ts';

export const retrieveDepartment: Route = {
  at: 'GET /v1/organizations/:organization_id/departments/:department_id',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/retrieve',
  answer: ({ c, organization, param }) => jsonAnswer(c, organization.department(param('department_id'))),
};
