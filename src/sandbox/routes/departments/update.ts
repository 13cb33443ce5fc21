import { jsonAnswer } from '../../json-answer.ts';
import { departmentUpdate } from '../../state/commands/departments.ts';
import { readBody, readNullableText, readOptionalName } from '../request-body.ts';
import type { Route } from '../route.ts';

/** The most characters of a department's name. */
export const LONGEST_NAME = 255;

/**
 * Only what the body names is changed.
 * Our choice: the capability, and the status 200.
 */
export const updateDepartment: Route = {
  at: 'PATCH /v1/organizations/:organization_id/departments/:department_id',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/update',
  needs: ['manage_departments'],
  answer: async ({ c, organization, caller_id, param }) => {
    const { id } = organization.department(param('department_id'));
    const body = await readBody(c);
    const name = readOptionalName(body, 'name', LONGEST_NAME);
    const description = readNullableText(body, 'description');
    const fields = { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
    await organization.change(caller_id, departmentUpdate(id, fields));
    return jsonAnswer(c, organization.department(id));
  },
};
