import width from 'fast-string-width';
import { memoize } from '../../memoize.ts';
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
  if (typeof column === 'string') return [text];
  return column.tooWide === 'cut' ? [cutToWidth(text, most)] : wrapToWidth(text, most);
}

/** Breaks a text between words into lines of so many columns. A wider word is not divided: it may be an id. */
function wrapToWidth(text: string, most: number): string[] {
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
