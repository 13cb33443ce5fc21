import { jsonAnswer } from '../../json-answer.ts';
import { timestamp } from '../../times.ts';
import type { Route } from '../route.ts';

export const effectivePermissions: Route = {
  at: 'GET /v1/organizations/:organization_id/users/:user_id/effective-permissions',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions',
  answer: ({ c, organization, clock, param }) => {
    const { id, role_ids } = organization.user(param('user_id'));
    const { capabilities, department_scope } = organization.permissions(id);
    const resolved_at = timestamp(clock.now());
    return jsonAnswer(c, { user_id: id, capabilities, department_scope, role_ids, resolved_at });
  },
};
