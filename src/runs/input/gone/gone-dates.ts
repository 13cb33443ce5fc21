import { accessOf, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { counted } from '../../../text/counted.ts';
import { cleanCell } from '../cell.ts';
import { fieldOf } from '../columns/field-names.ts';
import { ignoreArgument, listOf, whereArgument, whereExcept } from '../columns/header.ts';
import type { Column, RowObserver } from '../columns/table.ts';
import { isNoDate } from '../due/date-columns.ts';
import { isOwnColumn, type OwnWords } from '../meant/own-files.ts';
import { isPlainNotice } from '../names/notice-names.ts';
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

  const emptyIn = (each: WatchedDate) => countOf([each]).empty;

  /** The lines that choose by one of the columns that are asked about; none where no line chooses rightly. */
  const offeredBy = (asked: readonly WatchedDate[], dated: readonly WatchedDate[]) => {
    const persons = takesAccess(action) ? dated.filter(({ name }) => !name.isOfAccount) : dated;
    // First the last day: who has resigned or been given notice, and has none, is still there. Then the fullest.
    const isLastDay = ({ column }: WatchedDate) => Number(fieldOf(column.name) === 'last_day');
    const [best] = asked
      .filter((each) => persons.includes(each) && each.filled > 0)
      .sort((one, other) => isLastDay(other) - isLastDay(one) || emptyIn(one) - emptyIn(other));
    if (best === undefined || best.undated.size > MOST_OFFERED) return [];
    // Who has a date in another column alone is left out by it: only leavers may be.
    const mayChoose = takesAccess(action) || emptyIn(best) === countOf(persons).empty;
    return mayChoose ? whereDated(action, best.column, [...best.undated], best.name.isOfAccount) : [];
  };

  const problemOf = (asked: readonly WatchedDate[], { dated, given }: Found, count: string) => {
    const names = listOf(dated.map(({ column }) => column.name));
    const areWords = dated.some(({ undated }) => [...undated].some((cell) => !isNoDate(cell)));
    const [areEmpty, haveNone] =
      dated.length === 1 ? ['is empty', 'has no date'] : ['are all empty', 'all have no date'];
    const offered = offeredBy(asked, dated);
    // Without the last days, it would be asked about days of notice next.
    const all = [...asked, ...given.filter((each) => emptyIn(each) > 0)];
    const ignored = all.flatMap(({ column }) => ignoreArgument(column));
    // Where no row has a last day, the line would send all people.
    const mend = offered.length === 0 && given.length > 0 ? [] : [...offered, ignored];
    const how =
      offered.length > 0 ? 'use --where to choose rows, or' : mend.length > 0 ? 'use' : 'fill it in, or use';
    const message = `${names} ${areWords ? haveNone : areEmpty} in ${count}, ${whoIsLeft(action, given)}: ${how} --ignore-column if it does not matter`;
    return { message, mend };
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
      const found = foundDates(watched.filter(({ column }) => !(own?.areOurs && isOwnColumn(column.name))));
      const asked = found.dated.filter((each) => each.isAsked || (each.isLastDay && found.given.length > 0));
      const { empty, rows } = countOf(found.dated);
      if (asked.length === 0 || empty === 0 || gone.areAll) return {};
      return { problems: [problemOf(asked, found, `${empty} of ${counted(rows, 'row')}`)] };
    },
  };
}

/** The columns by which people went, and those that say only that they will. */
interface Found {
  readonly dated: readonly WatchedDate[];
  readonly given: readonly WatchedDate[];
}

/** Beside a last day, also one that no row has, people have not gone by the day on which notice was given. */
function foundDates(watched: readonly WatchedDate[]): Found {
  const filled = watched.filter(({ filled, name, areDates }) => filled > 0 && (name.saysWhen || areDates));
  const notices = filled.filter(({ isNotice }) => isNotice);
  const lastDays = notices.length === 0 ? [] : watched.filter(({ isLastDay }) => isLastDay);
  const isOther = ({ isNotice, isNoticeAlone, isLastDay }: WatchedDate) =>
    lastDays.length > 0 ? !isNotice && !isLastDay : !isNoticeAlone;
  const others = [...lastDays, ...filled.filter(isOther)];
  // Where nothing else says when, who has given no notice may be staying.
  const dated = others.length > 0 ? others : filled.filter(({ column }) => isPlainNotice(column.name));
  // Who is inactive may be on leave, and has gone only by another date.
  const sure = dated.filter(({ column }) => !/ina[ck]ti/i.test(column.name));
  return {
    dated: sure.length > 0 ? sure : dated,
    given: lastDays.length > 0 ? notices : [],
  };
}

/** What a row without a date may mean. `given`: the columns that say only that people will go. */
function whoIsLeft(action: Action | undefined, given: readonly WatchedDate[]): string {
  const names = listOf(given.map(({ column }) => column.name));
  if (names !== '') return `who may be staying (${names} does not say until when)`;
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
