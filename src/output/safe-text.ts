import { stripVTControlCharacters } from 'node:util';

// C0 and C1 controls, and the marks that turn writing round or break lines: text could hide or forge what a reader sees.
const LAYOUT = '\\t\\n\\r';
const HIDDEN =
  '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff';
const LINE_BREAKS = /\s*[\r\n\u2028\u2029]+\s*/g;
const HIDDEN_CHARACTERS = new RegExp(`[${HIDDEN}]`, 'g');
const HIDDEN_OR_LAYOUT = new RegExp(`[${HIDDEN}${LAYOUT}]`, 'g');

/** Text from elsewhere, fit for a terminal: one line, no escape sequences, no control characters, no direction marks. */
export function safeText(text: string): string {
  return stripVTControlCharacters(text).replace(LINE_BREAKS, ' ').replace(HIDDEN_OR_LAYOUT, '');
}

/** JSON in which nothing is altered, and what a terminal would obey is escaped. */
export function safeJson(value: unknown, indent?: number): string {
  // Line breaks of the indentation stay; inside strings JSON has escaped them already.
  return JSON.stringify(value, null, indent).replace(HIDDEN_CHARACTERS, escaped);
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON that somebody else wrote, the same value with the same blanks: such characters can only stand inside its strings. */
export function escapedJson(text: string): string {
  return text.replace(LONE_RETURNS, '\n').replace(HIDDEN_CHARACTERS, escaped);
}

/** Text of many lines from elsewhere, fit for a terminal: its lines and tabs stay. */
export function withoutHidden(text: string): string {
  return stripVTControlCharacters(text).replace(LONE_RETURNS, '\n').replace(HIDDEN_CHARACTERS, '');
}

// One that goes back to the beginning of a line would write over it.
const LONE_RETURNS = /\r(?!\n)/g;
