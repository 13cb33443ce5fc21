import { jsonAnswer } from '../../json-answer.ts';
import { profileUpdate } from '../../state/commands/profile.ts';
import { invalidField, readBody } from '../request-body.ts';
import type { Route } from '../route.ts';
import { accountOf } from './account-object.ts';
import { me } from './me.ts';
import { readProfile } from './profile-fields.ts';

/** The same under another address. */
export const ownProfile: Route = { ...me, at: 'GET /v1/user/profile' };

/** Changes one's own profile. Our choice: the message, the fields of the answer, and that a body has to change one. */
export const updateProfile: Route = {
  at: 'PATCH /v1/user/profile',
  page: 'https://docs.aitronos.com/docs/api-reference/authentication/user-management/update-profile',
  answer: async ({ c, organization, caller_id, clock }) => {
    const { id } = organization.user(caller_id);
    const fields = readProfile(await readBody(c), clock.now());
    if (Object.keys(fields).length === 0) throw invalidField('body', 'The request body changes nothing.');
    await organization.change(id, profileUpdate(id, fields));
    const account = accountOf(organization.member(id));
    return jsonAnswer(c, { success: true, message: 'Your profile was updated.', profile: account });
  },
};
