import { distance } from 'fastest-levenshtein';
import { foldCase } from './fold-case.ts';

/** Of so few letters one may be wrong. */
const SHORT = 3;
const SHORTEST_PART = 3;
const SAME_NAMES = 0.5;

/**
 * How far two e-mail addresses are apart; null where they are not similar. What stands before the `@` decides, because
 * all members of an organization have the same domain; the domain may be another where that is equal.
 */
export function addressDistance(one: string, other: string): number | null {
  const [local, domain] = partsOf(one);
  const [otherLocal, otherDomain] = partsOf(other);
  const apart = localDistance(local, otherLocal);
  const domains = distance(domain, otherDomain);
  if (apart > mostApart(local)) return null;
  return apart === 0 || domains <= mostApart(domain) ? apart + domains : null;
}

/** Counts one that begins with the other as a wrong letter, and the same names in another order as less than that. */
function localDistance(local: string, other: string): number {
  const apart = distance(local, other);
  const [short = '', long = ''] = [local, other].sort((a, b) => a.length - b.length);
  const begins = short.length >= SHORTEST_PART && long.startsWith(short);
  if (namesIn(local) === namesIn(other)) return Math.min(apart, SAME_NAMES);
  return begins ? Math.min(apart, 1) : apart;
}

/** `doe jane` of `jane.doe`. */
const namesIn = (local: string): string =>
  local
    .split(/[._+-]/)
    .sort()
    .join(' ');

const mostApart = ({ length }: string): number => (length <= SHORT ? 1 : Math.max(2, Math.ceil(length / 3)));

function partsOf(address: string): readonly [local: string, domain: string] {
  const folded = foldCase(address);
  const at = folded.lastIndexOf('@');
  return at < 0 ? [folded, ''] : [folded.slice(0, at), folded.slice(at + 1)];
}
