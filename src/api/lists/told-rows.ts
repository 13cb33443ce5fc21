import { counted } from '../../text/counted.ts';
import { isObject } from '../../validation/objects.ts';
import { unexpectedAnswer } from '../answers.ts';

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
