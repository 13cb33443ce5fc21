import { statusChange } from '../../state/commands/status.ts';
import { ASSIGNABLE } from '../../state/statuses.ts';
import { invalidField, readBody, readText } from '../request-body.ts';
import type { Route } from '../route.ts';
import { changeEach, readUserIds } from './bulk.ts';

/** Sets the status of many members. Our choice: the capability, and the statuses that can be set. */
export const changeStatuses: Route = {
  at: 'POST /v1/organizations/:organization_id/users/change-status-bulk',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/bulk-status-change',
  needs: ['deactivate_users', 'manage_users'],
  answer: async (call) => {
    const body = await readBody(call.c);
    const user_ids = readUserIds(body);
    const given = readText(body, 'status_id');
    const status_id = ASSIGNABLE.find((id) => id === given);
    if (status_id === undefined) {
      throw invalidField('status_id', `The field status_id must be one of ${ASSIGNABLE.join(', ')}.`);
    }
    return changeEach(call, user_ids, (user_id) => statusChange(user_id, status_id));
  },
};
