import { jsonAnswer } from '../../json-answer.ts';
import { ORGANIZATION_NAME } from '../../state/first-data.ts';
import type { Route } from '../route.ts';

/** What greets a member. Our choice: the organization has neither a logo nor an address. */
export const welcomeDetails: Route = {
  at: 'GET /v1/user/welcomedetails',
  page: 'https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval',
  answer: ({ c }) => jsonAnswer(c, { name: ORGANIZATION_NAME, logo: null, email: null }),
};
