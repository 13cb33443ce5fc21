import { cleanCell } from '../cell.ts';
import type { Cells, Column, Columns } from '../columns/input-columns.ts';
import { type Calendar, millisecondsOf } from './calendar.ts';
import { type DateColumns, isNoDate } from './date-columns.ts';

const MOST_REMEMBERED = 1000;

/** Reads when a row's time is, to be kept with it; undefined where no column says it. */
export function readTimes({ lastDay, effectiveAt }: DateColumns, calendar: Calendar): Columns['times'] {
  if (lastDay.length + effectiveAt.length === 0) return undefined;
  const days = new Map<string, string | null>();
  const dayOf = (cell: string) => {
    const known = days.get(cell);
    if (known !== undefined) return known;
    const day = calendar.isoDate(cell);
    if (days.size < MOST_REMEMBERED) days.set(cell, day);
    return day;
  };
  return (cells) => {
    const day = firstOf(lastDay, cells, dayOf);
    const instant = firstOf(effectiveAt, cells, (cell) => (millisecondsOf(cell) === null ? null : cell));
    return { ...(day && { last_day: day }), ...(instant && { effective_at: instant }) };
  };
}

function firstOf(
  columns: readonly Column[],
  cells: Cells,
  read: (cell: string) => string | null,
): string | null {
  for (const { index } of columns) {
    const cell = cleanCell(cells[index] ?? '');
    const found = isNoDate(cell) ? null : read(cell);
    if (found !== null) return found;
  }
  return null;
}
