import type { Context } from 'hono';
import { Refusal } from '../refusal.ts';
import type { SandboxApp, SandboxEnv } from '../request.ts';
import { deactivation, reactivation, removal } from '../state/commands.ts';
import { requireDepartment } from '../state/departments.ts';
import type { Organization } from '../state/organization.ts';
import { invalidField, readBody, readOptionalText, readText } from './request-body.ts';

const USER = '/v1/organizations/:organization_id/users/:user_id';
const TRANSFER_TO = 'transfer_resources_to_department_id';

/**
 * Deactivation, reactivation and removal of members.
 * Our choice: the order of the checks: user, body, department, permission, state.
 */
export function addUserRoutes(app: SandboxApp, organization: Organization): void {
  // Our choice: it answers the object of the newer user pages.
  // https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve
  app.get(USER, (c) => c.json(organization.user(c.req.param('user_id'))));

  // https://docs.aitronos.com/docs/api-reference/users/deactivate
  app.post(`${USER}/deactivate`, async (c) => {
    const { id } = organization.user(c.req.param('user_id'));
    const department_id = readText(await readBody(c), TRANSFER_TO);
    requireDepartment(department_id);
    refuseOneself(c, id, 'You cannot deactivate your own account.');
    await organization.change(deactivation(id, department_id));
    return c.json(organization.user(id));
  });

  // No body is documented. Our choice: one that is sent is ignored.
  // https://docs.aitronos.com/docs/api-reference/users/reactivate
  app.post(`${USER}/reactivate`, async (c) => {
    const user_id = c.req.param('user_id');
    await organization.change(reactivation(user_id));
    return c.json(organization.user(user_id));
  });

  // Our choice: the answer to a request without `confirm`.
  // https://docs.aitronos.com/docs/api-reference/users/remove
  app.delete(USER, async (c) => {
    const { id } = organization.user(c.req.param('user_id'));
    const body = await readBody(c);
    if (body['confirm'] !== true) throw invalidField('confirm', 'The field confirm must be true.');
    const department_id = readOptionalText(body, TRANSFER_TO);
    if (department_id !== undefined) requireDepartment(department_id);
    refuseOneself(c, id, 'You cannot remove your own account.');
    await organization.change(removal(id, department_id ?? null));
    return c.body(null, 204);
  });
}

/** Our choice: callers cannot do this to themselves. The pages do not say. */
function refuseOneself(c: Context<SandboxEnv>, user_id: string, message: string): void {
  if (user_id !== c.get('caller').user_id) return;
  throw new Refusal(403, 'OPERATION_NOT_ALLOWED', message, { details: { user_id } });
}
