/** Deeper JSON is not read: whatever goes through it level by level would run out of stack. */
const MOST_LEVELS = 100;

/** Thrown for JSON of more than a hundred levels. */
export class TooDeep extends Error {}

/** A number of more digits than this language's numbers hold, as it was written. As any other value it is the nearest number. */
export class WideNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string | number {
    if (!writing) return Number(this.text);
    met = true;
    return mark() + this.text;
  }
}

/**
 * Reads JSON as `JSON.parse` does, with `WideNumber` where a digit would be lost. Throws `SyntaxError` or
 * `TooDeep`. See docs/decisions/2026-11-26-json-of-others.md.
 */
export function readJson(text: string): unknown {
  if (hasManyLevels(text) && isDeeper(text)) throw new TooDeep(`more than ${MOST_LEVELS} levels`);
  return readOwnJson(text);
}

/** The same for what we wrote ourselves, which may hold an answer within. */
export function readOwnJson(text: string): unknown {
  if (!hasManyDigits(text) && !GREAT_EXPONENT.test(text)) return JSON.parse(text);
  const marked = withMarks(text);
  if (marked === text) return JSON.parse(text);
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark())
      ? new WideNumber(value.slice(mark().length))
      : value,
  );
}

let writing = false;
let met = false;

/** Writes JSON as `JSON.stringify` does; each `WideNumber` as it came. */
export function writeJson(value: unknown, indent?: number): string {
  writing = true;
  met = false;
  try {
    const text = JSON.stringify(value, null, indent);
    return met ? text.replaceAll(new RegExp(`"${mark()}([^"]*)"`, 'g'), '$1') : text;
  } finally {
    writing = false;
  }
}

/**
 * True for JSON of `writeJson` in which every character is a plain one of ASCII: it escapes all control characters but one. Whether
 * a text has as many bytes as characters is known in a tenth of the time that it takes to look at each.
 */
export const isPlainJson = (written: string): boolean =>
  Buffer.byteLength(written) === written.length && !written.includes('\u007f');

let chance = '';

/** Stands before a wide number while it passes as a text; nobody outside can know it. */
function mark(): string {
  chance ||= crypto.randomUUID();
  return `wide-${chance}:`;
}

const GREAT_EXPONENT = /\d[eE][+-]?\d{3}/;
const MANY_DIGITS = 16;

/** False, and soon so, for nearly all answers: each of so many digits in a row would have one at every sixteenth place. */
function hasManyDigits(text: string): boolean {
  for (let at = MANY_DIGITS - 1; at < text.length; at += MANY_DIGITS) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let begins = at;
    let ends = at + 1;
    while (isDigit(text.charCodeAt(begins - 1))) begins -= 1;
    while (isDigit(text.charCodeAt(ends))) ends += 1;
    if (ends - begins >= MANY_DIGITS) return true;
  }
  return false;
}

/** A digit or a point. */
const isDigit = (code: number) => code === POINT || (code >= ZERO && code <= NINE);

const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The same JSON with wide numbers as texts. */
function withMarks(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfText(text, at);
    else if (character === '-' || (character >= '0' && character <= '9')) {
      NUMBER.lastIndex = at;
      const number = NUMBER.test(text) ? text.slice(at, NUMBER.lastIndex) : character;
      if (isWide(number)) {
        pieces.push(text.slice(done, at), `"${mark()}${number}"`);
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

/** Where the text that begins here ends, or the end of all. */
export function endOfText(text: string, begins: number): number {
  for (let end = text.indexOf('"', begins + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

/** False, and soon so, where there are too few brackets for many levels. */
function hasManyLevels(text: string): boolean {
  let left = MOST_LEVELS;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      left -= 1;
      if (left < 0) return true;
    }
  }
  return false;
}

function isDeeper(text: string): boolean {
  let levels = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === ARRAY || code === OBJECT) levels += 1;
    else if (code === ARRAY_END || code === OBJECT_END) levels -= 1;
    if (levels > MOST_LEVELS) return true;
  }
  return false;
}

const QUOTE = 0x22;
const ARRAY = 0x5b;
const ARRAY_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
