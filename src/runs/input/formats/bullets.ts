import { peelPerson } from '../cells/peel.ts';
import { isPerson } from './separators.ts';

/** What stands before the entries of a list that was written as text: `- jane@example.com`, `1. …`, `> …`. */
const BULLET = /^(?:([-*•‣◦▪·–—>])|\d{1,6}[.)])\s{1,9}/;

/** An entry of a list without what stands before it; `sign` is `1` for any number, and empty for nothing. */
export function divided(row: string): { readonly sign: string; readonly rest: string } {
  const [whole, sign = '1'] = BULLET.exec(row) ?? [];
  return whole === undefined ? { sign: '', rest: row } : { sign, rest: row.slice(whole.length) };
}

/** True for lines that all begin so, with a person on each. */
export const areBulleted = (rows: readonly string[]): boolean => rows.length > 0 && rows.every(isEntry);

function isEntry(row: string): boolean {
  const { sign, rest } = divided(row);
  const { text } = peelPerson(rest.replace(/[,;]$/, ''));
  return sign !== '' && !/\s/.test(text) && isPerson(text);
}
