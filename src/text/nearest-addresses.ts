import { distance } from 'fastest-levenshtein';
import { foldCase } from './fold-case.ts';

/** Of so few letters one may be wrong. */
const SHORT = 3;
const SHORTEST_PART = 3;
const SAME_NAMES = 0.5;

/**
 * How far another e-mail address is from this one; null where they are not similar. What stands before the `@` decides,
 * because all members of an organization have the same domain; the domain may be another where that is equal.
 */
export function addressDistance(one: string): (other: string) => number | null {
  const [local, domain] = partsOf(one);
  const localDistance = distanceOfLocals(local);
  const [most, mostOfDomain] = [mostApart(local), mostApart(domain)];
  return (other) => {
    const [otherLocal, otherDomain] = partsOf(other);
    const apart = localDistance(otherLocal);
    if (apart > most) return null;
    const domains = domain === otherDomain ? 0 : distance(domain, otherDomain);
    return apart === 0 || domains <= mostOfDomain ? apart + domains : null;
  };
}

/** Counts one that begins with the other as a wrong letter, and the same names in another order as less than that. */
function distanceOfLocals(local: string): (other: string) => number {
  const names = namesIn(local);
  return (other) => {
    const apart = distance(local, other);
    // The order of names changes no length.
    if (local.length === other.length && names === namesIn(other)) return Math.min(apart, SAME_NAMES);
    const [short, long] = local.length < other.length ? [local, other] : [other, local];
    const begins = short.length >= SHORTEST_PART && long.startsWith(short);
    return begins ? Math.min(apart, 1) : apart;
  };
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
