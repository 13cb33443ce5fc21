import { Refusal } from '../../refusal.ts';
import { requireDepartment } from '../departments.ts';
import { ACTIVE, DEACTIVATED, isUserNameTaken, requireMember } from '../people.ts';
import { completeNames, type Profile, profileOf } from '../profiles.ts';
import { type Command, REMOVAL, userUpdate } from './command.ts';
import { refuseOneself, refuseWithoutOwner } from './guards.ts';

/**
 * Our choice: an inactive department may take resources over too. Without a department none are moved, as the older
 * operations have it.
 * https://docs.aitronos.com/docs/api-reference/users/deactivate
 */
export const deactivation =
  (user_id: string, department_id: string | null): Command =>
  (state, actor_id) => {
    const { user } = requireMember(state, user_id);
    if (department_id !== null) requireDepartment(state, department_id);
    refuseOneself(actor_id, user_id, 'You cannot deactivate your own account.');
    refuseWithoutOwner(user, state);
    if (user.account_state === DEACTIVATED) {
      const message = 'This user account has already been deactivated.';
      throw new Refusal(422, 'USER_ALREADY_DEACTIVATED', message, { user_id });
    }
    const transferred_to_department_id = department_id;
    return userUpdate('deactivated', user, { account_state: DEACTIVATED, transferred_to_department_id });
  };

/** https://docs.aitronos.com/docs/api-reference/users/reactivate */
export const reactivation =
  (user_id: string): Command =>
  (state) => {
    const { user } = requireMember(state, user_id);
    if (user.account_state !== DEACTIVATED) {
      // Our choice: the wording, after the documented one of the opposite change.
      throw new Refusal(422, 'USER_NOT_DEACTIVATED', 'This user account is not deactivated.', { user_id });
    }
    return userUpdate('reactivated', user, { account_state: ACTIVE });
  };

/** Deletes roles and departments with the membership. https://docs.aitronos.com/docs/api-reference/users/remove */
export const removal =
  (user_id: string, department_id: string | null): Command =>
  (state, actor_id) => {
    const { user } = requireMember(state, user_id);
    if (department_id !== null) requireDepartment(state, department_id);
    refuseOneself(actor_id, user_id, 'You cannot remove your own account.');
    refuseWithoutOwner(user, state);
    return userUpdate('removed', user, { ...REMOVAL, transferred_to_department_id: department_id });
  };

/**
 * Changes what a user says of themselves. Our choice: the code for a user name that another member has.
 * https://docs.aitronos.com/docs/api-reference/authentication/user-management/update-profile
 */
export const profileUpdate =
  (user_id: string, fields: Partial<Profile>): Command =>
  (state) => {
    const person = requireMember(state, user_id);
    const { username } = fields;
    if (typeof username === 'string' && isUserNameTaken(state, username, user_id)) {
      throw new Refusal(409, 'USERNAME_TAKEN', 'Another user has this user name.', { username });
    }
    return userUpdate('updated', person.user, { profile: completeNames(profileOf(person), fields) });
  };
