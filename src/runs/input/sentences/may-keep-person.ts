import { ABSENCES, ROSTERS } from '../names/kept-names.ts';
import { Beginnings } from '../words/word-set.ts';
import {
  DONE_TO,
  MIND,
  MISTAKEN,
  NOT_BEFORE,
  ONLY,
  REMOVALS,
  THIS,
  WAITS,
  WITHDRAWN,
} from './denial-words.ts';
import { NOW, SIGNED } from './of-now.ts';
import { DEPARTURES, LEAVE, NEGATIONS, TEAMS } from './sentence-words.ts';
import {
  AS_IT_IS,
  BACK,
  BECAME,
  CONTRACTS,
  FOR_NOW,
  IS_ACTIVE,
  KEEPS,
  MOVED,
  NEW,
  OFFERS,
  PERMANENT,
  RENEWED,
  RETURNS,
  STAYS,
  STILL,
  TO_RETURN,
  TO_STAY,
} from './staying-words.ts';

/** Kinds of words, each a bit. */
const [ALONE, DENIES, DENIED, TAKES, TAKEN, MOVES, TO, RENEWS, CONTRACT, BECOMES, FOR_GOOD, LATER, KEEP, SO] =
  [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192] as const;

/** The kinds of which one word of each has to be there. */
const TOGETHER = [
  ALONE,
  DENIES | DENIED,
  TAKES | TAKEN,
  MOVES | TO,
  RENEWS | CONTRACT,
  BECOMES | FOR_GOOD,
  LATER | DENIED,
  KEEP | SO,
];

const KINDS = new Map<string, number>();
const add = (kind: number, ...sets: readonly ReadonlySet<string>[]): void => {
  for (const word of sets.flatMap((set) => [...set]))
    for (const spelt of [word, word.replaceAll("'", '’')]) KINDS.set(spelt, (KINDS.get(spelt) ?? 0) | kind);
};
add(ALONE, STAYS, TO_STAY, RETURNS, TO_RETURN, BACK, STILL, MISTAKEN, MIND, OFFERS);
add(DENIES, NEGATIONS);
add(DENIED, REMOVALS, DONE_TO, LEAVE, NOT_BEFORE);
add(TAKES, WITHDRAWN);
add(TAKEN, DEPARTURES);
add(MOVES, MOVED);
add(TO, TEAMS, new Set([...TEAMS].map((word) => `${word}s`)));
add(RENEWS, RENEWED);
add(CONTRACT, CONTRACTS);
add(BECOMES, BECAME);
add(FOR_GOOD, PERMANENT);
add(LATER, ONLY, WAITS);
add(ALONE, FOR_NOW, ABSENCES);
add(DENIED, THIS);
add(RENEWS, NEW);
add(KEEP, KEEPS);
add(SO, AS_IT_IS, IS_ACTIVE);
add(KEEP, ROSTERS);
add(MOVES | BECOMES, NOW);
add(CONTRACT, SIGNED);
add(DENIED, new Set(['va']));
add(ALONE, new Set(['übernommen']));
for (const word of RENEWED) if (/vertrags|contractv/.test(word)) add(ALONE, new Set([word]));

/** True for a word at which a sentence is looked at. */
export const isKeyWord = (word: string): boolean => KINDS.has(word);

const BEGINNINGS = new Beginnings(KINDS.keys());
const END = 32;

const LONGEST = 1_000;
const APOSTROPHE = 39;
const LOWER = 32;
const ASCII = 128;
const NO_BREAK = 160;
const DASHES = 0x2013;
const LAST_DASH = 0x2014;

/** Of each sign of ASCII: whether it stands in words. */
const IN_WORDS = new Uint8Array(ASCII);
for (const code of IN_WORDS.keys())
  if (((code | LOWER) >= 97 && (code | LOWER) <= 122) || code === APOSTROPHE || code === 45)
    IN_WORDS[code] = 1;

const isLetter = (code: number): boolean =>
  code < ASCII ? IN_WORDS[code] === 1 : code !== NO_BREAK && (code < DASHES || code > LAST_DASH);

/** False for most texts without such a sentence, at the cost of a look at the letters with which words begin. */
export function mayKeepPerson(text: string): boolean {
  const length = Math.min(text.length, LONGEST);
  let kinds = 0;
  for (let start = 0; start < length; start += 1) {
    if (!isLetter(text.charCodeAt(start))) continue;
    let end = start + 1;
    while (end < length && isLetter(text.charCodeAt(end))) end += 1;
    kinds |= kindsOf(text, start, end);
    // `d'avis`
    if (isApostrophe(text.charCodeAt(start + 1))) kinds |= kindsOf(text, start + 2, end);
    start = end;
  }
  return kinds !== 0 && TOGETHER.some((needed) => (kinds & needed) === needed);
}

const isApostrophe = (code: number): boolean => code === APOSTROPHE || code === 0x2019;

const kindsOf = (text: string, start: number, end: number): number =>
  mayBeOne(text, start, end) ? (KINDS.get(text.slice(start, end).toLowerCase()) ?? 0) : 0;

const mayBeOne = (text: string, start: number, end: number): boolean => {
  const second = start + 1 < end ? text.charCodeAt(start + 1) : END;
  const third = start + 2 < end ? text.charCodeAt(start + 2) : END;
  return BEGINNINGS.mayBegin(text.charCodeAt(start), second, third);
};
