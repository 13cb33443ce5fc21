import { jsonAnswer } from '../../json-answer.ts';
import { departmentMove } from '../../state/commands/departments.ts';
import { invalidField, readBody, readNullableText } from '../request-body.ts';
import type { Route } from '../route.ts';

/** Our choice: the capability, and the status 200. */
export const reparentDepartment: Route = {
  at: 'POST /v1/organizations/:organization_id/departments/:department_id/reparent',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/reparent',
  needs: ['reparent_departments', 'manage_departments'],
  answer: async ({ c, organization, caller_id, param }) => {
    const { id } = organization.department(param('department_id'));
    const parent_id = readNullableText(await readBody(c), 'new_parent_id');
    if (parent_id === undefined) {
      throw invalidField('new_parent_id', 'The field new_parent_id is required; null is the top level.');
    }
    await organization.change(caller_id, departmentMove(id, parent_id));
    return jsonAnswer(c, organization.department(id));
  },
};
