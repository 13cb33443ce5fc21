import type { Context } from 'hono';
import type { SandboxEnv } from '../../request.ts';
import type { AuditFilter } from '../../state/audit/audit-log.ts';
import { invalidField } from '../request-body.ts';

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
export function readAuditFilter(c: Context<SandboxEnv>): AuditFilter {
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
export const readSpan = (
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
