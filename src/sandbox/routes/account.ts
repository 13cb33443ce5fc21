import { Refusal } from '../refusal.ts';
import { accountDeletion } from '../state/commands/deletion.ts';
import { profileUpdate } from '../state/commands/users.ts';
import { ORGANIZATION_ID, ORGANIZATION_NAME } from '../state/first-data.ts';
import { ACTIVE, type Person } from '../state/people.ts';
import { profileOf } from '../state/profiles.ts';
import { timestamp } from '../times.ts';
import { readProfile } from './profile-fields.ts';
import { invalidField, queryFlag, queryPart, readBody } from './request-fields.ts';
import type { Route } from './route.ts';

const ME: Route = {
  at: 'GET /v1/user/me',
  page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
  answer: ({ organization, caller_id }) => accountOf(organization.member(caller_id)),
};

/** Accounts: the signed-in person's own, and those of all. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  ME,
  /** The same under another address. */
  { ...ME, at: 'GET /v1/user/profile' },
  /** Changes one's own profile. Our choice: message, fields of the answer, and that a body has to change one. */
  {
    at: 'PATCH /v1/user/profile',
    page: 'https://docs.aitronos.com/docs/api-reference/authentication/user-management/update-profile',
    answer: async ({ c, organization, caller_id, clock }) => {
      const { id } = organization.user(caller_id);
      const fields = readProfile(await readBody(c), clock.now());
      if (Object.keys(fields).length === 0) throw invalidField('body', 'The request body changes nothing.');
      const account = await organization.change(id, profileUpdate(id, fields), () =>
        accountOf(organization.member(id)),
      );
      return { success: true, message: 'Your profile was updated.', profile: account };
    },
  },
  /** The signed-in person in short. Our choice: which fields that are. */
  {
    at: 'GET /v1/user/current',
    page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
    answer: ({ organization, caller_id }) => {
      const account = accountOf(organization.member(caller_id));
      const { id, email, username, full_name, is_active, current_organization_id } = account;
      return { id, email, username, full_name, is_active, current_organization_id };
    },
  },
  /**
   * Where the signed-in person is signed in. Our choice: a bare array; the sandbox knows neither name, platform nor
   * place of a device, and its permanent token and API key are none.
   */
  {
    at: 'GET /v1/user/devices',
    page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
    answer: ({ organization, signingIn: { sessions }, caller_id, clock }) => {
      const { id } = organization.user(caller_id);
      const rows = sessions.listDevices(id, clock.now()).map(({ device_id, used_at }) => ({
        device_id,
        device_name: null,
        platform: null,
        location: null,
        last_used_at: timestamp(used_at),
      }));
      return rows;
    },
  },
  /** What greets a member. Our choice: the organization has neither a logo nor an address. */
  {
    at: 'GET /v1/user/welcomedetails',
    page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
    answer: () => ({ name: ORGANIZATION_NAME, logo: null, email: null }),
  },
  /**
   * A bare array. Our choice: those who have an account are the members, in the order in which they joined; at most 100
   * at once; every signed-in user may call it, as every user may list the members.
   */
  {
    at: 'GET /v1/user',
    page: 'https://docs.aitronos.com/docs/api-reference/users/list',
    answer: ({ c, organization }) => {
      const { skip, limit } = queryPart(c, 100);
      const active_only = queryFlag(c, 'active_only');
      const people = organization
        .members()
        .filter(({ user }) => !active_only || user.account_state === ACTIVE);
      return people.slice(skip, skip + limit).map((person) => rowOf(accountOf(person)));
    },
  },
  /** Any account. Our choice: every signed-in user may call it, as every user may list the members. */
  {
    at: 'GET /v1/user/:user_id',
    page: 'https://docs.aitronos.com/docs/api-reference/users/get-user-by-id',
    answer: ({ organization, param }) => accountOf(organization.member(param('user_id'))),
  },
  /** The same by address, in any case. Our choice: the fields. */
  {
    at: 'GET /v1/user/email/:email',
    page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
    answer: ({ organization, param }) => accountOf(organization.memberByEmail(param('email'))),
  },
  /** One's own account only. Our choice: the message; as documented, no details of a refusal. */
  {
    at: 'DELETE /v1/user/:user_id',
    page: 'https://docs.aitronos.com/docs/api-reference/users/delete',
    answer: async ({ organization, caller_id, param }) => {
      const user_id = param('user_id');
      if (!organization.isMember(user_id)) {
        throw new Refusal(404, 'USER_NOT_FOUND', 'The requested user could not be found.');
      }
      if (user_id !== caller_id) {
        throw new Refusal(403, 'INSUFFICIENT_PERMISSIONS', 'You can delete your own account only.');
      }
      const answer = { success: true, message: 'Your account was deleted.', user_id };
      return organization.change(caller_id, accountDeletion(user_id), () => answer);
    },
  },
];

/** Our choice: no user has a global role. */
const rowOf = (account: ReturnType<typeof accountOf>) => ({
  id: account.id,
  email: account.email,
  first_name: account.first_name,
  last_name: account.last_name,
  is_active: account.is_active,
  last_verified: account.last_verified,
  global_role_id: null,
  created_at: account.created_at,
  updated_at: account.updated_at,
});

/**
 * An account. Our choice: no address is verified, and the sandbox does not keep the time of the last sign-in.
 * https://docs.aitronos.com/docs/api-reference/users/get-user-by-id
 */
function accountOf(person: Person) {
  const { user, created_at, last_modified_at } = person;
  return {
    id: user.id,
    email: user.email,
    ...profileOf(person),
    is_active: user.account_state === ACTIVE,
    last_verified: null,
    last_login: null,
    created_at,
    updated_at: last_modified_at,
    current_organization_id: ORGANIZATION_ID,
  };
}
