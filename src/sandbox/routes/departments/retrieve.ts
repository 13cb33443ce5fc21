import { param, type Route } from '../route.ts';

/** https://docs.aitronos.com/docs/api-reference/departments/retrieve */
export const retrieveDepartment: Route = {
  at: 'GET /v1/organizations/:organization_id/departments/:department_id',
  answer: (call) => call.c.json(call.organization.department(param(call, 'department_id'))),
};
