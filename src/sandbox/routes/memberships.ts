import type { SandboxApp } from '../request.ts';
import { newMemberships } from '../state/commands.ts';
import { requireDepartment, withDescendants } from '../state/departments.ts';
import { invitation } from '../state/invite-command.ts';
import type { Organization } from '../state/organization.ts';
import { capabilitiesOf, requireRole } from '../state/roles.ts';
import { timestamp } from '../times.ts';
import {
  invalidField,
  readBody,
  readFlag,
  readIds,
  readOptionalIds,
  readOptionalText,
  readText,
} from './request-body.ts';

const USERS = '/v1/organizations/:organization_id/users';
const LONGEST_NAME = 255;

/** A person's roles and departments, and the permissions that follow. `now` in milliseconds since 1970. */
export function addMembershipRoutes(app: SandboxApp, organization: Organization, now: () => number): void {
  // Our choice: the order of the checks: body, roles, departments, state.
  // https://docs.aitronos.com/docs/api-reference/users/invite-v2
  app.post(`${USERS}/invite/v2`, async (c) => {
    const body = await readBody(c);
    const email = readText(body, 'email');
    if (!/^[^\s@]+@[^\s@]+$/.test(email))
      throw invalidField('email', 'The field email must be an e-mail address.');
    const full_name = readOptionalText(body, 'full_name', LONGEST_NAME) ?? null;
    const role_ids = readOptionalIds(body, 'role_ids');
    const department_ids = readOptionalIds(body, 'department_ids');
    const send_invitation = readFlag(body, 'send_invitation', true);
    // Checked only: the sandbox sends no e-mail that could hold it.
    readOptionalText(body, 'custom_message');
    role_ids.forEach(requireRole);
    department_ids.forEach(requireDepartment);
    const invited = { email, full_name, role_ids, department_ids, send_invitation };
    const { user_id } = await organization.change(invitation(invited));
    return c.json(organization.user(user_id), 201);
  });

  // Our choice: the order of the checks, as above.
  // https://docs.aitronos.com/docs/api-reference/users/update-memberships
  app.patch(`${USERS}/:user_id/memberships`, async (c) => {
    const { id } = organization.user(c.req.param('user_id'));
    const body = await readBody(c);
    const role_ids = readIds(body, 'role_ids');
    const department_ids = readIds(body, 'department_ids');
    role_ids.forEach(requireRole);
    department_ids.forEach(requireDepartment);
    await organization.change(newMemberships(id, role_ids, department_ids));
    return c.json(organization.user(id));
  });

  // https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions
  app.get(`${USERS}/:user_id/effective-permissions`, (c) => {
    const { id, role_ids, department_ids } = organization.user(c.req.param('user_id'));
    const capabilities = capabilitiesOf(role_ids);
    const everywhere = capabilities.includes('override_all_permissions');
    return c.json({
      user_id: id,
      capabilities,
      // Our choice: callers without the role of an owner reach their own departments and all descendants.
      department_scope: everywhere ? 'global' : withDescendants(department_ids),
      role_ids,
      resolved_at: timestamp(now()),
    });
  });
}
