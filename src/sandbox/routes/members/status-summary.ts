import { jsonAnswer } from '../../json-answer.ts';
import { STATUSES, statusOf } from '../../state/statuses.ts';
import type { Route } from '../route.ts';

/**
 * How many members have each status; deleted ones do not count. Our choice: the capability, and that a status without
 * members counts 0.
 */
export const statusSummary: Route = {
  at: 'GET /v1/organizations/:organization_id/users/status-summary',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/status-summary',
  needs: ['manage_users'],
  answer: ({ c, organization }) => {
    const counts = new Map<string, number>();
    for (const { user } of organization.members()) {
      const { id } = statusOf(user.account_state);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const status_counts = STATUSES.map(({ id, name }) => ({
      status_id: id,
      status_name: name,
      count: counts.get(id) ?? 0,
    }));
    return jsonAnswer(c, { status_counts });
  },
};
