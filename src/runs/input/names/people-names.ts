import { distance } from 'fastest-levenshtein';
import { wordSet } from '../words/word-set.ts';

/** What is in the names of many: titles, what comes behind, what comes between. */
const BESIDE = wordSet([
  'dr|prof|mr|mrs|ms|herr|frau|mme|phd|jr|sr|ii|iii|ext|extern|external|guest|de|dos|du|del|der|den|des|van|von|and',
  'und|the|of',
]);

/** Words by which it is no name of a person. */
const OF_NOBODY = wordSet([
  'team|desk|office|support|info|account|accounts|admin|service|sales|hr|it|finance|department|shared|mailbox|mail|user',
  'test|unknown|not|no|yes|left|leaver|employee|contractor|staff|care|room|time|former|deleted',
]);

const BRACKETED = /[([（［][^)\]）］]*[)\]）］]?/gu;
const OTHER_THAN_LATIN = /[@{\p{N}]|(?=\p{L})\P{Script=Latin}/u;
const NO_LETTERS = /[^\p{L}]+/u;
const LONGEST = 100;

/** True for two words or more in Latin letters that may be the name of a person. */
const isFullName = (text: string): boolean =>
  !OTHER_THAN_LATIN.test(text) &&
  wordsOf(text).filter((word) => word.length > 1).length > 1 &&
  !text
    .toLowerCase()
    .split(NO_LETTERS)
    .some((word) => OF_NOBODY.has(word));

/**
 * True where these can hardly be names of one person: both are full names, and no word of the first is like one of the
 * second, or of the address, which may be made of initials.
 */
export function areOthers(name: string, other: string, address = ''): boolean {
  // Nearly every row ends here.
  if (name === other) return false;
  const known = other.toLowerCase();
  const bare = name.replace(BRACKETED, ' ');
  for (const part of bare.toLowerCase().split(' ')) {
    const word = part.endsWith(',') || part.endsWith('.') ? part.slice(0, -1) : part;
    if (word.length > 2 && known.includes(word) && !BESIDE.has(word)) return false;
  }
  if (Math.max(name.length, other.length) > LONGEST) return false;
  if (!isFullName(bare) || !isFullName(other.replace(BRACKETED, ' '))) return false;
  const local = address.slice(0, Math.max(0, address.indexOf('@')));
  const own = wordsOf(bare);
  const others = [...wordsOf(other), ...wordsOf(local).filter((word) => word.length > 1)];
  return (
    !own.some((word) => others.some((one) => areAlike(word, one))) &&
    !wordsOf(local).some((word) => isMadeOf(word, own))
  );
}

/** The words and initials by which people are told apart, as they sound. */
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʼ`´]/gu, '')
    .split(NO_LETTERS)
    .filter((word) => word !== '' && !BESIDE.has(word))
    .map(soundOf);

/** One spelling for those of other languages: `Mueller` and `Müller`, `Jürgen` and `Yurgen`. */
const soundOf = (word: string): string =>
  word
    .replaceAll('ph', 'f')
    .replaceAll(/[łøđðıßæœþyjwcqzx]/g, (letter) => SOUNDS[LETTERS.indexOf(letter)] ?? '')
    .replaceAll(/(?<=[aou])e/g, '')
    .replaceAll(/(.)\1+/g, '$1');

const LETTERS = 'łøđðıßæœþyjwcqzx';
const SOUNDS = 'loddisaotiivkksk';

/**
 * True for words that begin with the same three letters, as an initial or a short word does too, hold each other, or
 * differ in one letter of four.
 */
const areAlike = (one: string, other: string): boolean =>
  one.startsWith(other.slice(0, 3)) ||
  other.startsWith(one.slice(0, 3)) ||
  (Math.min(one.length, other.length) > 2 &&
    (one.includes(other) ||
      other.includes(one) ||
      distance(one, other) <= Math.max(one.length, other.length) / 4));

/** True for a word that is put together of the first letters of these: `jdoe`, `doej`, `jd`. */
const isMadeOf = (word: string, parts: readonly string[]): boolean =>
  word === '' ||
  parts.some((part) => {
    const others = parts.filter((each) => each !== part);
    for (let length = 1; length <= part.length && word.startsWith(part.slice(0, length)); length += 1)
      if (isMadeOf(word.slice(length), others)) return true;
    return false;
  });
