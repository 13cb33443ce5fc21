import { Refusal } from '../../refusal.ts';
import { requireDepartment } from '../departments.ts';
import { requireMember } from '../people.ts';
import { requireRole } from '../roles.ts';
import { type Command, userUpdate } from './command.ts';
import { refuseGrant, refuseLosingLastOwner } from './guards.ts';

/** Both lists replace the former ones. https://docs.aitronos.com/docs/api-reference/users/update-memberships */
export const newMemberships =
  (user_id: string, role_ids: readonly string[], department_ids: readonly string[]): Command =>
  (state, actor_id) => {
    const { user } = requireMember(state, user_id);
    for (const id of role_ids) requireRole(state, id);
    for (const id of department_ids) requireDepartment(state, id);
    const added = role_ids.filter((id) => !user.role_ids.includes(id));
    refuseGrant(state, actor_id, added);
    if (!role_ids.includes('role_owner')) refuseLosingLastOwner(user, state);
    return userUpdate('updated', user, { role_ids, department_ids });
  };

/**
 * Our choice: the code for a user who has the role already.
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/assign-member
 */
export const roleAssignment =
  (role_id: string, user_id: string): Command =>
  (state, actor_id) => {
    requireRole(state, role_id);
    const { user } = requireMember(state, user_id);
    if (user.role_ids.includes(role_id)) {
      const details = { user_id, role_id };
      throw new Refusal(409, 'ROLE_ALREADY_ASSIGNED', 'This user has the role already.', details);
    }
    refuseGrant(state, actor_id, [role_id]);
    return userUpdate('assigned', user, { role_id, role_ids: [...user.role_ids, role_id] });
  };

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/remove-member */
export const roleWithdrawal =
  (role_id: string, user_id: string): Command =>
  (state) => {
    requireRole(state, role_id);
    const { user } = requireMember(state, user_id);
    if (!user.role_ids.includes(role_id)) {
      const details = { user_id, role_id };
      throw new Refusal(404, 'ROLE_ASSIGNMENT_NOT_FOUND', 'This user does not have the role.', details);
    }
    if (role_id === 'role_owner') refuseLosingLastOwner(user, state);
    const role_ids = user.role_ids.filter((id) => id !== role_id);
    return userUpdate('unassigned', user, { role_id, role_ids });
  };

/**
 * Our choice: the code for a user who is in the department already.
 * https://docs.aitronos.com/docs/api-reference/departments/add-member
 */
export const departmentEntry =
  (department_id: string, user_id: string): Command =>
  (state) => {
    requireDepartment(state, department_id);
    const { user } = requireMember(state, user_id);
    const { department_ids } = user;
    if (department_ids.includes(department_id)) {
      const message = 'This user is in the department already.';
      throw new Refusal(409, 'USER_ALREADY_IN_DEPARTMENT', message, { user_id, department_id });
    }
    const joined = [...department_ids, department_id];
    return userUpdate('membership_added', user, { department_id, department_ids: joined });
  };

/**
 * Our choice: the code for a user who is not in the department.
 * https://docs.aitronos.com/docs/api-reference/departments/remove-member
 */
export const departmentExit =
  (department_id: string, user_id: string): Command =>
  (state) => {
    requireDepartment(state, department_id);
    const { user } = requireMember(state, user_id);
    const { department_ids } = user;
    if (!department_ids.includes(department_id)) {
      const message = 'This user is not in the department.';
      throw new Refusal(404, 'DEPARTMENT_MEMBER_NOT_FOUND', message, { user_id, department_id });
    }
    const left = department_ids.filter((id) => id !== department_id);
    return userUpdate('membership_removed', user, { department_id, department_ids: left });
  };
