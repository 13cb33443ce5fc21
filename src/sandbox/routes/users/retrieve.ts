import { jsonAnswer } from '../../json-answer.ts';
import type { Route } from '../route.ts';
import { shapeMember } from './member-rows.ts';

/**
 * The nested row of one page, or the flat one of the other.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/get-member and
 * https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve
 * Our choice: every member may call it, as the second page has it.
 */
export const retrieveUser: Route = {
  at: 'GET /v1/organizations/:organization_id/users/:user_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/get-member',
  answer: ({ c, organization, member_shape, param }) => {
    // The first page takes the id of the membership too; it writes the prefix in two ways.
    const user_id = param('user_id').replace(/^org(?:usr|user)_/, 'usr_');
    return jsonAnswer(c, shapeMember(organization.member(user_id), member_shape, organization.roleName));
  },
};
