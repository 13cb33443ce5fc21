import type { Context } from 'hono';
import { type CsvColumns, csvAnswer } from '../answers.ts';
import type { SandboxEnv } from '../request.ts';
import type { AuditFilter } from '../state/audit/audit-log.ts';
import type { AuditEntry } from '../state/audit/entry.ts';
import {
  type Body,
  bodyPart,
  invalidField,
  queryPart,
  readOptionalBody,
  readOptionalText,
} from './request-fields.ts';
import type { Route, RouteCall } from './route.ts';

const COLUMNS: CsvColumns<AuditEntry> = {
  Timestamp: (entry) => entry.timestamp,
  'Entity Type': (entry) => entry.entity_type,
  'Entity Name': (entry) => entry.entity_name,
  Action: (entry) => entry.action_type,
  'Actor Name': (entry) => entry.actor_name,
  'Actor Email': (entry) => entry.actor_email,
  'Target Name': (entry) => entry.target_name,
  'Previous Value': (entry) => entry.previous_value && JSON.stringify(entry.previous_value),
  'New Value': (entry) => entry.new_value && JSON.stringify(entry.new_value),
};

export const AUDIT_ROUTES: readonly Route[] = [
  /** What was changed, by whom. Our choice: the fields of an entry, and their order. */
  {
    at: 'GET /v1/organizations/:organization_id/audit-log',
    page: 'https://docs.aitronos.com/docs/api-reference/audit-log/query',
    needs: ['view_audit_log'],
    answer: ({ c, organization }) => {
      const { skip, limit } = queryPart(c, 50);
      const { items, total } = organization.auditLog(readAuditFilter(c), { skip, limit });
      const has_more = skip + items.length < total;
      return { items, total, skip, limit, has_more };
    },
  },
  /** The same as a file, under the same filters. Our choice: values are JSON. */
  {
    at: 'GET /v1/organizations/:organization_id/audit-log/export',
    page: 'https://docs.aitronos.com/docs/api-reference/audit-log/export',
    needs: ['export_audit_log'],
    answer: (call) => {
      const { items } = call.organization.auditLog(readAuditFilter(call.c));
      return csvAnswer(call, 'audit-log', COLUMNS, items);
    },
  },
  /** The older form of the audit log. Our choice: the capability. */
  {
    at: 'POST /v1/organizations/:organization_id/dashboard/change-logs',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/change-logs',
    needs: ['view_audit_log'],
    answer: (call) => answerLogs(call, undefined),
  },
  /** The same about one member. */
  {
    at: 'POST /v1/organizations/:organization_id/users/:user_id/change-logs',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/member-change-logs',
    needs: ['view_audit_log'],
    answer: (call) => answerLogs(call, call.organization.user(call.param('user_id')).id),
  },
];

async function answerLogs({ c, organization }: RouteCall, target_id: string | undefined): Promise<object> {
  const body = await readOptionalBody(c);
  const { skip, take } = bodyPart(body, 50);
  const span = readSpan(textOf(body, 'start_date'), textOf(body, 'end_date'), ['start_date', 'end_date']);
  const entity_type = textOf(body, 'resource_type');
  const action_type = textOf(body, 'action');
  const filter = { ...span, entity_type, action_type, target_id };
  const { items, total } = organization.auditLog(filter, { skip, limit: take });
  return { logs: items.map(viewLog), total_count: total, skip, take };
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

const ENTITY_TYPES = [
  'user',
  'department',
  'role',
  'role_assignment',
  'department_membership',
  'permission',
  'knowledge_slice',
  'vector_store',
  'knowledge_grant',
  'knowledge_composite',
];
const DAY_MS = 24 * 60 * 60_000;

/**
 * Reads the filters of a query. Throws a `Refusal` (422).
 * https://docs.aitronos.com/docs/api-reference/audit-log/query
 * Our choice: an action that is not known selects nothing, because the page's list of them is not known whole; an
 * empty value is no filter; a day without a time counts whole, in UTC, and so does a second without a fraction.
 */
function readAuditFilter(c: Context<SandboxEnv>): AuditFilter {
  const value = (name: string) => c.req.query(name) || undefined;
  const entity_type = value('entity_type');
  if (entity_type !== undefined && !ENTITY_TYPES.includes(entity_type)) {
    throw invalidField('entity_type', `The field entity_type must be one of ${ENTITY_TYPES.join(', ')}.`);
  }
  return {
    entity_type,
    action_type: value('action_type'),
    actor_id: value('actor_id'),
    target_id: value('target_id'),
    department_id: value('department_id'),
    ...readSpan(value('from_date'), value('to_date'), ['from_date', 'to_date']),
    search_term: value('search_term'),
  };
}

/** The span between two texts, each of which may be absent. Throws a `Refusal` (422) that names the field. */
const readSpan = (
  from: string | undefined,
  to: string | undefined,
  fields: readonly [from: string, to: string],
): Pick<AuditFilter, 'from' | 'before'> => ({
  from: readTime(fields[0], from)?.begin,
  before: readTime(fields[1], to)?.end,
});

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+ -]\d{2}:\d{2})?$/;

/** The span that a date or time stands for, in milliseconds since 1970: a day, a second, or a millisecond. */
function readTime(field: string, text: string | undefined): { begin: number; end: number } | undefined {
  if (text === undefined) return undefined;
  // A plus sign in a query that is not encoded means a blank.
  const time = text.replace(' ', '+');
  const isDay = DAY.test(time);
  const hasZone = isDay || /(?:Z|[+-]\d{2}:\d{2})$/.test(time);
  const begin = isDay || TIME.test(time) ? Date.parse(hasZone ? time : `${time}Z`) : Number.NaN;
  if (Number.isNaN(begin)) {
    throw invalidField(field, `The field ${field} must be a date or a time, such as 2025-12-22T15:30:00Z.`);
  }
  const length_ms = time.includes('.') ? 1 : 1_000;
  return { begin, end: begin + (isDay ? DAY_MS : length_ms) };
}
