import { ORGANIZATION_ID } from '../../state/first-data.ts';
import { ACTIVE, type Person } from '../../state/people.ts';
import { profileOf } from '../../state/profiles.ts';

/**
 * An account. Our choice: no address is verified, and the sandbox does not keep the time of the last sign-in.
 * https://docs.aitronos.com/docs/api-reference/users/get-user-by-id
 */
export function accountOf(person: Person) {
  const { user, created_at, last_modified_at } = person;
  const { username, full_name, first_name, last_name, ...more } = profileOf(person);
  return {
    id: user.id,
    email: user.email,
    username,
    full_name,
    first_name,
    last_name,
    birthday: more.birthday,
    profile_image: more.profile_image,
    timezone: more.timezone,
    country_id: more.country_id,
    post_code: more.post_code,
    gender: more.gender,
    is_active: user.account_state === ACTIVE,
    last_verified: null,
    last_login: null,
    created_at,
    updated_at: last_modified_at,
    current_organization_id: ORGANIZATION_ID,
  };
}
