import { jsonAnswer } from '../answers.ts';
import { ACCOUNT_ROUTES } from './account.ts';
import { AUDIT_ROUTES } from './audit-log.ts';
import { SIGN_IN_ROUTES } from './auth.ts';
import { DEPARTMENT_ROUTES } from './departments.ts';
import { INVITATION_ROUTES } from './invitations.ts';
import { MEMBER_ROUTES } from './members.ts';
import { ORGANIZATION_ROUTES } from './organizations.ts';
import { ROLE_ROUTES } from './roles.ts';
import type { Route } from './route.ts';
import { USER_ROUTES } from './users.ts';

/** The addresses are named in the API's public standards, on no page; our choice: what they answer. */
const HEALTH: Route = {
  at: 'GET /health',
  page: null,
  open: true,
  answer: ({ c }) => jsonAnswer(c, { status: 'ok' }),
};

/** Every operation that the sandbox serves. */
export const ROUTES: readonly Route[] = [
  HEALTH,
  { ...HEALTH, at: 'GET /v1/health/' },
  ...SIGN_IN_ROUTES,
  ...ACCOUNT_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...AUDIT_ROUTES,
  ...USER_ROUTES,
  ...MEMBER_ROUTES,
  ...INVITATION_ROUTES,
  ...DEPARTMENT_ROUTES,
  ...ROLE_ROUTES,
];
