import type { Client } from '../../api/client.ts';
import type { Action } from '../../results/record.ts';
import type { ReadableRun } from '../../runs/journal/recorded-results.ts';
import type { Clock } from '../../system/time/clock.ts';
import type { VerifiedResult } from '../verified-results.ts';
import { lookAtMemberships } from './look-at-memberships.ts';
import { lookAtRows, type SeenRows, type Stopped } from './look-at-rows.ts';
import { compareWanted, membershipDifference, type WantedRow } from './wanted-state.ts';

export interface AskOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long to ask again while not all agree, in milliseconds. */
  readonly wait_ms: number;
  /** Called before each wait. */
  readonly onWait?: ((left: number) => void) | undefined;
}

type Found = Pick<VerifiedResult, 'verified' | 'account_state' | 'verified_at'> & {
  /** Which roles and departments are others, in words; null where that is not what differs. */
  readonly difference: string | null;
};

/** What the API said of rows. */
export interface AskedRows extends Pick<SeenRows, 'ids' | 'refused' | 'mayPass' | 'stopped'> {
  /** By row; none for a row that was not asked about before it stopped. */
  readonly results: ReadonlyMap<number, Found>;
}

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Asks about the rows that do not agree again and again, until all do or the time is up. What was found stays where it
 * is interrupted, or where the API stopped answering later. Never throws what asking throws.
 */
export async function askAboutRows(
  { header: { action, organization_id } }: ReadableRun,
  rows: readonly WantedRow[],
  { client, clock, signal, wait_ms, onWait }: AskOptions,
): Promise<AskedRows> {
  const place = { client, organization_id, options: { signal } };
  const results = new Map<number, Found>();
  const ids = new Map<number, string>();
  const until = clock.monotonic() + wait_ms;
  let open = rows;
  for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    const seen = await (action === 'update_memberships' ? lookAtMemberships : lookAtRows)(place, open);
    const { refused, mayPass, stopped } = seen;
    for (const [row, id] of seen.ids) ids.set(row, id);
    addResults(results, open, seen, { action, now: clock.now() });
    open = open.filter(({ row }) => results.get(row.row)?.verified !== 'yes');
    const left = until - clock.monotonic();
    if (stopped !== null || open.length === 0 || left <= 0)
      return { results, ids, refused, mayPass, stopped };
    onWait?.(open.length);
    const interrupt = await stopOf(clock.sleep(Math.min(pause, left), signal));
    if (interrupt !== null) return { results, ids, refused, mayPass, stopped: interrupt };
  }
}

/** Of whom the API says nothing now, what it said before still counts; who was not asked has no result. */
function addResults(
  results: Map<number, Found>,
  open: readonly WantedRow[],
  { users, ids, stopped, listed }: SeenRows,
  { action, now }: { readonly action: Action; readonly now: number },
): void {
  const verified_at = new Date(now).toISOString();
  for (const wanted of open) {
    const { row } = wanted.row;
    const seen = users.get(row);
    if (seen === undefined && stopped !== null) continue;
    const user_id = wanted.user_id ?? ids.get(row);
    const lists = listed && user_id !== undefined ? { ...listed, user_id } : undefined;
    const verified = compareWanted(action, wanted, seen, lists);
    if (verified === 'unknown' && results.has(row)) continue;
    const isOther = verified === 'differs' && seen !== undefined && action === 'update_memberships';
    const difference = isOther ? membershipDifference(seen, wanted.row, lists) : null;
    results.set(row, { verified, account_state: seen?.account_state ?? null, verified_at, difference });
  }
}

const stopOf = (work: Promise<void>): Promise<Stopped | null> =>
  work.then(
    () => null,
    (error: unknown) => ({ error }),
  );
