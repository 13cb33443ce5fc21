import { stripVTControlCharacters } from 'node:util';
import { memoize } from '../../memoize.ts';
import { jsonEscape, writeJson } from '../../text/json.ts';

// One quick test instead of three searches, because nearly every text is plain.
const OTHER = /[^\u0020-\u007e]/;
const OTHER_IN_LINES = /[^\n\u0020-\u007e]/;

// Characters that a terminal obeys or does not show, by Unicode's properties: controls, format characters, tags,
// fillers, marks that turn the direction of writing. Tabs and line breaks are layout, which some texts keep.
const LAYOUT = '\\t\\n\\r';
const HIDDEN =
  '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\p{Zl}\\p{Zp}\\ufff9-\\ufffb';
const BLANKS = /\s+/g;
const LINE_BREAK = /[\r\n\u2028\u2029]/;
// Compiled on first use, because Unicode properties take a millisecond.
const hiddenCharacters = memoize(() => new RegExp(`[${HIDDEN}]`, 'gu'));
const hiddenOrLayout = memoize(() => new RegExp(`[${HIDDEN}${LAYOUT}]`, 'gu'));

/**
 * Makes foreign text safe for a terminal: one line, no escape sequences, no control or invisible characters.
 * See docs/decisions/2026-11-26-safe-text.md.
 */
export function safeText(text: string): string {
  if (!OTHER.test(text)) return text;
  const plain = stripVTControlCharacters(text);
  const line = LINE_BREAK.test(plain) ? plain.replace(BLANKS, inOneLine) : plain;
  return line.replace(hiddenOrLayout(), keepVisibleJoiner);
}

/** Matches runs of blanks whole: an expression that looks for a break within one would take quadratic time. */
const inOneLine = (blanks: string): string => (LINE_BREAK.test(blanks) ? ' ' : blanks);

/** Makes a foreign text of any length safe, and cuts it with a mark. */
export function shortText(text: string, most = 200): string {
  const start = [...safeText(text.slice(0, 10 * most))];
  return start.length <= most && text.length <= 10 * most
    ? start.join('')
    : `${start.slice(0, most).join('')}…`;
}

/** Writes JSON with its value unchanged, and escapes characters that a terminal would obey or hide. */
export function safeJson(value: unknown, indent?: number): string {
  // Keeps the line breaks of the indentation; JSON has escaped those inside strings.
  return escapeHidden(writeJson(value, indent));
}

/** Escapes foreign JSON and keeps its value and blanks: such characters can only stand inside its strings. */
export function escapeJson(text: string): string {
  return escapeHidden(text.replace(LONE_RETURNS, '\n'));
}

/** Makes foreign text of many lines safe for a terminal; keeps its lines and tabs. */
export function removeHidden(text: string): string {
  if (!OTHER_IN_LINES.test(text)) return text;
  return stripVTControlCharacters(text)
    .replace(LONE_RETURNS, '\n')
    .replace(hiddenCharacters(), keepVisibleJoiner);
}

// A return without a newline moves the cursor to the beginning of the line, which would be overwritten.
const LONE_RETURNS = /\r(?!\n)/g;

// Matches only what is not plain, because Unicode properties are slow over a long text of many scripts.
const OTHERS = /[^\n\u0020-\u007e]+/g;

const escapeHidden = (json: string): string =>
  json.replace(OTHERS, (others) => others.replace(hiddenCharacters(), jsonEscape));

const NON_JOINER = '\u200c';
const JOINER = '\u200d';
const PICTURE = '\ufe0f';

/**
 * Keeps a joiner where it changes what is visible: in Persian and Indian names, within a combined emoji, and the mark
 * that makes a character an emoji. Answers an empty text for every other invisible character.
 */
function keepVisibleJoiner(character: string, at: number, text: string): string {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(at + 1, at + 3);
  return isVisible(character, before, after) ? character : '';
}

function isVisible(character: string, before: string, after: string): boolean {
  if (character === PICTURE) return /\p{Extended_Pictographic}$/u.test(before);
  if (character !== JOINER && character !== NON_JOINER) return false;
  if (lastLetter().test(before) && firstLetter().test(after)) return true;
  return character === JOINER && endsInPicture(before) && /^\p{Extended_Pictographic}/u.test(after);
}

const endsInPicture = (text: string) =>
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u.test(text);

// Scripts whose letters join or change with their neighbours: Arabic, Syriac, Mongolian, the Indian ones and Khmer.
const SCRIPTS = 'Arab Syrc Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr';

// Compiled on first use, because a literal with so many properties costs every start milliseconds.
const LETTER = `(?=[\\p{L}\\p{M}])[${SCRIPTS.replaceAll(/\w+ ?/g, (name) => `\\p{scx=${name.trim()}}`)}]`;
const lastLetter = memoize(() => new RegExp(`${LETTER}$`, 'u'));
const firstLetter = memoize(() => new RegExp(`^${LETTER}`, 'u'));
