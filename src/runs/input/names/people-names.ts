import { distance } from 'fastest-levenshtein';
import { foldAccents } from '../../../text/fold-case.ts';
import { cleanCell } from '../cell.ts';
import { isNameField } from '../columns/field-names.ts';
import { isOfLeaver } from '../columns/header-words.ts';
import type { Row } from '../row.ts';
import { someIn, wordSet } from '../words/words.ts';

/** What stands for the person before a name within JSON: `profile.lastName`, not `manager.lastName`. */
const OF_PERSON = /^(?:profile|user|employee|worker|person|member)\./i;

/** The columns that say what the person of a row is called. */
export const nameColumns = (headers: Iterable<string>): readonly string[] =>
  [...headers].filter((header) => isNameField(header.replace(OF_PERSON, '')) || isOfLeaver(header));

/** What these say, once; empty for nothing. */
export function nameIn(input: Row['input'], columns: readonly string[]): string {
  let name = '';
  for (const column of columns) {
    const text = cleanCell(input[column] ?? '');
    if (text.includes(name)) name = text;
    else if (!name.includes(text)) name = `${name} ${text}`;
  }
  return name;
}

/** What is in the names of many: titles, what comes behind, what comes between. */
const BESIDE = wordSet([
  'dr|prof|mr|mrs|ms|herr|frau|mme|phd|jr|sr|ii|iii|ext|extern|external|guest|de|dos|du|del|der|den|des|van|von|and',
  'und|the|of',
]);

/** Words by which it is no name of a person. */
const OF_NOBODY = wordSet([
  'team|desk|office|support|info|account|accounts|admin|service|sales|hr|it|finance|department|shared|mailbox|mail|user',
  'test|unknown|not|no|yes|left|leaver|employee|contractor|staff|care|room|time|former|deleted|helpdesk|people|ops|rh',
]);

/** True for an address of none: `hr@example.com`, `it-support@example.com`. */
export const isOfNobody = (address: string): boolean =>
  wordsOf(address.slice(0, Math.max(0, address.indexOf('@')))).every((word) => OF_NOBODY.has(word));

/** In characters: a longer text is no name of a person. */
export const MOST_OF_NAME = 100;

const OPENING = '([（［';
const BRACKETED = /[([（［][^)\]）］]*[)\]）］]?/gu;
const OTHER_THAN_LATIN = /[@{\p{N}]|(?=\p{L})\P{Script=Latin}/u;
const APOSTROPHES = /['’`]/g;
const NO_LETTERS = /[^\p{L}]+/u;

/**
 * True where these can hardly be names of one person: both are full names, and no word of the first is like one of the
 * second, or of the address, which may be made of initials.
 */
export function areOthers(name: string, other: string, address = ''): boolean {
  // Nearly every row ends here.
  if (name === other || shareWord(name, other)) return false;
  const own = wordsOfFullName(name);
  if (own.length === 0 || wordsOfFullName(other).length === 0) return false;
  const local = soundsOf(wordsOf(address.slice(0, Math.max(0, address.indexOf('@')))));
  const others = [...soundsOf(wordsOf(other)), ...local.filter((word) => word.length > 1)];
  return (
    !own.some((word) => others.some((one) => areAlike(word, one))) &&
    !local.some((word) => isMadeOf(word, own))
  );
}

/** True where a word of the first stands in the other as it is written. */
function shareWord(name: string, other: string): boolean {
  const known = other.toLowerCase();
  for (const part of name.toLowerCase().split(' ')) {
    if (OPENING.includes(part.charAt(0))) return false;
    const word = part.endsWith(',') || part.endsWith('.') ? part.slice(0, -1) : part;
    if (word.length > 2 && known.includes(word) && !BESIDE.has(word)) return true;
  }
  return false;
}

/** The words of what may be the name of a person: two or more in Latin letters. None of any other text. */
function wordsOfFullName(text: string): readonly string[] {
  if (text.length > MOST_OF_NAME) return [];
  const bare = text.replace(BRACKETED, ' ');
  const words = wordsOf(bare);
  if (OTHER_THAN_LATIN.test(bare) || someIn(words, OF_NOBODY)) return [];
  const sounds = soundsOf(words);
  return sounds.filter((word) => word.length > 1).length > 1 ? sounds : [];
}

const wordsOf = (text: string): readonly string[] =>
  foldAccents(text.normalize('NFKC')).replaceAll(APOSTROPHES, '').split(NO_LETTERS);

/** The words and initials by which people are told apart, as they sound. */
const soundsOf = (words: readonly string[]): readonly string[] =>
  words.filter((word) => word !== '' && !BESIDE.has(word)).map(soundOf);

/** One spelling for those of other languages: `Mueller` and `Müller`, `Jürgen` and `Yurgen`. */
const soundOf = (word: string): string =>
  word
    .replaceAll('ph', 'f')
    .replaceAll(/[yjwcqzx]/g, (letter) => SOUNDS[LETTERS.indexOf(letter)] ?? '')
    .replaceAll(/(?<=[aou])e|(?<=[bdgkst])h/g, '')
    .replaceAll(/(.)\1+/g, '$1');

const LETTERS = 'yjwcqzx';
const SOUNDS = 'iivkksk';

/** True for words that begin with the same three letters or all there are, hold each other, or differ little. */
const areAlike = (one: string, other: string): boolean =>
  one.startsWith(other.slice(0, 3)) ||
  other.startsWith(one.slice(0, 3)) ||
  (Math.min(one.length, other.length) > 2 &&
    (one.includes(other) ||
      other.includes(one) ||
      distance(one, other) <= Math.max(one.length, other.length) / 4));

/** True for a word that is put together of beginnings of these: `jdoe`, `doej`, `jd`. */
function isMadeOf(word: string, parts: readonly string[]): boolean {
  const reached = new Set([0]);
  for (const at of reached)
    for (const part of parts)
      for (let end = 1; end <= part.length && word.startsWith(part.slice(0, end), at); end += 1)
        reached.add(at + end);
  return reached.has(word.length);
}
