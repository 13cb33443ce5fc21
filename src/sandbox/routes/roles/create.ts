import { jsonAnswer } from '../../json-answer.ts';
import { roleCreation } from '../../state/commands/roles.ts';
import { invalidField, readBody } from '../request-body.ts';
import type { Route } from '../route.ts';
import { readRoleFields } from './fields.ts';

/** Our choice: the status 201. */
export const createRole: Route = {
  at: 'POST /v1/organizations/:organization_id/roles',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/create',
  needs: ['manage_roles'],
  answer: async ({ c, organization, caller_id }) => {
    const { name, capabilities, ...more } = readRoleFields(await readBody(c));
    if (name === undefined) throw invalidField('name', 'The field name is required.');
    if (!capabilities) throw invalidField('capabilities', 'The field capabilities is required.');
    const creation = roleCreation({ name, capabilities, ...more });
    return jsonAnswer(c, organization.role(await organization.change(caller_id, creation)), 201);
  },
};
