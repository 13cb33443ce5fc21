import width from 'fast-string-width';
import { memoize } from '../../memoize.ts';
import { idKind } from '../../validation/id-kinds.ts';
import { isRunId } from '../../validation/ids.ts';
import type { TableColumn } from '../view.ts';

const MARK = '…';

const segmenter = memoize(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/**
 * Cuts a text to so many columns of a terminal, with a mark; divides no character that a reader sees as one, such as a
 * letter with its accents or an emoji of several.
 */
function cutToWidth(text: string, most: number): string {
  if (width(text) <= most) return text;
  let kept = '';
  for (const { segment } of segmenter().segment(text)) {
    if (width(kept + segment) + 1 > most) break;
    kept += segment;
  }
  return kept.trimEnd() + MARK;
}

/** The lines of one cell in a column of this width. */
export function cellLines(column: TableColumn, text: string, most: number): string[] {
  switch (typeof column === 'string' ? 'whole' : column.tooWide) {
    case 'whole':
      return [text];
    case 'cut':
      return [namesOne(text) ? text : cutToWidth(text, most)];
    case 'wrap':
      return wrapToWidth(text, most);
    case 'time':
      return [width(text) > most ? toTheMinute(text) : text];
  }
}

// https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
const LONGEST_ADDRESS = 254;
const LONGEST_ID = 128;
const DIGEST = /^[0-9a-f]{64}$/;

/** True for an id, a digest or an e-mail address: cut, it would be another one, or nothing. */
export function namesOne(text: string): boolean {
  if (text.length > LONGEST_ADDRESS) return false;
  const isOfApi = text.length <= LONGEST_ID && idKind(text) !== null;
  const isDigest = DIGEST.test(text.replace('sha256:', ''));
  return isOfApi || isDigest || /^[^\s@]+@[^\s@]+$/.test(text) || isRunId(text);
}

/** `2026-03-01 12:00Z` for an instant; any other text as it is. */
export const toTheMinute = (text: string): string =>
  text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/, '$1 $2Z');

/** Breaks a text between words into lines of so many columns. A wider word is not divided: it may be an id. */
export function wrapToWidth(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && width(line) + 1 + width(word) > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Width of the widest word. */
export const widestWord = (text: string): number =>
  Math.max(0, ...text.split(' ').map((word) => width(word)));
