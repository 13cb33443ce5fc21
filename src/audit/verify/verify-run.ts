import type { Client } from '../../api/client.ts';
import type { Action } from '../../results/record.ts';
import { type ReadableRun, recordedRows } from '../../runs/journal/recorded-results.ts';
import type { Recorder } from '../../runs/ledger/append-line.ts';
import { cutText } from '../../text/cut.ts';
import { type KeptCheck, keepCheck } from '../keep-check.ts';
import { type LogOfPeople, readLogOfPeople } from '../log-of-people.ts';
import type { OwnChange } from '../own-changes.ts';
import type { VerifiedResult } from '../verified-results.ts';
import { lookAtRows } from './look-at-rows.ts';
import { changesOfOthers, laterRunFinder } from './other-runs.ts';
import { compareWanted, type WantedRow } from './wanted-state.ts';

/** What is needed to ask the API about a run. */
export interface VerifyOptions {
  readonly client: Client;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  /** The folder of all runs: what later ones changed is named. */
  readonly runs: string;
  /** How long to ask again while not all agree, in milliseconds. */
  readonly wait_ms: number;
  /** Called before each wait. */
  readonly onWait?: (left: number) => void;
}

/** What the API says of a run now. */
export interface VerifiedRun {
  readonly run_id: string;
  readonly action: Action;
  /** A result for each row, in order. */
  readonly results: readonly VerifiedResult[];
  /** Why some users are not known; null where all are. */
  readonly refused: string | null;
  /** The API's own log about these users since the run began. */
  readonly log: LogOfPeople;
  /** The users whom the run changed, and of whom the log says nothing. */
  readonly unlogged: readonly string[];
  readonly kept: KeptCheck;
}

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 15_000;
const LONGEST_ACTOR_BYTES = 200;

/**
 * Asks the API whether every user of a run is as the run wanted, compares its log with what the run did, and keeps what
 * it found beside the journal. Changes nothing. Throws `ApiError` (401), `ConnectionError`, `CliError` for rows that
 * cannot be read, or the reason of the signal.
 */
export async function verifyRun(run: ReadableRun, options: VerifyOptions): Promise<VerifiedRun> {
  const { header } = run;
  const rows: WantedRow[] = [];
  /** When the answer to each change came, by row. */
  const changed = new Map<number, number>();
  for await (const { row, record, at } of recordedRows(run)) {
    rows.push({ row, user_id: record.user_id, outcome: record.outcome });
    if (record.changed === true) changed.set(row.row, Date.parse(at ?? header.created_at));
  }
  const found = await askUntilAllAgree(run, rows, options);
  const idOf = ({ row, user_id }: WantedRow) => user_id ?? found.ids.get(row.row) ?? null;
  const own = rows.flatMap((wanted): OwnChange[] => {
    const [user_id, at] = [idOf(wanted), changed.get(wanted.row.row)];
    return user_id === null || at === undefined ? [] : [{ user_id, action: header.action, at }];
  });
  const others = await changesOfOthers(options.runs, run);
  const began = Date.parse(header.created_at);
  const log = await readLogOfPeople({
    client: options.client,
    organization_id: header.organization_id,
    people: new Set(rows.flatMap((wanted) => idOf(wanted) ?? [])),
    since: began,
    changes: own,
    others,
    options: { signal: options.signal },
  });
  const laterRun = laterRunFinder(others, header.run_id);
  const results = rows.map((wanted): VerifiedResult => {
    const { row } = wanted.row;
    const { verified, account_state, verified_at } = found.results.get(row) ?? UNASKED;
    const user_id = idOf(wanted);
    const entry = log.readable && user_id !== null ? log.entries.get(user_id) : undefined;
    const isOther = verified === 'differs' && user_id !== null;
    const later_run = isOther ? laterRun(user_id, changed.get(row) ?? began) : null;
    const audit = entry ? { actor: cutActor(entry.actor), at: entry.at } : null;
    return { row, user_id: wanted.user_id, verified, account_state, verified_at, audit, later_run };
  });
  const unlogged = log.readable ? own.filter(({ user_id }) => !log.entries.has(user_id)) : [];
  return {
    run_id: header.run_id,
    action: header.action,
    results,
    refused: found.refused,
    log,
    unlogged: unlogged.map(({ user_id }) => user_id),
    kept: await keepCheck(run, results, options.recorder),
  };
}

const cutActor = (actor: string | null) => (actor === null ? null : cutText(actor, LONGEST_ACTOR_BYTES));

type Found = Pick<VerifiedResult, 'verified' | 'account_state' | 'verified_at'>;

const UNASKED: Found = { verified: 'unknown', account_state: null, verified_at: new Date(0).toISOString() };

/** Asks about the rows that do not agree again and again, until all do or the time is up. */
async function askUntilAllAgree(
  { header }: ReadableRun,
  rows: readonly WantedRow[],
  { client, recorder: { clock }, signal, wait_ms, onWait }: VerifyOptions,
): Promise<{
  readonly results: ReadonlyMap<number, Found>;
  readonly refused: string | null;
  /** The ids of users who have none in the run, by row. */
  readonly ids: ReadonlyMap<number, string>;
}> {
  const { action, organization_id } = header;
  const place = { client, organization_id, options: { signal } };
  const results = new Map<number, Found>();
  const ids = new Map<number, string>();
  const until = clock.monotonic() + wait_ms;
  let open = rows;
  for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    const { users, refused, ids: seenIds } = await lookAtRows(place, open);
    for (const [row, id] of seenIds) ids.set(row, id);
    const verified_at = new Date(clock.now()).toISOString();
    for (const wanted of open) {
      const seen = users.get(wanted.row.row);
      const verified = compareWanted(action, wanted, seen);
      results.set(wanted.row.row, { verified, account_state: seen?.account_state ?? null, verified_at });
    }
    open = open.filter(({ row }) => results.get(row.row)?.verified !== 'yes');
    const left = until - clock.monotonic();
    if (open.length === 0 || left <= 0) return { results, refused, ids };
    onWait?.(open.length);
    await clock.sleep(Math.min(pause, left), signal);
  }
}
