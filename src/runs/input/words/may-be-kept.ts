import { mayKeepPerson } from '../sentences/may-keep-person.ts';
import { keepsElsewhere } from './elsewhere.ts';
import { AWAY, BEFORE, KEPT, LEAVING, NEEDS, NOT, OPEN, PUT_OFF, TAKEN_BACK } from './kept-words.ts';
import { Beginnings } from './word-set.ts';

const SHORTEST = 3;
/** What a small letter of ASCII has and its capital has not. */
const LOWER = 32;
const BLANK = 32;
const FIRST_LETTER = 97;
const LAST_LETTER = 122;
const ASCII = 128;

const isLetter = (code: number): boolean =>
  code >= ASCII || ((code | LOWER) >= FIRST_LETTER && (code | LOWER) <= LAST_LETTER);

/** The letters with which a text goes on at a place, in lower case. */
function lettersAt(text: string, start: number): string {
  let end = start;
  while (isLetter(text.charCodeAt(end))) end += 1;
  return text.slice(start, end).toLowerCase();
}

/** The words with which a text begins that says so, behind those that may stand before them. */
const FIRST_WORDS: ReadonlySet<string> = new Set(
  [KEPT, PUT_OFF, OPEN, AWAY, NOT, NEEDS, LEAVING, TAKEN_BACK].flatMap((phrases) =>
    [...phrases].map((phrase) => {
      const words = phrase.split(' ');
      return lettersAt(words.find((word) => !BEFORE.has(word)) ?? '', 0);
    }),
  ),
);

const BEGINNINGS = new Beginnings([...FIRST_WORDS, ...BEFORE]);

/** False for most texts that do not say so, at the cost of a look at the letters with which their words begin. */
export const mayBeKept = (text: string): boolean =>
  mayBegin(text) || mayKeepPerson(text) || keepsElsewhere(text);

/** By their first words. */
function mayBegin(text: string): boolean {
  const first = text.charCodeAt(0);
  if (text.length < SHORTEST && first < ASCII) return false;
  const second = text.charCodeAt(1);
  if (!isLetter(first)) return !isDigit(first) && !isDigit(second);
  return BEGINNINGS.mayBegin(first, second, text.charCodeAt(2)) && saysFirst(text);
}

/** What follows the words before is one of the first words, or no word. */
function saysFirst(text: string): boolean {
  let at = 0;
  let word = lettersAt(text, at);
  while (BEFORE.has(word) && text.charCodeAt(at + word.length) === BLANK) {
    at += word.length + 1;
    word = lettersAt(text, at);
  }
  return word === '' || BEFORE.has(word) || FIRST_WORDS.has(word);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
