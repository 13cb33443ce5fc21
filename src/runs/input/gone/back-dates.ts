import { cleanCell } from '../cell.ts';
import { fieldOf } from '../columns/field-names.ts';
import { ignoreArgument, listOf, whereArgument } from '../columns/header.ts';
import type { Column, FoundCell, RawRow, RowObserver } from '../columns/table.ts';
import { daysOf } from '../dates/date-readings.ts';
import { endsLater, isBackDateName } from '../names/back-date-names.ts';
import { goneDateName } from '../names/gone-date-names.ts';
import { rowsInWords } from '../row.ts';
import { isStateName } from '../words/state-names.ts';
import { GoneStates } from './gone-states.ts';

const OF_DIGITS = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}$/;
const MOST_MONTHS = 12;

interface Watch {
  /** All columns that the call does not ignore. */
  readonly open: readonly Column[];
  /** Those by which it does not choose. */
  readonly asked: readonly Column[];
  /** In milliseconds since 1970. */
  readonly now: number;
}

/**
 * Refuses rows of people who came back: a date of it stands there, and none of leaving that is later, however the two
 * are read. Who was hired again before that has left again, as has whom a column of states calls gone in every row,
 * where no date of leaving says otherwise.
 */
export function backDates({ open, asked, now }: Watch): RowObserver {
  const thisYear = new Date(now).getUTCFullYear();
  const back = asked.filter(({ name }) => isBackDateName(name));
  const isOfLeaving = ({ name }: Column) =>
    goneDateName(name) !== null || fieldOf(name) === 'last_day' || endsLater(name);
  const gone = back.length === 0 ? [] : open.filter(isOfLeaving);
  const states = new GoneStates(back.length === 0 ? [] : open.filter(({ name }) => isStateName(name)));
  let first: FoundCell | null = null;
  let filled = 0;
  // Of the readings of a date which is meant, the first or the second, as soon as a date shows it.
  let order: 0 | 1 | null = null;
  // In how many rows a date of leaving says that it was before, and in how many none says anything.
  let [before, unsaid] = [0, 0];

  /** Of 06/30/2026 the month stands first, of 30/06/2026 the day. */
  const learnOrder = (cell: string) => {
    const [, one = '', two = ''] = OF_DIGITS.exec(cell) ?? [];
    if (Number(one) > MOST_MONTHS) order ??= 0;
    else if (Number(two) > MOST_MONTHS) order ??= 1;
  };

  /** All that a cell may mean, the day first before the month first, unless another date shows the order. */
  const daysIn = (cell: string): readonly string[] => {
    const days = cell === '' ? [] : daysOf(cell, thisYear);
    const meant = order === null || days.length !== 2 || !OF_DIGITS.test(cell) ? undefined : days[order];
    return meant === undefined ? days : [meant];
  };

  const see = (column: Column, { line, cells }: RawRow) => {
    const cellOf = ({ index }: Column) => cleanCell(cells[index] ?? '');
    const cell = cellOf(column);
    if (cell === '') return;
    for (const each of [column, ...gone]) learnOrder(cellOf(each));
    const days = daysIn(cell);
    if (days.length === 0) return;
    filled += 1;
    const left = gone.map((each) => daysIn(cellOf(each)));
    if (left.some((each) => mayBeLater(each, days))) return;
    if (left.some((each) => each.length > 0)) before += 1;
    else unsaid += 1;
    first ??= { line, column, cell };
  };

  return {
    observe(row) {
      states.observe(row.cells);
      for (const column of back) see(column, row);
    },
    finish() {
      if (first === null || (before === 0 && states.areAll)) return {};
      const { line, column, cell } = first;
      const count = before + unsaid;
      const message = `${listOf([column.name])} says that people came back in ${rowsInWords(count)} (here ${cell}), and nothing says that they left later: delete those rows, or use --ignore-column if it does not matter`;
      const others = count === filled ? [whereArgument(column, '')] : [];
      return { problems: [{ line, message, mend: [...others, ignoreArgument(column)] }] };
    },
  };
}

/** True where a person may have left later, or on the same day; the dates of a file are all written in one order. */
const mayBeLater = (left: readonly string[], back: readonly string[]): boolean =>
  left.some((day, at) =>
    left.length === back.length ? day >= (back[at] ?? '') : back.some((one) => day >= one),
  );
