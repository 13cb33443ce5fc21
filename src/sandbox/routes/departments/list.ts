import { jsonAnswer } from '../../json-answer.ts';
import type { Route } from '../route.ts';

/** All departments, in a bare array. Our choice: their order. */
export const listDepartments: Route = {
  at: 'GET /v1/organizations/:organization_id/departments',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/list',
  answer: ({ c, organization }) => jsonAnswer(c, organization.departments()),
};
