import { distance } from 'fastest-levenshtein';
import { foldCase } from './fold-case.ts';

const MOST = 3;
/** Fewer letters are the beginning, or a part, of too many names. */
const SHORTEST_PART = 3;
// Skips longer names, because a comparison takes the product of both lengths.
const LONGEST = 1000;

/**
 * The names most similar to the text, nearest first: three at most, none with mostly different letters.
 * A name that begins with the text, or else contains it, is similar at any length. Addresses are compared by what
 * stands before the `@`. Of a list such as `Admin,Member` those that it names are nearest.
 * See docs/decisions/2026-11-25-fastest-levenshtein.md.
 */
export function findNearest(text: string, names: Iterable<string>): string[] {
  const distanceTo = text.includes('@') ? addressDistance(text) : nameDistance(text);
  const parts = partsOfList(text);
  // Only the nearest are kept, because there may be hundreds of thousands of names.
  const found: Near[] = [];
  for (const name of names) {
    if (name.length > LONGEST) continue;
    const apart = parts?.has(foldCase(name)) ? 0 : distanceTo(name);
    if (apart !== null) insert(found, { name, apart });
  }
  return found.map(({ name }) => name);
}

/** The texts of a list such as `Admin,Member`, each of which may be a name by itself; null for a single text. */
function partsOfList(text: string): ReadonlySet<string> | null {
  if (text.length > LONGEST || !/[,;|]/.test(text)) return null;
  return new Set(text.split(/[,;|]/).map((part) => foldCase(part.trim())));
}

interface Near {
  readonly name: string;
  readonly apart: number;
}

/** Puts a name in its place among the nearest; of equal ones the first stays before the later. */
function insert(found: Near[], near: Near): void {
  const { name, apart } = near;
  const place = found.findIndex((other) => other.apart > apart);
  if ((place < 0 && found.length === MOST) || found.some((other) => other.name === name)) return;
  found.splice(place < 0 ? found.length : place, 0, near);
  found.splice(MOST);
}

/** Counts a name that begins with the text as one wrong letter, one that contains it as two; null for too many. */
function nameDistance(text: string): (other: string) => number | null {
  const wanted = foldCase(text);
  const most = Math.max(2, Math.ceil(wanted.length / 3));
  return (other) => {
    const name = foldCase(other);
    const at = wanted.length < SHORTEST_PART ? -1 : name.indexOf(wanted);
    // A name that is so much longer or shorter has at least as many wrong letters.
    if (at < 0 && Math.abs(wanted.length - name.length) > most) return null;
    const letters = distance(wanted, name);
    const apart = at < 0 ? letters : Math.min(letters, at === 0 ? 1 : 2);
    // Of two or three letters most would be others, unless they only stand in another order.
    const isShort = wanted.length <= SHORTEST_PART && !name.includes(wanted);
    const isOther = apart > 1 && isShort && lettersOf(name) !== lettersOf(wanted);
    return apart <= most && !isOther ? apart : null;
  };
}

const lettersOf = (text: string): string => [...text].sort().join('');

/**
 * True where a word is a part of the name, has it as a part between signs (`verify-run`), or is it with a letter wrong
 * or in another place: of a short one two other letters make another word, and `batch` is no `path`.
 */
export const isSlipOf = (name: string, word: string): boolean =>
  name.includes(word) ||
  word.split(/[^a-z]/).includes(name) ||
  distance(name, word) <= Math.max(1, word.length / 4) ||
  lettersOf(name) === lettersOf(word);

/** The words of every suggestion: `did you mean a, b or c?`; null when there is none. */
export function didYouMean(names: readonly string[]): string | null {
  const [last, ...others] = [...names].reverse();
  if (last === undefined) return null;
  const before = others.length === 0 ? '' : `${others.reverse().join(', ')} or `;
  return `did you mean ${before}${last}?`;
}

/** Of so few letters one may be wrong. */
const SHORT = 3;
const SAME_NAMES = 0.5;

/**
 * How far another e-mail address is from this one; null where they are not similar. What stands before the `@` decides,
 * because all members of an organization have the same domain; the domain may be another where that is equal.
 */
function addressDistance(one: string): (other: string) => number | null {
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
