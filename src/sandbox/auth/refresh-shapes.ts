import type { User } from '../../api/objects/user.ts';
import type { IssuedTokens } from './sessions.ts';

/** The documented shapes of the answer to a refresh, which differ from page to page. */
export type RefreshShape = 'newest' | 'older' | 'object';

/** The answer in one of its shapes; the token lives `life_s` seconds. */
export function refreshAnswer(
  grant: IssuedTokens,
  shape: RefreshShape,
  life_s: number,
  userOf: () => User,
): object {
  const { access_token, refresh_token, device_id } = grant;
  // Without a new refresh token, the old one stays valid.
  if (shape === 'older') return { token: access_token, device_id };
  const newest = { access_token, refresh_token, token_type: 'bearer', device_id };
  // https://docs.aitronos.com/docs/api-reference/authentication/login/refresh
  if (shape === 'newest') return newest;
  // https://docs.aitronos.com/docs/api-reference/authentication/objects/token-refresh-response-object
  return { ...newest, expires_in: life_s, user: userWithTokens(userOf()) };
}

/** The user beside the tokens. Our choice: the fields. */
export const userWithTokens = ({ id, email, user_name, full_name }: User) => ({
  id,
  email,
  username: user_name,
  full_name,
});
