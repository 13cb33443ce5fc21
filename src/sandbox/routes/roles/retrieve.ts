import { jsonAnswer } from '../../json-answer.ts';
import { param, type Route } from '../route.ts';

export const retrieveRole: Route = {
  at: 'GET /v1/organizations/:organization_id/roles/:role_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve',
  answer: (call) => jsonAnswer(call.c, call.organization.role(param(call, 'role_id'))),
};
