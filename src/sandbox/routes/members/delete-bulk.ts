import { deletion } from '../../state/commands/deletion.ts';
import { readBody } from '../request-body.ts';
import type { Route } from '../route.ts';
import { changeEach, readUserIds } from './bulk.ts';

/** Deletes many members; owners are left out. Our choice: the capability. */
export const deleteMembers: Route = {
  at: 'POST /v1/organizations/:organization_id/users/delete-bulk',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/bulk-delete',
  needs: ['remove_users', 'manage_users'],
  answer: async (call) => changeEach(call, readUserIds(await readBody(call.c)), deletion),
};
