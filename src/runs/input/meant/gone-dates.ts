import { accessOf, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { counted } from '../../../text/counted.ts';
import { cleanCell } from '../cell.ts';
import { fieldOf, isDateField } from '../columns/field-names.ts';
import { ignoreArgument, listOf, placesOf } from '../columns/header.ts';
import type { Column, ColumnProblem, RowObserver } from '../columns/table.ts';
import { isLongAgo } from '../dates/days-and-years.ts';
import { isNoDate } from '../due/date-columns.ts';
import { type GoneDateName, goneDateName } from '../names/gone-date-names.ts';
import { isDated, isOpenEnd } from '../names/open-ends.ts';
import { markOf } from '../words/answers.ts';
import { isStateName } from '../words/state-names.ts';
import { endOfPath } from '../words/words.ts';
import { GoneStates } from './gone-states.ts';
import { isOwnColumn, type OwnWords } from './own-files.ts';
import { whereDated } from './where.ts';

/** A pattern of columns is a number, a bit for each. */
const MOST_COLUMNS = 16;
/** How many spellings of no date are told apart, and in how many of them a refusal offers a line. */
const MOST_SPELLINGS = 5;
const MOST_OFFERED = 4;
/** The columns of a table that may say when people went, and what is asked of them. */
interface Watch {
  /** All that the call does not ignore. */
  readonly open: readonly Column[];
  /** Those of which the call does not say who is meant. */
  readonly judged: readonly Column[];
  /** Those of the fields `last_day` and `effective_at`. */
  readonly days: readonly Column[];
  /** Whether a row without a last day is asked about: with `--due` it is a bad one anyway. */
  readonly asksForDays: boolean;
  readonly own: OwnWords | null;
  /** What is to be done with the people; absent for a roster. */
  readonly action: Action | undefined;
  /** How many rows there were before the columns. */
  readonly before?: number;
}

interface Watched {
  readonly column: Column;
  readonly name: GoneDateName;
  readonly isAsked: boolean;
  /** True for a column of last days, of which what is no date is refused elsewhere. */
  readonly isDay: boolean;
  /** What stands in its cells without a date. */
  readonly undated: Set<string>;
  /** True for a column of states, of which what is no date is asked about as one of them. */
  readonly hasStates: boolean;
  filled: number;
  /** Whether what is filled is always a plain date, or says that there is none yet. */
  areDates: boolean;
}

/**
 * Refuses a table where some rows have a date on which the person went and others have none: such a list holds those
 * who stay too. It is no such list where another column says of every row that the person has gone.
 */
export function goneDates(watch: Watch): RowObserver {
  const { open, own, action, before = 0 } = watch;
  const watched = watchedColumns(watch).slice(0, MOST_COLUMNS);
  // By which of the columns have a date: in how many rows.
  const patterns = new Map([[0, before]]);
  const isAsked = action !== undefined && action !== 'invite';
  const gone = new GoneStates(before === 0 && isAsked && watched.some((each) => each.isAsked) ? open : []);

  /** In how many rows none of the columns has a date, and how many rows there are. */
  const countOf = (dated: readonly Watched[]) => {
    const places = dated.map((each) => 2 ** watched.indexOf(each));
    let [empty, rows] = [0, 0];
    for (const [pattern, count] of patterns) {
      rows += count;
      if (places.every((place) => (pattern & place) === 0)) empty += count;
    }
    return { empty, rows };
  };

  const problemOf = (asked: readonly Watched[], dated: readonly Watched[], count: string): ColumnProblem => {
    const names = listOf(dated.map(({ column }) => column.name));
    const areWords = dated.some(({ undated }) => [...undated].some((cell) => !isNoDate(cell)));
    const [areEmpty, haveNone] =
      dated.length === 1 ? ['is empty', 'has no date'] : ['are all empty', 'all have no date'];
    const persons = takesAccess(action) ? dated.filter(({ name }) => !name.isOfAccount) : dated;
    const emptyIn = (each: Watched) => countOf([each]).empty;
    // First the last day: who has resigned or been given notice, and has none, is still there. Then the fullest.
    const isLastDay = ({ column }: Watched) => Number(fieldOf(column.name) === 'last_day');
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
        if (see(each, cleanCell(cells[each.column.index] ?? ''))) pattern += 2 ** place;
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

/** Without an action, or for an invitation, last days are judged elsewhere. */
function watchedColumns({ judged, days, asksForDays, action }: Watch): Watched[] {
  const areDays = placesOf(days);
  const isUsed = action !== undefined && action !== 'invite';
  const watch = (column: Column, name: GoneDateName, isDay: boolean): Watched => ({
    column,
    name,
    // Our own differences have `last_day`, and an empty `effective_at` is now.
    isAsked: !isDay || (asksForDays && takesAccess(action) && !isDateField(column.name)),
    isDay,
    undated: new Set(),
    hasStates: !isDay && isStateName(column.name),
    filled: 0,
    areDates: true,
  });
  const others = judged.flatMap((column) => {
    const name = areDays.has(column.index) ? null : (goneDateName(column.name) ?? lastDayWithin(column));
    return name === null ? [] : [watch(column, name, false)];
  });
  return [...(isUsed ? days : []).map((column) => watch(column, LAST_DAY, true)), ...others];
}

const LAST_DAY: GoneDateName = { saysWhen: true, isOfAccount: false };
/** Of JSON, and of a list that was made of it: `employment.lastWorkingDay`. */
const lastDayWithin = ({ name }: Column): GoneDateName | null =>
  fieldOf(endOfPath(name)) === 'last_day' && fieldOf(name) === undefined ? LAST_DAY : null;

const isNotYet = (cell: string): boolean => isOpenEnd(cell) && markOf(cell) !== 'no';

/** Looks at a cell; true where it has a date. */
function see(each: Watched, cell: string): boolean {
  const isFilled = !isNoDate(cell);
  const hasDate = isFilled && (each.isDay || (/\d/.test(cell) && !isLongAgo(cell)));
  if (hasDate) each.filled += 1;
  else if (each.undated.size < MOST_SPELLINGS) each.undated.add(cell);
  if (isFilled && each.areDates) each.areDates = isDated(cell) || (!each.hasStates && isNotYet(cell));
  return hasDate;
}
