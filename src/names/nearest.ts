import { distance } from 'fastest-levenshtein';

const MOST = 3;

/** Those of the names that are written most like the text, nearest first: three at most, none that is mostly other letters. */
export function nearest(text: string, names: Iterable<string>): string[] {
  const wanted = folded(text);
  const limit = Math.max(2, Math.ceil(wanted.length / 3));
  return [...new Set(names)]
    .map((name) => ({ name, apart: distance(wanted, folded(name)) }))
    .filter(({ apart }) => apart <= limit)
    .sort((one, other) => one.apart - other.apart)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Text as it is compared: the same letters in any case and any Unicode form are the same name. */
export const folded = (text: string): string => text.normalize('NFC').toLowerCase();
