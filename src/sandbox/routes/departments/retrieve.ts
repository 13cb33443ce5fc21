import { jsonAnswer } from '../../json-answer.ts';
import { param, type Route } from '../route.ts';

export const retrieveDepartment: Route = {
  at: 'GET /v1/organizations/:organization_id/departments/:department_id',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/retrieve',
  answer: (call) => jsonAnswer(call.c, call.organization.department(param(call, 'department_id'))),
};
