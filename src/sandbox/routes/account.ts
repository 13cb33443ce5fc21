import type { SandboxApp } from '../request.ts';
import { ORGANIZATION_ID } from '../state/first-data.ts';
import type { Organization } from '../state/organization.ts';

const FOUNDED = '2025-01-15T09:00:00Z';

/** The signed-in person's own account, and the organizations it belongs to. */
export function addAccountRoutes(app: SandboxApp, organization: Organization): void {
  // Our choice: the subset of the fields.
  // https://docs.aitronos.com/docs/documentation/guides/user-data-retrieval
  app.get('/v1/user/me', (c) => {
    const user = organization.user(c.get('caller').user_id);
    return c.json({
      id: user.id,
      email: user.email,
      username: user.user_name,
      full_name: user.full_name,
      is_active: user.account_state === 'active',
      current_organization_id: ORGANIZATION_ID,
    });
  });

  // A bare array, as in the page's example. Our choice: it holds one organization.
  // https://docs.aitronos.com/docs/api-reference/organizations/management/list
  app.get('/v1/organizations', (c) =>
    c.json([
      {
        id: ORGANIZATION_ID,
        name: 'Example',
        description: null,
        logo: null,
        createdAt: FOUNDED,
        updatedAt: FOUNDED,
      },
    ]),
  );
}
