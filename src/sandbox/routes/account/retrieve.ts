import { jsonAnswer } from '../../json-answer.ts';
import type { Route } from '../route.ts';
import { accountOf } from './account-object.ts';

/** Any account. Our choice: every signed-in user may call it, as every user may list the members. */
export const retrieveAccount: Route = {
  at: 'GET /v1/user/:user_id',
  page: 'https://docs.aitronos.com/docs/api-reference/users/get-user-by-id',
  answer: ({ c, organization, param }) => jsonAnswer(c, accountOf(organization.member(param('user_id')))),
};

/** The same by address, in any case. Our choice: the fields. */
export const retrieveAccountByEmail: Route = {
  at: 'GET /v1/user/email/:email',
  page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
  answer: ({ c, organization, param }) =>
    jsonAnswer(c, accountOf(organization.memberByEmail(param('email')))),
};
