import { AitronosError } from '../../errors/api-errors.ts';
import { counted } from '../../text/counted.ts';
import { isObject } from '../../validation/objects.ts';
import { unexpectedAnswer } from '../answers.ts';
import { badOption } from '../checks/bad-option.ts';

/** What an answer tells of the list that its rows are of. */
export interface ToldRows {
  /** The number of all rows that match; null when the API does not tell. */
  readonly total: number | null;
  /** Where the API says that there are further ones. */
  readonly has_more?: true;
}

/** What is told in the answer itself, or in its `pagination` or `meta`. */
export function toldRows(answer: unknown): ToldRows {
  const parts = isObject(answer) ? [answer, answer['pagination'], answer['meta']].filter(isObject) : [];
  const told = (names: readonly string[]) => parts.flatMap((part) => names.map((name) => part[name]));
  const total = told(['total_users_count', 'total', 'total_count', 'totalCount']).find(isCount) ?? null;
  return told(['has_more', 'has_next', 'hasNext', 'next', 'next_cursor']).some(Boolean)
    ? { total, has_more: true }
    : { total };
}

/** The rows, unless the answer says that there are more. Throws `AitronosError` (`UNEXPECTED_ANSWER`) then. */
export function wholeList<R>(rows: R[], answer: unknown): R[] {
  const { total, has_more } = toldRows(answer);
  if (!has_more && (total === null || total <= rows.length)) return rows;
  const all = total === null ? 'more' : counted(total, 'row');
  throw unexpectedAnswer(`the whole list: ${rows.length} of ${all}`);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** No list that ends has more rows. */
const MOST_ROWS = 2_000_000;

/**
 * The number of all rows, as the first page of at most `size` rows tells it; null where it tells none that can be. A
 * total that a full page reaches may be the number of that page's own rows.
 */
export function toldTotal(
  { rows, total }: { readonly rows: readonly unknown[]; readonly total: number | null },
  size: number,
): number | null {
  const isOwn = total !== null && (total < rows.length || (total === rows.length && total === size));
  return isOwn ? null : total;
}

/** Throws `AitronosError` (`BAD_OPTION`) unless an option is a number of rows or pages, or Infinity. */
export function requirePositive(name: string, value: number): void {
  if (value === Infinity || (Number.isInteger(value) && value > 0)) return;
  throw badOption(`${name}: expected a whole number above 0, or Infinity, got ${value}`);
}

/** Throws `AitronosError` (`UNEXPECTED_ANSWER`) where a list has gone on for too long. */
export function requireEnd(read: number): void {
  if (read > MOST_ROWS) throw unexpected(`more than ${MOST_ROWS} rows`);
}

/** Throws `AitronosError` (`UNEXPECTED_ANSWER`) where the API says that there are more rows than came. */
export function requireWhole(read: number, total: number | null, more: boolean): void {
  const missing =
    'and no page with the others: its total counts something else, or this token may not read them all';
  if (total !== null && read < total) throw unexpected(`${read} of ${counted(total, 'row')}, ${missing}`);
  if (more) throw unexpected(`${counted(read, 'row')}, and that there are more`);
}

const unexpected = (what: string) =>
  new AitronosError('UNEXPECTED_ANSWER', `asked for a list, the API answered ${what}`);
