import { accessOf, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { counted } from '../../../text/counted.ts';
import { cleanCell } from '../cell.ts';
import { fieldOf } from '../columns/field-names.ts';
import { ignoreArgument, listOf, whereArgument, whereExcept } from '../columns/header.ts';
import type { Column, ColumnProblem, RowObserver } from '../columns/table.ts';
import { isNoDate } from '../due/date-columns.ts';
import { isOwnColumn, type OwnWords } from '../meant/own-files.ts';
import { GoneStates } from './gone-states.ts';
import { type DatesOfLeaving, sawDate, type WatchedDate, watchedDates } from './watched-dates.ts';

/** A pattern of columns is a number, a bit for each. */
const MOST_COLUMNS = 16;
/** In how many spellings of no date a refusal offers a line. */
const MOST_OFFERED = 4;

interface Watch extends DatesOfLeaving {
  readonly own: OwnWords | null;
  /** How many rows there were before the columns. */
  readonly before?: number;
}

/**
 * Refuses a table where some rows have a date on which the person went and others have none: such a list holds those
 * who stay too. It is no such list where another column says of every row that the person has gone.
 */
export function goneDates(watch: Watch): RowObserver {
  const { open, own, action, before = 0 } = watch;
  const watched = watchedDates(watch).slice(0, MOST_COLUMNS);
  // By which of the columns have a date: in how many rows.
  const patterns = new Map([[0, before]]);
  const isAsked = action !== undefined && action !== 'invite';
  const gone = new GoneStates(before === 0 && isAsked && watched.some((each) => each.isAsked) ? open : []);

  /** In how many rows none of the columns has a date, and how many rows there are. */
  const countOf = (dated: readonly WatchedDate[]) => {
    const places = dated.map((each) => 2 ** watched.indexOf(each));
    let [empty, rows] = [0, 0];
    for (const [pattern, count] of patterns) {
      rows += count;
      if (places.every((place) => (pattern & place) === 0)) empty += count;
    }
    return { empty, rows };
  };

  const problemOf = (
    asked: readonly WatchedDate[],
    dated: readonly WatchedDate[],
    count: string,
  ): ColumnProblem => {
    const names = listOf(dated.map(({ column }) => column.name));
    const areWords = dated.some(({ undated }) => [...undated].some((cell) => !isNoDate(cell)));
    const [areEmpty, haveNone] =
      dated.length === 1 ? ['is empty', 'has no date'] : ['are all empty', 'all have no date'];
    const persons = takesAccess(action) ? dated.filter(({ name }) => !name.isOfAccount) : dated;
    const emptyIn = (each: WatchedDate) => countOf([each]).empty;
    // First the last day: who has resigned or been given notice, and has none, is still there. Then the fullest.
    const isLastDay = ({ column }: WatchedDate) => Number(fieldOf(column.name) === 'last_day');
    const [best] = asked
      .filter((each) => persons.includes(each))
      .sort((one, other) => isLastDay(other) - isLastDay(one) || emptyIn(one) - emptyIn(other));
    const cells = [...(best?.undated ?? [])];
    // Who has a date in another column alone is left out by it: only leavers may be.
    const mayChoose = takesAccess(action) || (best && emptyIn(best) === countOf(persons).empty);
    const offered =
      best && mayChoose && cells.length <= MOST_OFFERED
        ? whereDated(action, best.column, cells, best.name.isOfAccount)
        : [];
    const choose = offered.length > 0 ? 'use --where to choose rows, or' : 'use';
    return {
      message: `${names} ${areWords ? haveNone : areEmpty} in ${count}, ${whoIsLeft(action)}: ${choose} --ignore-column if it does not matter`,
      mend: [...offered, asked.flatMap(({ column }) => ignoreArgument(column))],
    };
  };

  return {
    observe({ cells }) {
      if (watched.length === 0) return;
      let pattern = 0;
      for (const [place, each] of watched.entries()) {
        if (sawDate(each, cleanCell(cells[each.column.index] ?? ''))) pattern += 2 ** place;
      }
      patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
      gone.observe(cells);
    },
    finish() {
      const ofUs = own?.areOurs === true;
      const found = watched.filter(
        ({ column, name, filled, areDates }) =>
          filled > 0 && (name.saysWhen || areDates) && !(ofUs && isOwnColumn(column.name)),
      );
      // Who is inactive may be on leave, and has gone only by another date.
      const sure = found.filter(({ column }) => !/ina[ck]ti/i.test(column.name));
      const dated = sure.length > 0 ? sure : found;
      const asked = dated.filter((each) => each.isAsked);
      const { empty, rows } = countOf(dated);
      if (asked.length === 0 || empty === 0 || gone.areAll) return {};
      return { problems: [problemOf(asked, dated, `${empty} of ${counted(rows, 'row')}`)] };
    },
  };
}

/** What a row without a date may mean. */
function whoIsLeft(action: Action | undefined): string {
  if (accessOf(action) === 'restored') return 'who may never have gone';
  return takesAccess(action) ? 'who may be staying' : 'the others may have gone';
}

/** The lines that choose by a column of dates, in which the cells without one are these. */
function whereDated(
  action: Action | undefined,
  column: Column,
  undated: readonly string[],
  isOfAccount: boolean,
): readonly string[][] {
  const filled = whereExcept(column, ...undated);
  const empty = whereArgument(column, ...undated);
  if (takesAccess(action)) return [filled];
  if (accessOf(action) !== 'restored') return [empty];
  return isOfAccount ? [filled] : [filled, empty];
}
