import type { User } from '../../api/objects/user.ts';
import { Refusal } from '../refusal.ts';
import { NAMED_PEOPLE } from '../state/first-data.ts';
import type { Organization } from '../state/organization.ts';
import { DEACTIVATED, REMOVED } from '../state/people.ts';
import type { SignInStore } from './sign-in-store.ts';
import { randomId } from './tokens.ts';

/** The password of every named person: our choice. */
export const SANDBOX_PASSWORD = 'sandbox-password';

/**
 * Finds the person with this address or user name, in any case, and this password. Throws a `Refusal`: 401 as
 * documented (https://docs.aitronos.com/docs/api-reference/error-codes), 403 for a deactivated person, our choice.
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

/** The code of every e-mail: our choice. */
export const SANDBOX_CODE = 1234;

// https://docs.aitronos.com/docs/documentation/auth/login-flow
const LIFE_MS = 5 * 60_000;
// Our choice: a code is invalid after so many wrong tries.
const TRIES = 3;
const KEPT_MS = 24 * 60 * 60_000;

/** "Sends" a code at `now` (ms since 1970) and answers the key that identifies the sign-in. */
export function sendCode(store: SignInStore, user_id: string, now: number): Promise<string> {
  return store.change(({ codes }) => {
    for (const [key, { sent_at }] of codes) if (sent_at + KEPT_MS < now) codes.delete(key);
    const email_key = randomId('ek_');
    codes.set(email_key, { user_id, sent_at: now, tries_left: TRIES });
    return email_key;
  });
}

/** The person whose code this is; a code is valid once. Throws a `Refusal` (401): the codes are our choice. */
export function checkCode(store: SignInStore, email_key: string, code: number, now: number): Promise<string> {
  return store.change(({ codes }) => {
    const sent = codes.get(email_key);
    if (!sent) throw new Refusal(401, 'INVALID_EMAIL_KEY', 'The email key is not valid.');
    if (sent.sent_at + LIFE_MS <= now) {
      throw new Refusal(401, 'VERIFICATION_CODE_EXPIRED', 'The verification code has expired.');
    }
    const tries_left = sent.tries_left - 1;
    if (code === SANDBOX_CODE || tries_left === 0) codes.delete(email_key);
    else codes.set(email_key, { ...sent, tries_left });
    if (code === SANDBOX_CODE) return sent.user_id;
    throw new Refusal(401, 'INVALID_VERIFICATION_CODE', 'The verification code is not valid.');
  });
}
