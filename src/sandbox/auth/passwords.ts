import type { User } from '../../api/objects/user.ts';
import { Refusal } from '../refusal.ts';
import { NAMED_PEOPLE } from '../state/first-data.ts';
import type { Organization } from '../state/organization.ts';
import { DEACTIVATED, REMOVED } from '../state/people.ts';

/** The password of every named person: our choice. */
export const SANDBOX_PASSWORD = 'sandbox-password';

/**
 * Finds the person with this address or user name, in any case, and this password. Throws a `Refusal`: 401 as
 * documented
 * (https://docs.aitronos.com/docs/api-reference/error-codes), 403 for a deactivated person, our choice.
 */
export function checkPassword(organization: Organization, name: string, password: string): User {
  const called = name.toLowerCase();
  const user = NAMED_PEOPLE.flatMap(({ id }) => organization.person(id)?.user ?? []).find(
    ({ email, user_name }) => email === called || user_name === called,
  );
  if (!user || user.account_state === REMOVED || password !== SANDBOX_PASSWORD) {
    throw new Refusal(401, 'INVALID_CREDENTIALS', 'The e-mail address or the password is not right.');
  }
  if (user.account_state === DEACTIVATED) {
    throw new Refusal(403, 'ACCESS_DENIED', 'This user account has been deactivated.', { user_id: user.id });
  }
  return user;
}
