import { ORGANIZATION_ID } from '../../state/first-data.ts';
import type { Person } from '../../state/people.ts';

/**
 * An account. Our choice: the sandbox stores no birthday, gender, address and similar fields of the page.
 * https://docs.aitronos.com/docs/api-reference/users/get-user-by-id
 */
export function accountOf({ user, created_at, last_modified_at }: Person) {
  const [first_name = null, ...rest] = user.full_name?.split(' ') ?? [];
  return {
    id: user.id,
    email: user.email,
    username: user.user_name,
    full_name: user.full_name,
    first_name,
    last_name: rest.join(' ') || null,
    birthday: null,
    profile_image: null,
    timezone: null,
    country_id: null,
    post_code: null,
    gender: null,
    is_active: user.account_state === 'active',
    last_verified: null,
    last_login: null,
    created_at,
    updated_at: last_modified_at,
    current_organization_id: ORGANIZATION_ID,
  };
}
