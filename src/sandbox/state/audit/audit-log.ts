import { foldCase } from '../../../text/fold-case.ts';
import { wholeSeconds } from '../../times.ts';
import type { PastChange, State } from '../events/projection.ts';
import { ORGANIZATION_ID } from '../first-data.ts';
import { findPersonById } from '../people.ts';
import { describeChange, nameOfUser } from './describe-change.ts';
import type { AuditEntry } from './entry.ts';

/** The filters of the audit log. https://docs.aitronos.com/docs/api-reference/audit-log/query */
export interface AuditFilter {
  readonly entity_type?: string | undefined;
  readonly action_type?: string | undefined;
  readonly actor_id?: string | undefined;
  readonly target_id?: string | undefined;
  readonly department_id?: string | undefined;
  /** Milliseconds since 1970; a change at this time still counts. */
  readonly from?: number | undefined;
  /** Milliseconds since 1970; a change at this time does not count any more. */
  readonly before?: number | undefined;
  readonly search_term?: string | undefined;
}

/** A part of the entries that a filter lets through, and how many these are. */
export interface AuditPage {
  readonly items: readonly AuditEntry[];
  readonly total: number;
}

/**
 * The entries that the filter lets through, made from the log of changes: `limit` of them after the first `skip`. Our
 * choice: the newest first. What stands on another page is counted, and made only where the filter has to look at it.
 */
export function viewAuditLog(
  state: State,
  filter: AuditFilter,
  { skip = 0, limit = Number.POSITIVE_INFINITY } = {},
): AuditPage {
  const { history } = state.projection;
  const items: AuditEntry[] = [];
  const fits = fitsFilter(filter);
  let total = 0;
  for (let index = history.length - 1; index >= 0; index -= 1) {
    const past = history[index];
    if (!past || !isWithin(past, filter)) continue;
    const isOnPage = total >= skip && total < skip + limit;
    const entry = isOnPage || fits !== null ? viewEntry(state, past, index) : null;
    if (fits !== null && entry !== null && !fits(entry)) continue;
    if (isOnPage && entry !== null) items.push(entry);
    total += 1;
  }
  return { items, total };
}

function viewEntry(state: State, past: PastChange, index: number): AuditEntry {
  const { at, actor_id = null } = past.event;
  return {
    id: `audit_${String(index + 1).padStart(6, '0')}`,
    organization_id: ORGANIZATION_ID,
    timestamp: wholeSeconds(at),
    actor_id,
    actor_name: actor_id === null ? null : nameOfUser(state, actor_id),
    actor_email: actor_id === null ? null : (findPersonById(state, actor_id)?.user.email ?? null),
    ...describeChange(state, past),
  };
}

/** The cheap part of a filter, asked before an entry is made. */
function isWithin({ event }: PastChange, { from, before, actor_id }: AuditFilter): boolean {
  if (actor_id !== undefined && event.actor_id !== actor_id) return false;
  if (from === undefined && before === undefined) return true;
  const at = Date.parse(event.at);
  return at >= (from ?? Number.NEGATIVE_INFINITY) && at < (before ?? Number.POSITIVE_INFINITY);
}

const EXACT = ['entity_type', 'action_type', 'target_id', 'department_id'] as const;

/** The part of a filter that has to see an entry; null where there is none. */
function fitsFilter(filter: AuditFilter): ((entry: AuditEntry) => boolean) | null {
  const wanted = EXACT.filter((field) => filter[field] !== undefined);
  const term = foldCase(filter.search_term ?? '');
  if (wanted.length === 0 && term === '') return null;
  return (entry) => {
    if (!wanted.every((field) => entry[field] === filter[field])) return false;
    return term === '' || searchedText(entry).includes(term);
  };
}

/** Our choice: what a search looks through. */
const searchedText = ({ entity_name, actor_name, actor_email, target_name }: AuditEntry): string =>
  foldCase([entity_name, actor_name, actor_email, target_name].join('\n'));
