import type { Person } from '../../state/people.ts';
import { param, type Route } from '../route.ts';

/**
 * A bare array, all of them.
 * https://docs.aitronos.com/docs/api-reference/departments/list-members
 */
export const listDepartmentMembers: Route = {
  at: 'GET /v1/organizations/:organization_id/departments/:department_id/members',
  answer: (call) => {
    const { id } = call.organization.department(param(call, 'department_id'));
    return call.c.json(call.organization.inDepartment(id).map(departmentMember));
  },
};

/** Our choice: the time at which a member was added is the time at which the person came. */
const departmentMember = ({ user, created_at }: Person) => ({
  user_id: user.id,
  full_name: user.full_name,
  email: user.email,
  added_at: created_at,
});
