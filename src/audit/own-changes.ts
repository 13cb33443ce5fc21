import type { Action } from '../results/record.ts';
import { isChange, isConsequence, isWordOf } from './action-words.ts';

/** A change that a run of ours made. */
export interface OwnChange {
  readonly user_id: string;
  readonly action: Action;
  /** When its answer came by this machine's clock, in milliseconds since 1970. */
  readonly at: number;
}

/** An entry of the API's log about one user. */
export interface DatedEntry {
  /** As the entry words it; null where it does not say. */
  readonly action: string | null;
  /** By the API's clock, in milliseconds since 1970; null where it does not say. */
  readonly time: number | null;
}

/** How far the API's clock and this one may be apart. */
export const CLOCKS_APART_MS = 2 * 60 * 60_000;
/** How far apart the entries of one change may be. */
const ONE_CHANGE_MS = 60_000;

/** Which entries about a user tell of changes of ours. */
export interface Explained<E> {
  /** The entry of each change that has one. */
  readonly entryOf: ReadonlyMap<OwnChange, E>;
  /** The entries of changes that no run of ours made. */
  readonly foreign: readonly E[];
}

/**
 * Finds for each change the entry with one of its words that is nearest in time; what came along with it, such as roles
 * that were taken away, is explained too.
 */
export function explain<E extends DatedEntry>(
  entries: readonly E[],
  changes: readonly OwnChange[],
): Explained<E> {
  const entryOf = new Map<OwnChange, E>();
  const explained = new Set<E>();
  for (const change of changes) {
    const found = nearest(
      entries.filter((entry) => !explained.has(entry) && tellsOf(entry, change.action)),
      change.at,
    );
    if (!found) continue;
    entryOf.set(change, found);
    explained.add(found);
    for (const entry of entries) if (cameAlong(entry, found)) explained.add(entry);
  }
  const foreign = entries.filter((entry) => !explained.has(entry) && isChange(entry.action ?? ''));
  return { entryOf, foreign };
}

const tellsOf = ({ action }: DatedEntry, change: Action): boolean =>
  action !== null && isWordOf(action, change);

/** Entries without a time come last. */
function nearest<E extends DatedEntry>(entries: readonly E[], at: number): E | null {
  let best: E | null = null;
  let least = CLOCKS_APART_MS;
  for (const entry of entries) {
    const apart = entry.time === null ? CLOCKS_APART_MS : Math.abs(entry.time - at);
    if (apart > least || (best !== null && apart === least)) continue;
    best = entry;
    least = apart;
  }
  return best;
}

const cameAlong = ({ action, time }: DatedEntry, found: DatedEntry): boolean =>
  action !== null &&
  isConsequence(action) &&
  time !== null &&
  found.time !== null &&
  Math.abs(time - found.time) <= ONE_CHANGE_MS;
