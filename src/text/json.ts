import { orElse } from '../or-else.ts';
import { endOfText, hasManyDigits, isTooDeep } from './json-scan.ts';

/** Thrown for JSON of more than a hundred levels. */
export class TooDeep extends Error {}

/**
 * A number with more digits than a JavaScript number holds, as it was written. Behaves as the nearest number elsewhere.
 */
export class WideNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): number {
    return Number(this.text);
  }
}

/**
 * Reads JSON as `JSON.parse` does, with `WideNumber` where a digit would be lost. Throws `SyntaxError` or
 * `TooDeep`. See docs/decisions/2026-11-26-json-of-others.md.
 */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) throw new TooDeep();
  return readOwnJson(text);
}

/** The same for what we wrote ourselves, which may hold an answer within. */
export function readOwnJson(text: string): unknown {
  if (!hasManyDigits(text, MANY_DIGITS) && !GREAT_EXPONENT.test(text)) return JSON.parse(text);
  const mark = newMark();
  const marked = withMarks(text, mark);
  if (marked === text) return JSON.parse(text);
  return withWideNumbers(JSON.parse(marked), mark);
}

/** The value of a JSON text, with numbers as JavaScript holds them; undefined for a text that is no JSON. */
export const tryParseJson = (text: string): unknown => orElse(() => JSON.parse(text), undefined);

/** The same value, with wide numbers in place of the texts that stand for them. */
function withWideNumbers(value: unknown, mark: string): unknown {
  if (typeof value === 'string') {
    return value.startsWith(mark) ? new WideNumber(value.slice(mark.length)) : value;
  }
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) value[at] = withWideNumbers(value[at], mark);
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) value[name] = withWideNumbers(value[name], mark);
  }
  return value;
}

/** Writes JSON as `JSON.stringify` does; each `WideNumber` as it came. */
export function writeJson(value: unknown, indent?: number): string {
  // A look through all values costs a fifth of what a function for each costs while they are written.
  if (!holdsWideNumber(value)) return JSON.stringify(value, null, indent);
  const mark = newMark();
  const marked = JSON.stringify(value, markWide(mark), indent);
  const [first = '', ...pieces] = marked.split(`"${mark}`);
  return first + pieces.map((piece) => piece.replace('"', '')).join('');
}

/**
 * Whether a value holds a wide number at any depth. One loop for speed: a call for each value would cost more than the
 * check.
 */
function holdsWideNumber(value: unknown): boolean {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) {
      if (typeof value[at] === 'object' && holdsWideNumber(value[at])) return true;
    }
    return false;
  }
  if (!isObject(value)) return false;
  for (const name in value) {
    const held = value[name];
    if (typeof held === 'object' && held !== null && holdsWideNumber(held)) return true;
  }
  return value instanceof WideNumber;
}

/** The number of fields of all objects in a value; a wide number is none. */
export function countFields(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countFields(item), 0);
  if (!isObject(value) || value instanceof WideNumber) return 0;
  let count = 0;
  for (const inner of Object.values(value)) count += 1 + countFields(inner);
  return count;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What writes each wide number as a text with a mark; the value that it is given is the nearest number already. */
const markWide = (mark: string) =>
  function (this: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
    const held = this[name];
    return held instanceof WideNumber ? mark + held.text : value;
  };

/**
 * True for JSON of `writeJson` that is plain ASCII: the writer escapes all control characters but DEL.
 * Comparing the numbers of bytes and characters takes a tenth of the time of a look at each character.
 */
export const isPlainJson = (written: string): boolean =>
  Buffer.byteLength(written) === written.length && !written.includes('\u007f');

/** A character as JSON escapes it: a pair of escapes beyond the first plane. */
export const jsonEscape = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => {
    const unit = character.charCodeAt(at).toString(16);
    return `\\u${unit.padStart(4, '0')}`;
  }).join('');

/** A prefix for a wide number while it passes as a string. Random, so that no input can contain it. */
const newMark = (): string => `wide-${crypto.randomUUID()}:`;

const GREAT_EXPONENT = /\d[eE][+-]?\d{3}/;
const MANY_DIGITS = 16;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function withMarks(text: string, mark: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfText(text, at);
    else if (character === '-' || (character >= '0' && character <= '9')) {
      NUMBER.lastIndex = at;
      const number = NUMBER.test(text) ? text.slice(at, NUMBER.lastIndex) : character;
      if (isWide(number)) {
        pieces.push(text.slice(done, at), `"${mark}${number}"`);
        done = at + number.length;
      }
      at += number.length - 1;
    }
  }
  return done === 0 ? text : pieces.join('') + text.slice(done);
}

/** True where reading and writing it would not bring back the same number. */
function isWide(text: string): boolean {
  // So few digits are held, and so small an exponent.
  if (text.length < MANY_DIGITS && !GREAT_EXPONENT.test(text)) return false;
  const number = Number(text);
  if (/^-?\d+$/.test(text)) return !Number.isSafeInteger(number);
  const [digits = ''] = text.split(/[eE]/);
  const counted = digits.replaceAll(/[-.]/g, '').replace(/^0+/, '').length;
  return counted > 15 || !Number.isFinite(number) || (number === 0 && counted > 0);
}
