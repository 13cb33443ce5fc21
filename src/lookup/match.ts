import { namedFirst } from '../text/counted.ts';
import { cutText } from '../text/cut.ts';
import { didYouMean } from '../text/nearest.ts';
import { showAddress, showUnseen } from '../text/shown.ts';

/** The id that a name stands for, or the reason in words why it stands for none. */
export type Match = Found | NoMatch;

export interface Found {
  readonly id: string;
  /** The state of a user's account, where the list of members tells it. */
  readonly account_state?: string | null;
  /** What a user is called there, else the address. */
  readonly name?: string;
}

export interface NoMatch {
  /** The first word of what was looked for: `user`, `department`, `role` or `organization`. */
  readonly kind: string;
  readonly code: 'NO_MATCH' | 'SEVERAL_MATCHES' | 'UNUSABLE_ID';
  readonly message: string;
  readonly candidates: readonly Candidate[];
  /** Similar names, nearest first, when no name is equal. */
  readonly nearest: readonly string[];
}

interface Candidate {
  readonly id: string;
  readonly name: string;
}

/** A candidate in the API's answer; its id is null where the answer holds no valid one. */
export interface FoundCandidate extends Omit<Candidate, 'id'> {
  readonly id: string | null;
}

const MOST = 10;
const LONGEST_NAME_BYTES = 200;

/**
 * Matches exactly one candidate with an id; suggests the nearest names when there is none.
 * `what`: such as `user with the e-mail address "x"`.
 */
export function matchExactlyOne(
  what: string,
  found: readonly FoundCandidate[],
  nearest: readonly string[],
): Match {
  const candidates = found.flatMap(({ id, name }): Candidate[] =>
    id === null ? [] : [{ id, name: cutText(name, LONGEST_NAME_BYTES) }],
  );
  const [first] = candidates;
  const [kind = ''] = what.split(' ');
  const shown = showUnseen(what);
  if (first && found.length === 1) return { id: first.id };
  if (candidates.length < found.length) {
    const message = `the API gives no usable id for the ${shown}`;
    return { kind, code: 'UNUSABLE_ID', message, candidates, nearest: [] };
  }
  if (!first) {
    // One that looks like what was typed differs in what cannot be seen.
    const meant = didYouMean(nearest.map(showAddress));
    const message = `there is no ${shown}${meant === null ? '' : ` (${meant})`}`;
    return { kind, code: 'NO_MATCH', message, candidates: [], nearest };
  }
  const listed = candidates.map(({ id, name }) => `${id} (${name})`);
  const message = `there is more than one ${shown}: ${namedFirst(listed, MOST)}`;
  return { kind, code: 'SEVERAL_MATCHES', message, candidates, nearest: [] };
}
