import { departmentDeletion } from '../../state/commands/departments.ts';
import { changeOnly, type Route } from '../route.ts';

/** Our choice: the capability. */
export const deleteDepartment: Route = {
  at: 'DELETE /v1/organizations/:organization_id/departments/:department_id',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/delete',
  needs: ['manage_departments'],
  answer: (call) => changeOnly(call, departmentDeletion(call.param('department_id'))),
};
