import type { FoundCandidate } from './match.ts';

/** The candidates of each name, so that a name in every row does not cost a look at every candidate. */
export function namedCandidates(
  candidates: readonly FoundCandidate[],
  nameOf: (candidate: FoundCandidate, at: number) => string | null,
): ReadonlyMap<string, readonly FoundCandidate[]> {
  const named = new Map<string, FoundCandidate[]>();
  candidates.forEach((candidate, at) => {
    const name = nameOf(candidate, at);
    if (name === null) return;
    const others = named.get(name);
    if (others === undefined) named.set(name, [candidate]);
    else others.push(candidate);
  });
  return named;
}
