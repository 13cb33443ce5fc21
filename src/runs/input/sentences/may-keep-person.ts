import { memoize } from '../../../memoize.ts';
import { ABSENCES, ROSTERS } from '../names/other-names.ts';
import * as kept from '../words/kept-words.ts';
import { isIn, type WordSet } from '../words/words.ts';
import * as denied from './denial-words.ts';
import { NOW, SIGNED, TAKEN_ON } from './employment.ts';
import * as asked from './of-others.ts';
import { DEPARTURES, LEAVE, NEGATIONS, TEAMS } from './sentence-words.ts';
import * as short from './short-orders.ts';
import * as staying from './staying-words.ts';

type Sets = readonly WordSet[];

/** Each word with both signs for an apostrophe. */
const spelt = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) => (word.includes("'") ? [word, word.replaceAll("'", '’')] : word));

const ALONE: Sets = [
  ...[staying.STAYS, staying.TO_STAY, staying.RETURNS, staying.TO_RETURN, staying.OF_RETURN, staying.BACK],
  ...[staying.STILL, staying.OFFERS, staying.FOR_NOW, ABSENCES, denied.MISTAKEN, denied.LISTS, denied.MIND],
  new Set([...TAKEN_ON, ...[...staying.RENEWED].filter((word) => /vertrags|contractv/.test(word))]),
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
const [DENIES, IS_ALONE, TAKES, TAKEN, ORDER, TURNS] = [1, 1 << 14, 1 << 15, 1 << 16, 1 << 17, 1 << 18];

const NEEDED = [IS_ALONE, TAKES | TAKEN, ...TOGETHER.map((_, at) => 3 << (2 * at))];

/** The kinds of each word. Made when a text is looked at: most files have none. */
const kindsByWord = memoize((): ReadonlyMap<string, number> => {
  const kinds = new Map<string, number>();
  const add = (kind: number, sets: Sets): void => {
    for (const word of spelt(sets.flatMap((set) => [...set]))) kinds.set(word, (kinds.get(word) ?? 0) | kind);
  };
  for (const [at, [ones, others]] of TOGETHER.entries()) {
    add(1 << (2 * at), ones);
    add(2 << (2 * at), others);
  }
  add(IS_ALONE, ALONE);
  add(TAKEN, [DEPARTURES, denied.REMOVALS]);
  add(ORDER, [short.GOING, short.REQUESTS, denied.REMOVALS]);
  add(TURNS, [short.TURNS]);
  return kinds;
});

/** True for a word at which a sentence is looked at. */
export const isKeyWord = (word: string): boolean => kindsByWord().has(word) || denied.isUndone(word);

/** The words with which a text begins by which a person is kept, behind those that may stand before them. */
const firstWords = memoize(
  () =>
    new Set(
      [kept.KEPT, kept.PUT_OFF, kept.OPEN, kept.AWAY, kept.NOT, kept.NEEDS, kept.LEAVING, denied.ONLY]
        .flatMap((phrases) => spelt([...phrases]))
        .flatMap((phrase) => phrase.split(' ').find((word) => !kept.BEFORE.has(word)) ?? []),
    ),
);

const LONGEST = 1_000;
const WORDS = /[a-z\u00c0-\u1fff\u3040-\ud7ff]+(?:['’-]+[a-z\u00c0-\u1fff\u3040-\ud7ff]+)*/g;
/** `d'avis` */
const isElided = (word: string): boolean => word[1] === "'" || word[1] === '’';

/** So far it is looked for the word with which a remark begins. */
const LONGEST_BEGIN = 100;

/**
 * Of the parts of a text from each of its remarks on, those that may have such a sentence: few have one, at the cost of
 * a look at each word of the text.
 */
export function whichMayKeep(text: string, parts: readonly string[]): readonly string[] {
  const words = wordsOf(text);
  const mayAny = text.length > LONGEST || maySay(kindsOf(words));
  const beginning = (part: string) => (part === text ? words : wordsOf(part.slice(0, LONGEST_BEGIN)));
  return parts.filter((part) => beginsSo(beginning(part)) || (mayAny && mayKeepPerson(part)));
}

function mayKeepPerson(text: string): boolean {
  const kinds = kindsOf(wordsOf(text));
  const isOrder = (kinds & ORDER) !== 0;
  if (isOrder && short.mayBeShort(text, (kinds & (DENIES | TAKES | TURNS)) !== 0)) return true;
  return maySay(kinds & ~ORDER);
}

/** True where words of these kinds may be such a sentence, or a short order. */
const maySay = (kinds: number): boolean =>
  (kinds & ORDER) !== 0 || NEEDED.some((needed) => (kinds & needed) === needed);

const wordsOf = (text: string): readonly string[] => text.slice(0, LONGEST).toLowerCase().match(WORDS) ?? [];

function beginsSo(words: readonly string[]): boolean {
  const isSo = (word: string) => firstWords().has(word) || denied.isUndone(word);
  const first = words.find((word) => isSo(word) || !isIn(word, kept.BEFORE, denied.OF_TAKING));
  return first !== undefined && isSo(first);
}

function kindsOf(words: readonly string[]): number {
  let kinds = 0;
  for (const word of words) kinds |= kindOf(word) | (isElided(word) ? kindOf(word.slice(2)) : 0);
  return kinds;
}

const kindOf = (word: string): number => (kindsByWord().get(word) ?? 0) | (denied.isUndone(word) ? TAKES : 0);
