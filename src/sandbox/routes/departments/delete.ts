import { departmentDeletion } from '../../state/commands/departments.ts';
import type { Route } from '../route.ts';

/** Our choice: the capability. */
export const deleteDepartment: Route = {
  at: 'DELETE /v1/organizations/:organization_id/departments/:department_id',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/delete',
  needs: ['manage_departments'],
  answer: async ({ c, organization, caller_id, param }) => {
    await organization.change(caller_id, departmentDeletion(param('department_id')));
    return c.body(null, 204);
  },
};
