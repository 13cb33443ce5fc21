import { BadValue } from '../../../validation/bad-value.ts';

/** The parts of a date, in the order in which a format has them, and what a date of that format looks like. */
export interface DateFormat {
  readonly parts: readonly ('year' | 'month' | 'day')[];
  readonly pattern: RegExp;
}

const TOKENS: Readonly<Record<string, readonly [part: DateFormat['parts'][number], digits: string]>> = {
  YYYY: ['year', '(\\d{4})'],
  MM: ['month', '(\\d{2})'],
  M: ['month', '(\\d{1,2})'],
  DD: ['day', '(\\d{2})'],
  D: ['day', '(\\d{1,2})'],
};

/** A format of dates: YYYY, MM or M, DD or D, each once, with signs between them. `MM/DD/YYYY` is one. */
export function dateFormat(text: string): DateFormat {
  const pieces = text.match(/YYYY|MM?|DD?|[-./, ]+/g) ?? [];
  const tokens = pieces.flatMap((piece) => TOKENS[piece] ?? []);
  const parts = pieces.flatMap((piece) => TOKENS[piece]?.[0] ?? []);
  const isWhole = pieces.join('') === text && new Set(parts).size === 3 && tokens.length === 6;
  if (!isWhole) throw new BadValue('a format of dates such as DD.MM.YYYY or MM/DD/YYYY', text);
  const pattern = pieces.map((piece) => TOKENS[piece]?.[1] ?? piece.replaceAll('.', '\\.'));
  return { parts, pattern: new RegExp(`^${pattern.join('')}$`) };
}
