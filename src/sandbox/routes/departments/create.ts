import { jsonAnswer } from '../../json-answer.ts';
import { departmentCreation } from '../../state/commands/departments.ts';
import { readBody, readName, readNullableText } from '../request-body.ts';
import type { Route } from '../route.ts';
import { LONGEST_NAME } from './update.ts';

/**
 * Our choice: the capability, which is `create_subdepartments` or `manage_departments` whatever the parent is.
 */
export const createDepartment: Route = {
  at: 'POST /v1/organizations/:organization_id/departments',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/create',
  needs: ['manage_departments', 'create_subdepartments'],
  answer: async ({ c, organization, caller_id }) => {
    const body = await readBody(c);
    const name = readName(body, 'name', LONGEST_NAME);
    const description = readNullableText(body, 'description') ?? null;
    const parent_id = readNullableText(body, 'parent_id') ?? null;
    const creation = departmentCreation({ name, description, parent_id });
    return jsonAnswer(c, organization.department(await organization.change(caller_id, creation)), 201);
  },
};
