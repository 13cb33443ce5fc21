import { jsonAnswer } from '../../json-answer.ts';
import type { AuditEntry } from '../../state/audit/entry.ts';
import { type Body, readNumber, readOptionalBody, readOptionalText } from '../request-body.ts';
import type { Route, RouteCall } from '../route.ts';
import { readSpan } from './filter.ts';

/** What was changed about one member, in the older form of the audit log. Our choice: the capability. */
export const memberChangeLogs: Route = {
  at: 'POST /v1/organizations/:organization_id/users/:user_id/change-logs',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/member-change-logs',
  needs: ['view_audit_log'],
  answer: (call) => answerLogs(call, call.organization.user(call.param('user_id')).id),
};

/** The same for the whole organization. */
export const changeLogs: Route = {
  at: 'POST /v1/organizations/:organization_id/dashboard/change-logs',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/change-logs',
  needs: ['view_audit_log'],
  answer: (call) => answerLogs(call, undefined),
};

async function answerLogs({ c, organization }: RouteCall, target_id: string | undefined): Promise<Response> {
  const body = await readOptionalBody(c);
  const skip = readNumber(body['skip'], 'skip', [0, Number.MAX_SAFE_INTEGER], 0);
  const take = readNumber(body['take'], 'take', [1, 100], 50);
  const span = readSpan(textOf(body, 'start_date'), textOf(body, 'end_date'), ['start_date', 'end_date']);
  const entity_type = textOf(body, 'resource_type');
  const action_type = textOf(body, 'action');
  const filter = { ...span, entity_type, action_type, target_id };
  const { items, total } = organization.auditLog(filter, { skip, limit: take });
  return jsonAnswer(c, { logs: items.map(viewLog), total_count: total, skip, take });
}

const textOf = (body: Body, field: string): string | undefined => readOptionalText(body, field) || undefined;

function viewLog(entry: AuditEntry) {
  const fields = Object.keys({ ...entry.previous_value, ...entry.new_value });
  return {
    id: entry.id.replace('audit_', 'log_'),
    user_id: entry.actor_id,
    user_name: entry.actor_name,
    user_email: entry.actor_email,
    action: entry.action_type,
    timestamp: entry.timestamp,
    resource_type: entry.entity_type,
    resource_id: entry.entity_id,
    resource_name: entry.entity_name,
    changes: fields.map((field) => ({
      field,
      old_value: entry.previous_value?.[field] ?? null,
      new_value: entry.new_value?.[field] ?? null,
    })),
  };
}
