import { jsonAnswer } from '../../json-answer.ts';
import type { Route } from '../route.ts';
import { accountOf } from './account-object.ts';

/** The signed-in person in short. Our choice: which fields that are. */
export const current: Route = {
  at: 'GET /v1/user/current',
  page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
  answer: ({ c, organization, caller_id }) => {
    const account = accountOf(organization.member(caller_id));
    const { id, email, username, full_name, is_active, current_organization_id } = account;
    return jsonAnswer(c, { id, email, username, full_name, is_active, current_organization_id });
  },
};
