import { ABSENCES, ROSTERS } from '../names/kept-names.ts';
import * as kept from '../words/kept-words.ts';
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

/** The words with which a text begins by which a person is kept, behind those that may stand before them. */
const FIRST_WORDS = new Set(
  [kept.KEPT, kept.PUT_OFF, kept.OPEN, kept.AWAY, kept.NOT, kept.NEEDS, kept.LEAVING, denied.ONLY]
    .flatMap((phrases) => spelt([...phrases]))
    .flatMap((phrase) => phrase.split(' ').find((word) => !kept.BEFORE.has(word)) ?? []),
);
const BEFORE_FIRST = new Set([...kept.BEFORE, ...denied.OF_TAKING]);

const LONGEST = 1_000;
const WORDS = /[a-z\u00c0-\u1fff\u3040-\ud7ff]+(?:['’-]+[a-z\u00c0-\u1fff\u3040-\ud7ff]+)*/g;
/** `d'avis` */
const IS_SHORT = /^.['’]/;

/** False for most texts without such a sentence, at the cost of a look at each word. */
export function mayKeepPerson(text: string): boolean {
  let kinds = 0;
  let isFirst = true;
  for (const word of text.slice(0, LONGEST).toLowerCase().match(WORDS) ?? []) {
    if (isFirst && (FIRST_WORDS.has(word) || denied.isUndone(word))) return true;
    isFirst &&= BEFORE_FIRST.has(word);
    kinds |= kindOf(word) | (IS_SHORT.test(word) ? kindOf(word.slice(2)) : 0);
  }
  if ((kinds & ORDER) !== 0 && short.mayBeShort(text, (kinds & (DENIES | TAKES | TURNS)) !== 0)) return true;
  return NEEDED.some((needed) => (kinds & needed) === needed);
}

const kindOf = (word: string): number => (KINDS.get(word) ?? 0) | (denied.isUndone(word) ? TAKES : 0);
