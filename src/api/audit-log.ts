import { writeJson } from '../text/json.ts';
import { isObject, textOrNull } from '../validation/objects.ts';
import { entriesOf, keepObjects, onlyList } from './answers.ts';
import { checkCall, checkNames, type Names, takeFields } from './checks/checked-options.ts';
import { checkObject } from './checks/needed-fields.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';
import { throwAtFirstRow } from './lists/first-row.ts';
import type { LogPage } from './lists/log-end.ts';
import { logEntries } from './lists/log-pages.ts';
import { toldRows } from './lists/told-rows.ts';
import { addQuery, path } from './path.ts';

/** An entry of the audit log, unchanged: the API's page does not show which fields one has. */
export type AuditLogEntry = Readonly<Record<string, unknown>>;

/**
 * What can be done, in the words of `action_type`; the page names these and says that there are more.
 * https://docs.aitronos.com/docs/api-reference/audit-log/query
 */
export const AUDIT_ACTIONS = [
  'created',
  'updated',
  'deleted',
  'invited',
  'deactivated',
  'reactivated',
  'removed',
  'assigned',
  'unassigned',
  'reparented',
  'membership_added',
  'membership_removed',
] as const;

/** Whose log, and which of its entries; the fields are the API's own. */
export interface AuditLogFilter {
  organization_id: string;
  /** What was changed: `user`, `department`, `role`, `role_assignment` and others. */
  entity_type?: string | undefined;
  /** What was done: `deactivated`, `reactivated`, `removed`, `invited` and others. */
  action_type?: string | undefined;
  /** Who did it. */
  actor_id?: string | undefined;
  /** To whom or what. */
  target_id?: string | undefined;
  department_id?: string | undefined;
  /** The first time that counts, ISO 8601. */
  from_date?: string | undefined;
  /** The last time that counts, ISO 8601. */
  to_date?: string | undefined;
  search_term?: string | undefined;
}

/** One page: `limit` (1 to 100) at most, after the first `skip`. */
export interface AuditLogParams extends AuditLogFilter {
  skip?: number | undefined;
  limit?: number | undefined;
}

export interface AuditLogPage {
  readonly items: readonly AuditLogEntry[];
  /** The number of all entries that match; null when the API does not tell. */
  readonly total: number | null;
  /** Whether there are entries after this page; null when the API does not tell. */
  readonly has_more: boolean | null;
}

/** Options for reading a whole log. */
export interface QueryAllOptions {
  /** The most entries to read: a whole number above 0, or Infinity. */
  limit?: number | undefined;
  /** Called with each page, before its entries come. */
  onPage?: ((page: AuditLogPage) => void) | undefined;
}

const LOG_FILTER: Names<AuditLogFilter> = {
  organization_id: true,
  entity_type: true,
  action_type: true,
  actor_id: true,
  target_id: true,
  department_id: true,
  from_date: true,
  to_date: true,
  search_term: true,
};
const QUERY_LOG: Names<AuditLogParams> = { ...LOG_FILTER, skip: true, limit: true };
const QUERY_ALL: Names<QueryAllOptions> = { limit: true, onPage: 'function' };

/** `client.auditLog`: what was changed in an organization, and by whom. */
export class AuditLog {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * GET …/audit-log: one page of the entries that match.
   * Throws `ApiError` (403 without the capability `view_audit_log`), `ConnectionError`, or `AitronosError`
   * (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/audit-log/query
   */
  async query(params: AuditLogParams, options?: RequestOptions): Promise<AuditLogPage> {
    const { items, total, has_more } = await this.#page(params, options);
    return { items, total, has_more };
  }

  /**
   * Yields all entries that match, or `limit` of them, in the API's order, in pages of a hundred, each once although
   * the log grows meanwhile.
   * Throws as `query` does, and `AitronosError` (`LIST_CHANGED`; `BAD_OPTION`).
   */
  queryAll(
    filter: AuditLogFilter,
    reading: QueryAllOptions = {},
    options?: RequestOptions,
  ): AsyncGenerator<AuditLogEntry> {
    return throwAtFirstRow(() => {
      const { limit = Infinity, onPage } = checkNames('auditLog.queryAll', reading, QUERY_ALL);
      const of = takeFields('auditLog.queryAll', checkObject('auditLog.queryAll', filter), LOG_FILTER);
      return logEntries({
        fetch: (skip, take, each) => this.#page({ ...of, skip, limit: take }, each),
        onPage,
        keyOf: entryKey,
        take: 100,
        limit,
        options,
      });
    });
  }

  async #page(params: AuditLogParams, options?: RequestOptions): Promise<LogPage<AuditLogEntry>> {
    const { organization_id, ...rest } = takeFields('auditLog.query', params, QUERY_LOG);
    const address = addQuery(path`/v1/organizations/${organization_id}/audit-log`, rest);
    return logPage(await this.#http.get(address, checkCall(options, { packed: true })));
  }
}

function logPage(answer: unknown): LogPage<AuditLogEntry> {
  const named = ['items', 'logs', ...onlyList(answer)];
  const entries = entriesOf(answer, 'entries of the audit log', named);
  const has_more = isObject(answer) ? answer['has_more'] : null;
  return {
    items: keepObjects<AuditLogEntry>(entries),
    given: entries.length,
    total: toldRows(answer).total,
    has_more: typeof has_more === 'boolean' ? has_more : null,
  };
}

/** A key that is unique for each entry. */
const entryKey = (entry: AuditLogEntry): string => textOrNull(entry['id']) ?? writeJson(entry);
