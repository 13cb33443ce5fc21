/** What a name stands for: an id, or in words why it stands for none. */
export type Match = { readonly id: string } | Mismatch;

export interface Mismatch {
  readonly code: 'NO_MATCH' | 'SEVERAL_MATCHES';
  readonly message: string;
  readonly candidates: readonly Candidate[];
  /** Names that may have been meant when nothing has this one, nearest first. */
  readonly nearest: readonly string[];
}

/** Somebody or something that may have been meant. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
}

const MOST = 10;

/** Exactly one is a match; the nearest are offered when there is none. `what` such as `user with the e-mail address "x"`. */
export function onlyOne(what: string, found: readonly Candidate[], nearest: readonly string[]): Match {
  const [first] = found;
  if (first && found.length === 1) return { id: first.id };
  if (!first) {
    const hint = nearest.length === 0 ? '' : `; nearest: ${nearest.join(', ')}`;
    return { code: 'NO_MATCH', message: `there is no ${what}${hint}`, candidates: [], nearest };
  }
  const listed = found.slice(0, MOST).map(({ id, name }) => `${id} (${name})`);
  const more = found.length > MOST ? ` and ${found.length - MOST} more` : '';
  const message = `there is more than one ${what}: ${listed.join(', ')}${more}`;
  return { code: 'SEVERAL_MATCHES', message, candidates: found, nearest: [] };
}
