import { jsonAnswer } from '../../json-answer.ts';
import { roleUpdate } from '../../state/commands/roles.ts';
import { readBody } from '../request-body.ts';
import type { Route } from '../route.ts';
import { readRoleFields } from './fields.ts';

/** Custom roles only; effective at once. */
export const updateRole: Route = {
  at: 'PATCH /v1/organizations/:organization_id/roles/:role_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/update',
  needs: ['manage_roles'],
  answer: async ({ c, organization, caller_id, param }) => {
    const { id } = organization.role(param('role_id'));
    await organization.change(caller_id, roleUpdate(id, readRoleFields(await readBody(c))));
    return jsonAnswer(c, organization.role(id));
  },
};
