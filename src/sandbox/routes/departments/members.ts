import { jsonAnswer } from '../../json-answer.ts';
import { departmentEntry, departmentExit } from '../../state/commands/memberships.ts';
import type { Person } from '../../state/people.ts';
import { wholeSeconds } from '../../times.ts';
import { readBody, readText } from '../request-body.ts';
import { changeOnly, type Route } from '../route.ts';

/** A bare array, all of them. */
export const listDepartmentMembers: Route = {
  at: 'GET /v1/organizations/:organization_id/departments/:department_id/members',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/list-members',
  answer: ({ c, organization, param }) => {
    const { id } = organization.department(param('department_id'));
    return jsonAnswer(
      c,
      organization.inDepartment(id).map((person) => viewMember(person, id)),
    );
  },
};

/** Our choice: the capability. */
export const addDepartmentMember: Route = {
  at: 'POST /v1/organizations/:organization_id/departments/:department_id/members',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/add-member',
  needs: ['manage_departments', 'manage_users'],
  answer: async ({ c, organization, caller_id, param }) => {
    const { id } = organization.department(param('department_id'));
    const user_id = readText(await readBody(c), 'user_id');
    await organization.change(caller_id, departmentEntry(id, user_id));
    return jsonAnswer(c, viewMember(organization.member(user_id), id), 201);
  },
};

/** Our choice: the capability. */
export const removeDepartmentMember: Route = {
  at: 'DELETE /v1/organizations/:organization_id/departments/:department_id/members/:user_id',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/remove-member',
  needs: ['manage_departments', 'manage_users'],
  answer: (call) => changeOnly(call, departmentExit(call.param('department_id'), call.param('user_id'))),
};

/** Our choice: who was not added to a department alone was there from the beginning. */
const viewMember = ({ user, created_at, entered }: Person, department_id: string) => ({
  user_id: user.id,
  full_name: user.full_name,
  email: user.email,
  added_at: entered?.[department_id] ? wholeSeconds(entered[department_id]) : created_at,
});
