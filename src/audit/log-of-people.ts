import type { AuditLogEntry, AuditLogFilter } from '../api/audit-log.ts';
import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { AitronosError, isUnauthorized } from '../errors/api-errors.ts';
import { entryFacts } from './entry-facts.ts';
import { CLOCKS_APART_MS, canTellOf, type DatedEntry, explain, type OwnChange } from './own-changes.ts';
import { partyLabel } from './parties.ts';

export interface LogQuestion {
  readonly client: Pick<Client, 'auditLog'>;
  readonly organization_id: string;
  /** The ids of the users of a run. */
  readonly people: ReadonlySet<string>;
  /** When the run began, in milliseconds since 1970. */
  readonly since: number;
  /** The changes that the run made, or may have made. */
  readonly changes: Iterable<OwnChange>;
  /** The same of other runs of ours since then, to any user. */
  readonly others: Iterable<OwnChange>;
  readonly options?: RequestOptions | undefined;
}

export interface LoggedEntry extends DatedEntry {
  readonly user_id: string;
  /** Who did it: an address, else a name, else an id; null where the entry does not say. */
  readonly actor: string | null;
  /** The same as `time`, ISO 8601. */
  readonly at: string | null;
}

/** What the API's log says of the people; `readable: false` where it may not be read, or cannot be. */
export type LogOfPeople =
  | {
      readonly readable: true;
      /** By user id: the entry of the run's own change. A change whose user is not here is not in the log. */
      readonly entries: ReadonlyMap<string, LoggedEntry>;
      /** The entries about these people since the run began that no run of ours explains, in the API's order. */
      readonly foreign: readonly LoggedEntry[];
    }
  | { readonly readable: false; readonly why: string };

/**
 * Compares the API's audit log with what runs of ours did to some people. Entries are matched by user, action and time,
 * the clocks of both sides up to two hours apart; fields that are not understood do not matter. Keeps only what is said
 * of these people.
 * Throws `ApiError` for a token that is not accepted (401), and the reason of the signal; every other failure is a
 * value, because the log stands beside what is asked of the API itself.
 */
export async function readLogOfPeople(
  question: LogQuestion,
  read: (question: LogQuestion) => Promise<EntriesByUser> = readEntries,
): Promise<LogOfPeople> {
  try {
    return compare(question, await read(question));
  } catch (error) {
    if (!(error instanceof AitronosError) || isUnauthorized(error)) throw error;
    return { readable: false, why: error.message };
  }
}

/** So many pages are read where the API does not say how many there are, before people are asked for one by one. */
const PAGES_IF_UNTOLD = 20;
export const NEW_A_PAGE = 99;
const PEOPLE_AT_ONCE = 4;

export type EntriesByUser = ReadonlyMap<string, readonly LoggedEntry[]>;

/** Reads all pages since the run began, or those of each person where that takes fewer requests. */
export async function readEntries(question: LogQuestion): Promise<EntriesByUser> {
  const { client, organization_id, people, since, options } = question;
  if (people.size === 0) return new Map();
  const from_date = new Date(since - CLOCKS_APART_MS).toISOString();
  const filter: AuditLogFilter = { organization_id, from_date };
  const { total } = await client.auditLog.query({ ...filter, limit: 1 }, options);
  const pages = total === null ? PAGES_IF_UNTOLD : Math.ceil(total / NEW_A_PAGE);
  if (people.size >= pages) return groupByUser(await entriesAbout(question, filter));
  const each = [...people].map((target_id) => ({ ...filter, target_id }));
  const all: LoggedEntry[][] = [];
  for (let start = 0; start < each.length; start += PEOPLE_AT_ONCE) {
    const some = each.slice(start, start + PEOPLE_AT_ONCE);
    all.push(...(await Promise.all(some.map((one) => entriesAbout(question, one)))));
  }
  return groupByUser(all.flat());
}

/** The entries of a log that `filter` selects, as far as they are about these people and from since the run began. */
export async function entriesAbout(
  { client, people, since, options }: Omit<LogQuestion, 'changes' | 'others'>,
  filter: AuditLogFilter,
): Promise<LoggedEntry[]> {
  const { target_id } = filter;
  const found: LoggedEntry[] = [];
  const wanted = target_id === undefined ? people : new Set([target_id]);
  for await (const entry of client.auditLog.queryAll(filter, {}, options)) {
    for (const said of saidOf(entry, wanted)) {
      if (said.time === null || said.time >= since - CLOCKS_APART_MS) found.push(said);
    }
  }
  return found;
}

/** What an entry says of each of these people. */
function* saidOf(entry: AuditLogEntry, people: ReadonlySet<string>): Generator<LoggedEntry> {
  const { at: time, action, actor, targets } = entryFacts(entry);
  const at = time === null ? null : new Date(time).toISOString();
  for (const user_id of new Set(targets.map(({ id }) => id))) {
    if (user_id === null || !people.has(user_id)) continue;
    yield { user_id, action, time, at, actor: partyLabel(actor) };
  }
}

function compare({ changes, others, since }: LogQuestion, byUser: EntriesByUser): LogOfPeople {
  const own = new Set([...changes].flatMap(requestsOf));
  const ofUser = groupByUser([...own, ...[...others].flatMap(requestsOf)]);
  const ahead = clockAhead(byUser, ofUser);
  const entries = new Map<string, LoggedEntry>();
  const unexplained: LoggedEntry[] = [];
  for (const [user_id, said] of byUser) {
    const { entryOf, foreign } = explain(said, ofUser.get(user_id) ?? [], ahead);
    for (const [change, entry] of entryOf)
      if (own.has(change) && !(change.isInDoubt && entries.has(user_id))) entries.set(user_id, entry);
    unexplained.push(...foreign);
  }
  const foreign = unexplained.filter(({ time }) => time === null || time >= since + ahead);
  return { readable: true, entries, foreign };
}

/** A change that was sent again, as after its user was taken back meanwhile, may have been made before as well. */
const requestsOf = (change: OwnChange): OwnChange[] =>
  change.since === undefined || change.wasRecovered ? [change] : [change, { ...change, isInDoubt: true }];

export function groupByUser<T extends { readonly user_id: string }>(
  all: readonly T[],
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const before = groups.get(one.user_id);
    if (before) before.push(one);
    else groups.set(one.user_id, [one]);
  }
  return groups;
}

/**
 * How far the API's clock is ahead, in milliseconds: the middle of what users show of whom there is one change of ours
 * and one entry that can tell of it; 0 where there is no such user.
 */
function clockAhead(byUser: EntriesByUser, ofUser: ReadonlyMap<string, readonly OwnChange[]>): number {
  const apart: number[] = [];
  for (const [user_id, [change, ...more]] of ofUser) {
    if (change === undefined || change.isInDoubt || more.length > 0) continue;
    const [entry, ...rest] = byUser.get(user_id)?.filter((said) => canTellOf(said, change)) ?? [];
    if (entry && rest.length === 0 && entry.time !== null) apart.push(entry.time - change.at);
  }
  return apart.sort((one, other) => one - other)[Math.floor(apart.length / 2)] ?? 0;
}
