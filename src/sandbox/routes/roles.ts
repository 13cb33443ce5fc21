import type { SandboxApp } from '../arrival.ts';
import type { Organization } from '../organization.ts';

/** The roles of the organization. */
export function addRoleRoutes(app: SandboxApp, organization: Organization): void {
  // https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles: a bare array; another page wraps it. `include_global` is not looked at, our choice.
  app.get('/v1/organizations/:organization_id/roles', (c) => c.json(organization.roles()));
}
