import type { SandboxApp } from '../arrival.ts';
import type { Organization } from '../organization.ts';

/** The departments of the organization. */
export function addDepartmentRoutes(app: SandboxApp, organization: Organization): void {
  // https://docs.aitronos.com/docs/api-reference/departments/list: a bare array, all of them. The order is our choice.
  app.get('/v1/organizations/:organization_id/departments', (c) => c.json(organization.departments()));
}
