import { stripVTControlCharacters } from 'node:util';
import { memoize } from '../../memoize.ts';
import { writeJson } from '../../text/json.ts';
import { keptJoiner } from './joiners.ts';

// Nearly every text is plain, and a plain text is safe: one quick look instead of three searches.
const OTHER = /[^\u0020-\u007e]/;
const OTHER_IN_LINES = /[^\n\u0020-\u007e]/;

// What a terminal obeys or does not show, by Unicode's own properties: controls, format characters, tags, fillers,
// marks that turn writing round. Tabs and line breaks are layout, which some texts keep.
const LAYOUT = '\\t\\n\\r';
const HIDDEN =
  '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\p{Zl}\\p{Zp}\\ufff9-\\ufffb';
const BLANKS = /\s+/g;
const LINE_BREAK = /[\r\n\u2028\u2029]/;
// Made when a text first needs them: properties take a millisecond, which is much of a start.
const hiddenCharacters = memoize(() => new RegExp(`[${HIDDEN}]`, 'gu'));
const hiddenOrLayout = memoize(() => new RegExp(`[${HIDDEN}${LAYOUT}]`, 'gu'));

/**
 * Text from elsewhere, fit for a terminal: one line, no escape sequences, no control or invisible characters.
 * See docs/decisions/2026-11-26-safe-text.md.
 */
export function safeText(text: string): string {
  if (!OTHER.test(text)) return text;
  return stripVTControlCharacters(text).replace(BLANKS, inOneLine).replace(hiddenOrLayout(), keptJoiner);
}

/** Found as a whole and judged then: looking for a break among blanks would begin anew at each of them. */
const inOneLine = (blanks: string): string => (LINE_BREAK.test(blanks) ? ' ' : blanks);

/** The same of a text that may have any length: its first characters, and a mark where more would follow. */
export function shortText(text: string, most = 200): string {
  const start = [...safeText(text.slice(0, 10 * most))];
  return start.length <= most && text.length <= 10 * most
    ? start.join('')
    : `${start.slice(0, most).join('')}…`;
}

/** JSON in which nothing is altered, and what a terminal would obey or hide is escaped. */
export function safeJson(value: unknown, indent?: number): string {
  // Line breaks of the indentation stay; inside strings JSON has escaped them already.
  return escapedHidden(writeJson(value, indent));
}

/** Escapes foreign JSON and keeps its value and blanks: such characters can only stand inside its strings. */
export function escapeJson(text: string): string {
  return escapedHidden(text.replace(LONE_RETURNS, '\n'));
}

/** Text of many lines from elsewhere, fit for a terminal: its lines and tabs stay. */
export function withoutHidden(text: string): string {
  if (!OTHER_IN_LINES.test(text)) return text;
  return stripVTControlCharacters(text).replace(LONE_RETURNS, '\n').replace(hiddenCharacters(), keptJoiner);
}

// One that goes back to the beginning of a line would write over it.
const LONE_RETURNS = /\r(?!\n)/g;

// Matches only what is not plain, because Unicode properties are slow over a long text of many scripts.
const OTHERS = /[^\n\u0020-\u007e]+/g;

const escapedHidden = (json: string): string =>
  json.replace(OTHERS, (others) => others.replace(hiddenCharacters(), escaped));

/** A character as JSON's escapes: two where it lies beyond the first plane. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    const unit = character.charCodeAt(at).toString(16);
    return `\\u${unit.padStart(4, '0')}`;
  }).join('');
}
