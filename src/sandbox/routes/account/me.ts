import { jsonAnswer } from '../../json-answer.ts';
import type { Route } from '../route.ts';
import { accountOf } from './account-object.ts';

/** The signed-in person's own account. */
export const me: Route = {
  at: 'GET /v1/user/me',
  page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
  answer: ({ c, organization, caller_id }) => jsonAnswer(c, accountOf(organization.member(caller_id))),
};
