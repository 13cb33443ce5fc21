import type { SandboxApp } from '../request.ts';
import type { Organization } from '../state/organization.ts';
import { requireRole } from '../state/roles.ts';
import { roleMember } from './list-rows.ts';
import { readNumber } from './request-body.ts';

const ROLES = '/v1/organizations/:organization_id/roles';

/** The roles of the organization. */
export function addRoleRoutes(app: SandboxApp, organization: Organization): void {
  // A bare array; another page wraps it. Our choice: `include_global` is ignored.
  // https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
  app.get(ROLES, (c) => c.json(organization.roles()));

  // https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve
  app.get(`${ROLES}/:role_id`, (c) => {
    const role_id = c.req.param('role_id');
    requireRole(role_id);
    return c.json(organization.roles().find(({ id }) => id === role_id) ?? null);
  });

  // https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members
  app.get(`${ROLES}/:role_id/members`, (c) => {
    const role_id = c.req.param('role_id');
    requireRole(role_id);
    const skip = readNumber(asNumber(c.req.query('skip')), 'skip', [0, Number.MAX_SAFE_INTEGER], 0);
    const limit = readNumber(asNumber(c.req.query('limit')), 'limit', [1, 100], 50);
    const people = organization.withRole(role_id);
    const members = people.slice(skip, skip + limit).map(roleMember);
    return c.json({ members, total: people.length });
  });
}

const asNumber = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
};
