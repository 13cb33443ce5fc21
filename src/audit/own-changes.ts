import { AUDIT_ACTIONS } from '../api/audit-log.ts';
import { operationOf } from '../operations/by-action.ts';
import type { Action } from '../results/record.ts';

/** A change that a run of ours made, or may have made. */
export interface OwnChange {
  readonly user_id: string;
  readonly action: Action;
  /** When its answer came by this machine's clock, in milliseconds since 1970. */
  readonly at: number;
  /** From when on it may have been made, where it was sent more than once; absent: about when its answer came. */
  readonly since?: number | undefined;
  /** True where only one before the last request made it, as the answer to that showed. */
  readonly wasRecovered?: boolean;
  /** True where no answer came: it may have been made, about then. */
  readonly isInDoubt?: boolean;
}

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
 * Finds for each change the entry with one of its words that is nearest in time, or to its `since` where it is in
 * doubt or was recovered; what came along with it, such as roles that were taken away, is explained too. `ahead`: how
 * far the API's clock is ahead, in milliseconds.
 */
export function explain<E extends DatedEntry>(
  entries: readonly E[],
  changes: readonly OwnChange[],
  ahead: number,
): Explained<E> {
  const entryOf = new Map<OwnChange, E>();
  const explained = new Set<E>();
  for (const { change, entry } of possiblePairs(entries, changes, ahead)) {
    if (entryOf.has(change) || explained.has(entry)) continue;
    entryOf.set(change, entry);
    explained.add(entry);
  }
  for (const found of entryOf.values()) {
    for (const entry of entries) if (cameAlong(entry, found)) explained.add(entry);
  }
  const foreign = entries.filter((entry) => !explained.has(entry) && isChange(entry.action ?? ''));
  return { entryOf, foreign };
}

interface Pair<E> {
  readonly change: OwnChange;
  readonly entry: E;
  readonly apart: number;
}

/** Those nearest in time first, entries without a time last. */
function possiblePairs<E extends DatedEntry>(
  entries: readonly E[],
  changes: readonly OwnChange[],
  ahead: number,
): readonly Pair<E>[] {
  const pairs: Pair<E>[] = [];
  for (const change of changes) {
    const about = (change.isInDoubt || change.wasRecovered ? change.since : undefined) ?? change.at;
    for (const entry of entries) {
      if (!canTellOf(entry, change)) continue;
      const apart = entry.time === null ? Infinity : Math.abs(entry.time - ahead - about);
      pairs.push({ change, entry, apart });
    }
  }
  return pairs.sort((one, other) => (one.apart === other.apart ? 0 : one.apart - other.apart));
}

/** True where an entry about the same user has a word for the change, and a time that is not far from it. */
export const canTellOf = ({ action, time }: DatedEntry, change: OwnChange): boolean =>
  action !== null &&
  isWordOf(action, change.action) &&
  (time === null ||
    (time >= (change.since ?? change.at) - CLOCKS_APART_MS && time <= change.at + CLOCKS_APART_MS));

const cameAlong = ({ action, time }: DatedEntry, found: DatedEntry): boolean =>
  action !== null &&
  isConsequence(action) &&
  time !== null &&
  found.time !== null &&
  Math.abs(time - found.time) <= ONE_CHANGE_MS;

const CHANGES = Object.values(operationOf).flatMap(({ logged }) => logged);

/** What changes of ours bring with them: entries of their own in some logs. */
const CONSEQUENCES: readonly string[] = [
  ...operationOf.update_memberships.logged,
  'transferred',
  'reassigned',
];

/** Entries that tell of no change: a person's signing in is none. */
const NO_CHANGE =
  /(?:^|_)(?:log(?:ged)?_?(?:in|out)|sign(?:ed)?_?(?:in|out)|viewed|read|accessed|exported)(?:_|$)/;

/** An action in the form of the page's words: `User.Deactivated` and `user_deactivate` are `deactivated`. */
function actionWord(action: string): string {
  const word = action
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const bare = word.replace(
    /^(?:organization_|org_)?(?:users?|members?|accounts?)_|_(?:user|member|account)$/g,
    '',
  );
  return PAST.get(bare) ?? bare;
}

const NOUNS: Readonly<Record<string, string>> = {
  deactivation: 'deactivated',
  reactivation: 'reactivated',
  activation: 'activated',
  suspension: 'suspended',
  removal: 'removed',
  deletion: 'deleted',
  invitation: 'invited',
  creation: 'created',
};

/** Other forms of a word, each with the word in the past: `deactivate`, `deactivation`. */
const PAST: ReadonlyMap<string, string> = new Map([
  ...[...AUDIT_ACTIONS, ...CHANGES, ...CONSEQUENCES].flatMap((word): [string, string][] => [
    [word.replace(/ed$/, ''), word],
    [word.replace(/d$/, ''), word],
  ]),
  ...Object.entries(NOUNS),
]);

const isWordOf = (action: string, change: Action): boolean =>
  operationOf[change].logged.includes(actionWord(action));

const isConsequence = (action: string): boolean => CONSEQUENCES.includes(actionWord(action));

const isChange = (action: string): boolean => !NO_CHANGE.test(actionWord(action));
