import type { Action, Outcome } from '../../results/record.ts';
import type { ReadableRun } from '../../runs/journal/recorded-results.ts';
import type { Recorder } from '../../runs/ledger/append-line.ts';
import { FollowedLedger } from '../../runs/ledger/checks/read-chain.ts';
import { cutText } from '../../text/cut.ts';
import { type DatedRow, datedRows } from '../changes-of-runs.ts';
import { type KeptCheck, keepCheck } from '../keep-check.ts';
import { type LogOfPeople, type LogQuestion, readLogOfPeople } from '../log-of-people.ts';
import { LogOfRuns } from '../log-of-runs.ts';
import type { OwnChange } from '../own-changes.ts';
import type { VerifiedResult } from '../verified-results.ts';
import { type AskOptions, askAboutRows } from './ask-about-rows.ts';
import type { Stopped } from './look-at-rows.ts';
import { laterRunFinder, OtherRuns } from './other-runs.ts';
import { askedRow, type WantedRow } from './wanted-state.ts';

export interface VerifyOptions extends Omit<AskOptions, 'clock'> {
  readonly recorder: Recorder;
  readonly together: CheckedTogether;
}

export interface VerifiedRun {
  readonly run_id: string;
  readonly action: Action;
  /** A result for each row, in order. */
  readonly results: readonly VerifiedResult[];
  /** By row, whom rows mean of which no user is known: the address to which an invitation went. */
  readonly addresses: ReadonlyMap<number, string>;
  /** By row, what the run made of those who are not as wanted. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** By row, which roles and departments are others than wanted, in words. */
  readonly differences: ReadonlyMap<number, string>;
  /** Why some users are not known; null where all are. */
  readonly refused: string | null;
  /** True where some are not known for a failure that may pass. */
  readonly mayPass: boolean;
  /** The API's own log about these users since the run began. */
  readonly log: LogOfPeople;
  /** The users whom the run changed, and of whom the log says nothing. */
  readonly unlogged: readonly string[];
  readonly kept: KeptCheck;
  /** What ended the check early: what was found until then is here. Null where nothing did. */
  readonly stopped: Stopped | null;
}

type AskedRow = WantedRow & Omit<DatedRow, 'row' | 'record'>;

const LONGEST_ACTOR_BYTES = 200;

/**
 * Asks the API whether every user of a run is as the run wanted, compares its log with what the run did, and keeps what
 * it found beside the journal, also what was found before an interrupt. Changes nothing. Throws `CliError` for rows
 * that cannot be read.
 */
export async function verifyRun(run: ReadableRun, options: VerifyOptions): Promise<VerifiedRun> {
  const { header } = run;
  const rows: AskedRow[] = [];
  for await (const { row, record, ...dated } of datedRows(run)) {
    const { user_id, outcome } = record;
    rows.push({ row: askedRow(row), user_id, outcome, ...dated });
  }
  const { recorder, together, client, signal } = options;
  const { clock } = recorder;
  const found = await askAboutRows(run, rows, { ...options, clock });
  const idOf = ({ row, user_id }: WantedRow) => user_id ?? found.ids.get(row.row) ?? null;
  const own = ownChanges(rows, header.action, idOf);
  const people = new Set(rows.flatMap((wanted) => idOf(wanted) ?? []));
  const others = await together.others.changes(run, people);
  const began = Date.parse(header.created_at);
  const { log, stopped } = await logUnless(found.stopped, together.log, {
    client,
    organization_id: header.organization_id,
    people,
    since: began,
    changes: own,
    others,
    options: { signal },
  });
  const unasked = {
    verified: 'unknown' as const,
    account_state: null,
    verified_at: new Date(clock.now()).toISOString(),
  };
  const laterRun = laterRunFinder(others, header, together.others.order);
  const results = rows.map((wanted): VerifiedResult => {
    const { row } = wanted.row;
    const { verified, account_state, verified_at } = found.results.get(row) ?? unasked;
    const user_id = idOf(wanted);
    const entry = log.readable && user_id !== null ? log.entries.get(user_id) : undefined;
    const isOther = verified === 'differs' && user_id !== null;
    const since = wanted.changed ? wanted.at : began;
    const later_run = isOther ? laterRun(user_id, since) : null;
    const audit = entry ? { actor: cutActor(entry.actor), at: entry.at } : null;
    return { row, user_id: wanted.user_id, verified, account_state, verified_at, audit, later_run };
  });
  const answered = new Map(rows.map(({ row, at }) => [row.row, at]));
  const asked = results.filter(({ row }) => found.results.has(row));
  return {
    run_id: header.run_id,
    action: header.action,
    results,
    addresses: addressesOf(rows),
    outcomes: new Map(
      rows.flatMap(({ row, outcome }) =>
        found.results.get(row.row)?.verified === 'differs' ? [[row.row, outcome]] : [],
      ),
    ),
    differences: new Map(
      [...found.results].flatMap(([row, { difference }]) => (difference ? [[row, difference]] : [])),
    ),
    refused: found.refused,
    mayPass: found.mayPass,
    log,
    unlogged: log.readable ? withoutEntry(own, log.entries) : [],
    kept: await keepCheck(run, asked, { answered, recorder, ledger: together.ledger }),
    stopped,
  };
}

const ownChanges = (
  rows: readonly AskedRow[],
  action: Action,
  idOf: (wanted: WantedRow) => string | null,
): readonly OwnChange[] =>
  rows.flatMap((wanted) => {
    const user_id = idOf(wanted);
    const { at, since, wasRecovered, changed } = wanted;
    if (user_id === null || changed === false) return [];
    return [{ user_id, action, at, since, wasRecovered, isInDoubt: changed === null }];
  });

const withoutEntry = (changes: readonly OwnChange[], entries: ReadonlyMap<string, unknown>): string[] =>
  changes.flatMap(({ user_id, isInDoubt }) => (isInDoubt || entries.has(user_id) ? [] : user_id));

function addressesOf(rows: readonly WantedRow[]): ReadonlyMap<number, string> {
  const named = rows.flatMap(({ user_id, row }) => {
    const address = row.invitation?.email ?? row.email;
    return user_id === null && address !== undefined ? [[row.row, address] as const] : [];
  });
  return new Map(named);
}

const cutActor = (actor: string | null) => (actor === null ? null : cutText(actor, LONGEST_ACTOR_BYTES));

/** What the API's log says; nothing once the check was stopped, be it while the log is read. */
async function logUnless(
  stopped: Stopped | null,
  log: LogOfRuns,
  question: LogQuestion,
): Promise<{ readonly log: LogOfPeople; readonly stopped: Stopped | null }> {
  const unread: LogOfPeople = { readable: false, why: 'the check was stopped before that' };
  if (stopped !== null) return { log: unread, stopped };
  try {
    return { log: await readLogOfPeople(question, (asked) => log.read(asked)), stopped: null };
  } catch (error) {
    return { log: unread, stopped: { error } };
  }
}

/** What is read once for all runs that a call checks. */
export class CheckedTogether {
  readonly ledger: FollowedLedger;
  /** What later runs changed is named. */
  readonly others: OtherRuns;
  readonly log: LogOfRuns;

  /** `runs`: the folder of all runs. */
  constructor(runs: string, checked: readonly ReadableRun[]) {
    this.ledger = new FollowedLedger(runs);
    this.others = new OtherRuns(runs, checked, this.ledger);
    this.log = new LogOfRuns(checked, () => this.others.people());
  }
}
