import { ABSENCES, ROSTERS } from '../names/kept-names.ts';
import * as kept from '../words/kept-words.ts';
import { Beginnings } from '../words/word-set.ts';
import * as denied from './denial-words.ts';
import { NOW, SIGNED } from './of-now.ts';
import * as asked from './of-others.ts';
import { DEPARTURES, LEAVE, NEGATIONS, TEAMS } from './sentence-words.ts';
import * as short from './short-orders.ts';
import * as staying from './staying-words.ts';

type Sets = readonly ReadonlySet<string>[];

/** Each word with both signs for an apostrophe. */
const spelt = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) => (word.includes("'") ? [word, word.replaceAll("'", '’')] : word));

const ALONE: Sets = [
  ...[staying.STAYS, staying.TO_STAY, staying.RETURNS, staying.TO_RETURN, staying.OF_RETURN, staying.BACK],
  ...[staying.STILL, staying.OFFERS, staying.FOR_NOW, ABSENCES, denied.MISTAKEN, denied.LISTS, denied.MIND],
  new Set(['übernommen', ...[...staying.RENEWED].filter((word) => /vertrags|contractv/.test(word))]),
];
const DENIED: Sets = [
  denied.REMOVALS,
  denied.DONE_TO,
  LEAVE,
  denied.NOT_BEFORE,
  denied.THIS,
  new Set(['va']),
];

/** Kinds of words of which one of each has to be there. */
const TOGETHER: readonly (readonly [Sets, Sets])[] = [
  [[NEGATIONS], DENIED],
  [[denied.ONLY, denied.WAITS], DENIED],
  [
    [staying.MOVED, NOW],
    [TEAMS, new Set([...TEAMS].map((word) => `${word}s`))],
  ],
  [
    [staying.RENEWED, staying.NEW],
    [staying.CONTRACTS, SIGNED],
  ],
  [[staying.BECAME, NOW], [staying.PERMANENT]],
  [
    [staying.KEEPS, ROSTERS],
    [staying.AS_IT_IS, staying.IS_ACTIVE],
  ],
  [[asked.ASKS], [asked.FIRST, asked.WITH, asked.ASKING]],
];

/** Each kind is a bit: two for each of these pairs, and those of words that are looked at in other ways. */
const [DENIES, IS_ALONE, TAKES, TAKEN, ORDER, TURNS] = [
  1,
  1 << 14,
  1 << 15,
  1 << 16,
  1 << 17,
  1 << 18,
] as const;

const NEEDED = [IS_ALONE, TAKES | TAKEN, ...TOGETHER.map((_, at) => 3 << (2 * at))];

const KINDS = new Map<string, number>();
const add = (kind: number, sets: Sets): void => {
  for (const word of spelt(sets.flatMap((set) => [...set]))) KINDS.set(word, (KINDS.get(word) ?? 0) | kind);
};
for (const [at, [ones, others]] of TOGETHER.entries()) {
  add(1 << (2 * at), ones);
  add(2 << (2 * at), others);
}
add(IS_ALONE, ALONE);
add(TAKEN, [DEPARTURES, denied.REMOVALS]);
add(ORDER, [short.GOING, short.REQUESTS, denied.REMOVALS]);
add(TURNS, [short.TURNS]);

/** True for a word at which a sentence is looked at. */
export const isKeyWord = (word: string): boolean => KINDS.has(word) || denied.isUndone(word);

const BEGINNINGS = new Beginnings([...KINDS.keys(), ...denied.UNDONE_BEGINS]);

/** The words with which a text begins by which a person is kept, behind those that may stand before them. */
const FIRST_WORDS = new Set(
  [kept.KEPT, kept.PUT_OFF, kept.OPEN, kept.AWAY, kept.NOT, kept.NEEDS, kept.LEAVING, denied.ONLY]
    .flatMap((phrases) => spelt([...phrases]))
    .flatMap((phrase) => phrase.split(' ').find((word) => !kept.BEFORE.has(word)) ?? []),
);
const BEFORE_FIRST = new Set([...kept.BEFORE, ...denied.OF_TAKING]);
const FIRST_BEGINNINGS = new Beginnings([...FIRST_WORDS, ...BEFORE_FIRST, ...denied.UNDONE_BEGINS]);

const END = 32;

const LONGEST = 1_000;
const APOSTROPHE = 39;
const DASH = 45;
const LOWER = 32;
const ASCII = 128;
/** Between these are signs, but for the apostrophe of word processors; behind them letters of Asia, then signs. */
const [FIRST_LETTER, SIGNS, LAST_SIGN, LAST_LETTER] = [0xc0, 0x2000, 0x303f, 0xd7ff];

/** Of each sign of ASCII: whether it stands in words. */
const IN_WORDS = new Uint8Array(ASCII);
for (const code of IN_WORDS.keys())
  if (((code | LOWER) >= 97 && (code | LOWER) <= 122) || code === APOSTROPHE || code === DASH)
    IN_WORDS[code] = 1;

const isLetter = (code: number): boolean => {
  if (code < ASCII) return IN_WORDS[code] === 1;
  return code < SIGNS ? code >= FIRST_LETTER : (code > LAST_SIGN && code <= LAST_LETTER) || code === 0x2019;
};

/** False for most texts without such a sentence, at the cost of a look at the letters with which words begin. */
export function mayKeepPerson(text: string): boolean {
  const length = Math.min(text.length, LONGEST);
  let kinds = 0;
  let isFirst = true;
  for (let start = beginOf(text, 0, length); start < length; ) {
    const end = endOf(text, start, length);
    const first = isFirst ? firstWord(text, start, end) : '';
    if (FIRST_WORDS.has(first) || denied.isUndone(first)) return true;
    isFirst = BEFORE_FIRST.has(first);
    kinds |= kindsOf(text, start, end);
    // `d'avis`
    if (isApostrophe(text.charCodeAt(start + 1))) kinds |= kindsOf(text, start + 2, end);
    start = beginOf(text, end, length);
  }
  if ((kinds & ORDER) !== 0 && short.mayBeShort(text, (kinds & (DENIES | TAKES | TURNS)) !== 0)) return true;
  return kinds !== 0 && NEEDED.some((needed) => (kinds & needed) === needed);
}

function beginOf(text: string, from: number, length: number): number {
  let at = from;
  while (at < length && (!isLetter(text.charCodeAt(at)) || isSign(text.charCodeAt(at)))) at += 1;
  return at;
}

function endOf(text: string, start: number, length: number): number {
  let at = start + 1;
  while (at < length && isLetter(text.charCodeAt(at))) at += 1;
  while (isSign(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** The last word in lower case, whatever signs stand behind it. */
export function lastWord(text: string): string {
  const isIn = (at: number) => isLetter(text.charCodeAt(at)) && !isSign(text.charCodeAt(at));
  let end = text.length;
  while (end > 0 && !isIn(end - 1)) end -= 1;
  let start = end;
  while (start > 0 && isIn(start - 1)) start -= 1;
  return text.slice(start, end).toLowerCase();
}

const firstWord = (text: string, start: number, end: number): string =>
  mayBeOne(FIRST_BEGINNINGS, text, start, end) ? text.slice(start, end).toLowerCase() : '';

const isApostrophe = (code: number): boolean => code === APOSTROPHE || code === 0x2019;
const isSign = (code: number): boolean => code === DASH || isApostrophe(code);

function kindsOf(text: string, start: number, end: number): number {
  if (!mayBeOne(BEGINNINGS, text, start, end)) return 0;
  const word = text.slice(start, end).toLowerCase();
  return (KINDS.get(word) ?? 0) | (denied.isUndone(word) ? TAKES : 0);
}

const mayBeOne = (beginnings: Beginnings, text: string, start: number, end: number): boolean => {
  const second = start + 1 < end ? text.charCodeAt(start + 1) : END;
  const third = start + 2 < end ? text.charCodeAt(start + 2) : END;
  return beginnings.mayBegin(text.charCodeAt(start), second, third);
};
