import { jsonAnswer } from '../../json-answer.ts';
import { invitation } from '../../state/commands/invite.ts';
import { readBody, readEmail, readFlag, readOptionalIds, readOptionalText } from '../request-body.ts';
import type { Route } from '../route.ts';

const LONGEST_NAME = 255;

/** Our choice: the capability, and the order of the checks: permission, body, roles, departments, state. */
export const inviteUser: Route = {
  at: 'POST /v1/organizations/:organization_id/users/invite/v2',
  page: 'https://docs.aitronos.com/docs/api-reference/users/invite-v2',
  needs: ['invite_users', 'manage_users'],
  answer: async ({ c, organization, caller_id }) => {
    const body = await readBody(c);
    const email = readEmail(body, 'email');
    const full_name = readOptionalText(body, 'full_name', LONGEST_NAME) ?? null;
    const role_ids = readOptionalIds(body, 'role_ids');
    const department_ids = readOptionalIds(body, 'department_ids');
    const send_invitation = readFlag(body, 'send_invitation', true);
    // Checked only: the sandbox sends no e-mail that could hold it.
    readOptionalText(body, 'custom_message');
    const invited = { email, full_name, role_ids, department_ids, send_invitation };
    const user_id = await organization.change(caller_id, invitation(invited));
    return jsonAnswer(c, organization.user(user_id), 201);
  },
};
