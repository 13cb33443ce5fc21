import { foldCase } from '../text/fold-case.ts';
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

/** Finds the ids of which a text is another spelling: `DEPT_ENG001`, `dept-eng001`, `eng001` for `dept_eng001`. */
export function idSpellings(
  prefix: 'dept_' | 'org_' | 'role_',
  candidates: readonly FoundCandidate[],
): (text: string) => readonly string[] {
  const fold = (text: string) => foldCase(text).replaceAll('-', '_');
  const byId = namedCandidates(candidates, ({ id }) => id && fold(id));
  return (text) => {
    const spelt = fold(text);
    return (byId.get(spelt) ?? byId.get(prefix + spelt) ?? []).flatMap(({ id }) => id ?? []);
  };
}
