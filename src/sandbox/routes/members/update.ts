import { jsonAnswer } from '../../json-answer.ts';
import { memberUpdate } from '../../state/commands/status.ts';
import type { RoleNames } from '../../state/listing.ts';
import type { Person } from '../../state/people.ts';
import { STATUSES } from '../../state/statuses.ts';
import { type Body, invalidField, readBody, readOptionalText } from '../request-body.ts';
import type { Route } from '../route.ts';
import { crewRow, membershipId } from '../users/member-rows.ts';

/**
 * Sets the role or the status. Answers the nested row, or what the other page shows:
 * https://docs.aitronos.com/docs/api-reference/organizations/members/update-role
 * Our choice: the capability, and a status that is not known is an invalid field.
 */
export const updateMember: Route = {
  at: 'PUT /v1/organizations/:organization_id/users/:user_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/update-member',
  needs: ['manage_users'],
  answer: async ({ c, organization, caller_id, member_shape, param }) => {
    const { id } = organization.user(param('user_id'));
    await organization.change(caller_id, memberUpdate(id, readFields(await readBody(c))));
    const answer = member_shape === 'crew' ? crewRow : confirm;
    return jsonAnswer(c, answer(organization.member(id), organization.roleName));
  },
};

function readFields(body: Body) {
  const role_id = readOptionalText(body, 'role_id');
  const status_id = readOptionalText(body, 'status_id');
  if (role_id === undefined && status_id === undefined) {
    throw invalidField('role_id', 'One of the fields role_id and status_id is required.');
  }
  if (status_id !== undefined && !STATUSES.some(({ id }) => id === status_id)) {
    throw invalidField('status_id', 'The field status_id must be the id of a status.');
  }
  return { role_id, status_id };
}

/** Our choice: the names of the two ids and the message. */
function confirm({ user }: Person, nameOf: RoleNames) {
  const role_id = user.role_ids[0] ?? null;
  return {
    success: true,
    message: 'The member was updated.',
    member_id: membershipId(user.id),
    user_id: user.id,
    role_id,
    role_name: role_id === null ? null : nameOf(role_id),
  };
}
