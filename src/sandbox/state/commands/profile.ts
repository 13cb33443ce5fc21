import { Refusal } from '../../refusal.ts';
import { isUserNameTaken, requireMember } from '../people.ts';
import { completeNames, type Profile, profileOf } from '../profiles.ts';
import { type Command, userUpdate } from './command.ts';

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
