import type { Context } from 'hono';
import type { SandboxApp, SandboxEnv } from '../arrival.ts';
import type { Organization } from '../organization.ts';
import { Refusal } from '../refusal.ts';

const USER = '/v1/organizations/:organization_id/users/:user_id';
const TRANSFER_TO = 'transfer_resources_to_department_id';

/** The people of the organization. The order of the checks is our choice: user, body, department, allowed, state. */
export function addUserRoutes(app: SandboxApp, organization: Organization): void {
  // https://docs.aitronos.com/docs/api-reference/users/deactivate
  app.post(`${USER}/deactivate`, async (c) => {
    const { id } = organization.user(c.req.param('user_id'));
    const department = organization.department(await transferTarget(c));
    if (id === c.get('caller_id')) {
      // Our choice: the page does not say what becomes of somebody who deactivates themselves.
      throw new Refusal(403, 'OPERATION_NOT_ALLOWED', 'You cannot deactivate your own account.', {
        details: { user_id: id },
      });
    }
    return c.json(await organization.deactivate(id, department.id));
  });

  // https://docs.aitronos.com/docs/api-reference/users/reactivate: no body; one that is sent is not looked at, our choice.
  app.post(`${USER}/reactivate`, async (c) => c.json(await organization.reactivate(c.req.param('user_id'))));

  // https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve: that it answers the object of the newer user pages is our choice.
  app.get(USER, (c) => c.json(organization.user(c.req.param('user_id'))));
}

/** The department named in the body. Our choice: anything else is a VALIDATION_ERROR with the field's name in the details. */
async function transferTarget(c: Context<SandboxEnv>): Promise<string> {
  const invalid = (message: string) =>
    new Refusal(422, 'VALIDATION_ERROR', message, {
      type: 'validation_error',
      details: { field: TRANSFER_TO },
    });
  // Our choice, after the framework of the API: a body that says it is something else is not read as JSON.
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? 'application/json')) {
    throw invalid('The Content-Type of the request body must be application/json.');
  }
  const body: unknown = await c.req.json().catch(() => {
    throw invalid('The request body is not valid JSON.');
  });
  const target = typeof body === 'object' && body !== null ? Reflect.get(body, TRANSFER_TO) : undefined;
  if (typeof target === 'string' && target !== '') return target;
  throw invalid(`The field ${TRANSFER_TO} is required.`);
}
