import { jsonAnswer } from '../../json-answer.ts';
import { queryPart } from '../query.ts';
import type { Route } from '../route.ts';
import { readAuditFilter } from './filter.ts';

/** What was changed, by whom. Our choice: the fields of an entry, and their order. */
export const queryAuditLog: Route = {
  at: 'GET /v1/organizations/:organization_id/audit-log',
  page: 'https://docs.aitronos.com/docs/api-reference/audit-log/query',
  needs: ['view_audit_log'],
  answer: ({ c, organization }) => {
    const { skip, limit } = queryPart(c, 50);
    const { items, total } = organization.auditLog(readAuditFilter(c), { skip, limit });
    const has_more = skip + items.length < total;
    return jsonAnswer(c, { items, total, skip, limit, has_more });
  },
};
