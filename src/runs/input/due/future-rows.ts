import { remembering } from '../../../memoize.ts';
import { cleanCell } from '../cell.ts';
import { ignoreArgument } from '../columns/header.ts';
import type { RowObserver } from '../columns/table.ts';
import { type Calendar, millisecondsOf } from './calendar.ts';
import { type DateColumns, isNoDate } from './date-columns.ts';
import { type FutureOptions, rowsToCome } from './rows-to-come.ts';

/**
 * Without `--due`: refuses rows whose last day is to come or not readable. An `effective_at` decides where it is an
 * instant, and not as the bare day on which an entry was made: of such days alone the last days beside them are asked
 * about first.
 */
export function futureRows(columns: DateColumns, calendar: Calendar, how: FutureOptions): RowObserver {
  const all = rowsToCome(columns, calendar, how);
  const { lastDay, effectiveAt } = columns;
  if (how.mayLeaveLater || lastDay.length * effectiveAt.length === 0) return all;
  const beside = rowsToCome({ lastDay, effectiveAt: [] }, calendar, how);
  const ignored = effectiveAt.flatMap(ignoreArgument);
  const kindOf = remembering((text) => {
    const cell = cleanCell(text);
    if (isNoDate(cell)) return 'none';
    return millisecondsOf(cell) === null ? 'day' : 'instant';
  });
  let [hasInstants, hasDays] = [false, false];
  return {
    observe(row) {
      all.observe(row);
      const kinds = effectiveAt.map(({ index }) => kindOf(row.cells[index] ?? ''));
      hasDays ||= kinds.includes('day');
      if (kinds.includes('instant')) hasInstants = true;
      else beside.observe(row);
    },
    finish() {
      const [found, { problems = [] }] = [all.finish(), beside.finish()];
      const areDays = hasDays && !hasInstants;
      if (problems.length === 0 || (found.problems && !areDays)) return found;
      return {
        problems: problems.map(({ mend, ...problem }) => ({
          ...problem,
          mend: mend.map((words) => [...words, ...ignored]),
        })),
      };
    },
  };
}
