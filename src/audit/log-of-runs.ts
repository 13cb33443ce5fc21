import { isDeepStrictEqual } from 'node:util';
import type { AuditLogEntry } from '../api/audit-log.ts';
import type { ReadableRun } from '../runs/journal/recorded-results.ts';
import { runRows } from '../runs/journal/run-rows.ts';
import { isOfFile } from './evidence/file-errors.ts';
import {
  type EntriesByUser,
  entriesAbout,
  groupByUser,
  type LoggedEntry,
  type LogQuestion,
  NEW_A_PAGE,
  readEntries,
} from './log-of-people.ts';
import { CLOCKS_APART_MS } from './own-changes.ts';

/** An entry with its place in the API's order. */
type Placed = LoggedEntry & { readonly place: number; readonly time: number };

/** The entries about the people of several runs since the oldest of them began. */
interface SharedLog {
  readonly people: ReadonlySet<string>;
  readonly total: number;
  /** The first entry: an API may stop counting. */
  readonly first: AuditLogEntry | undefined;
  readonly entries: ReadonlyMap<string, readonly Placed[]>;
}

/**
 * The API's log, read once for all runs of a check. Where it has grown meanwhile, it is read once more for many people;
 * few are asked about for themselves.
 */
export class LogOfRuns {
  readonly #runs: readonly ReadableRun[];
  /** Whom runs changed, also those whom no row of theirs names. */
  readonly #changed: () => Iterable<string>;
  /** By organization; null where each run has to ask for itself. */
  readonly #shared = new Map<string, SharedLog | null>();

  constructor(runs: readonly ReadableRun[], changed: () => Iterable<string>) {
    this.#runs = runs;
    this.#changed = changed;
  }

  /** What the log says of the people of one of the runs. Throws as `readEntries` does. */
  async read(question: LogQuestion): Promise<EntriesByUser> {
    const shared = question.people.size === 0 ? null : await this.#sharedLog(question);
    if (shared === null) return readEntries(question);
    const since = question.since - CLOCKS_APART_MS;
    const known = [...question.people].flatMap((id) => shared.entries.get(id) ?? []);
    const entries = known.filter(({ time }) => time >= since).sort((one, other) => one.place - other.place);
    const others = new Set([...question.people].filter((id) => !shared.people.has(id)));
    return new Map([
      ...groupByUser<LoggedEntry>(entries),
      ...(await readEntries({ ...question, people: others })),
    ]);
  }

  async #sharedLog(question: LogQuestion): Promise<SharedLog | null> {
    const { client, organization_id, options } = question;
    const runs = this.#runs.filter(({ header }) => header.organization_id === organization_id);
    const before = this.#shared.get(organization_id);
    if (runs.length < 2 || before === null) return null;
    const since = Math.min(...runs.map(({ header }) => Date.parse(header.created_at)));
    const from_date = new Date(since - CLOCKS_APART_MS).toISOString();
    const filter = { organization_id, from_date };
    const { total, items } = await client.auditLog.query({ ...filter, limit: 1 }, options);
    const [first] = items;
    if (before && before.total === total && isDeepStrictEqual(before.first, first)) return before;
    const pages = total === null ? Infinity : Math.ceil(total / NEW_A_PAGE);
    // Where people are few, their own entries take fewer requests, also of a log that grows all the time.
    if (before && question.people.size < pages) return null;
    const rows = runs.reduce((sum, { header }) => sum + header.rows, 0);
    const isShared = total !== null && rows >= pages;
    const people = before?.people ?? new Set([...(await peopleOf(runs)), ...this.#changed()]);
    const found = isShared ? await entriesAbout({ ...question, people, since }, filter) : [];
    const entries = found.flatMap((entry, place) =>
      entry.time === null ? [] : [{ ...entry, time: entry.time, place }],
    );
    // Which entries without a time are since a run began, the API alone knows.
    const isDated = entries.length === found.length;
    const shared = isShared && isDated ? { people, total, first, entries: groupByUser(entries) } : null;
    this.#shared.set(organization_id, shared);
    return shared;
  }
}

/** The users that rows name; without those of rows that cannot be read. */
async function peopleOf(runs: readonly ReadableRun[]): Promise<ReadonlySet<string>> {
  const people = new Set<string>();
  for (const run of runs) {
    try {
      for await (const { user_id } of runRows(run)) if (user_id !== null) people.add(user_id);
    } catch (error) {
      if (!isOfFile(error)) throw error;
    }
  }
  return people;
}
