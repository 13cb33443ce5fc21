import { givesAccess, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { cleanCell } from '../cell.ts';
import { tooLate } from '../columns/doubtful-columns.ts';
import { DATE_FIELDS, type FieldName, fieldOf, isDateField } from '../columns/field-names.ts';
import { ignoreArgument, placesNamed, placesOf } from '../columns/header.ts';
import { type NestedColumns, nestedObserver } from '../columns/nested-columns.ts';
import type { Column, ColumnProblem, Columns, DueFilter, RawRow, RowObserver } from '../columns/table.ts';
import { isOwnColumn, type OwnWords } from '../meant/own-files.ts';
import { isNoLastDay } from '../names/back-date-names.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { answerOf } from '../words/answers.ts';
import { isDecisionName } from '../words/decisions.ts';
import type { Calendar } from './calendar.ts';
import { type DateColumns, isNoDate, readTimes } from './date-columns.ts';
import { dueRows, goneRows, noDates } from './due-rows.ts';
import { type Asked, futureDates } from './future-dates.ts';
import { futureRows } from './future-rows.ts';

interface Understood {
  /** The columns that may say when, and of which the call says nothing. */
  readonly open: readonly Column[];
  readonly known: ReadonlyMap<FieldName, readonly Column[]>;
  readonly rows: readonly RawRow[];
  readonly own: OwnWords;
  readonly nested: NestedColumns;
  /** What is to be done with the people; absent for a roster. */
  readonly action?: Action | undefined;
}

interface DatedMeaning {
  readonly due?: DueFilter;
  readonly observers: readonly RowObserver[];
  readonly problems: readonly ColumnProblem[];
  /** Reads when a row's time is; absent where no column says it. */
  readonly times?: Columns['times'];
}

const NOTHING: DatedMeaning = { observers: [], problems: [] };

/** True where the dates of a table will be looked at: the library for them is large. */
export const asksForDates = (
  names: readonly string[],
  { now, due, columns, stored_columns }: ReadingOptions,
): boolean =>
  now !== undefined &&
  (due === true ||
    DATE_FIELDS.some((field) => columns?.has(field) || stored_columns?.has(field)) ||
    names.some((name) => isDateField(fieldOf(name))));

/** Decides by the columns of a table, and by `--due`, what is asked of its dates. `calendar`: null without any. */
export function datedMeaning(
  table: Understood,
  { now, zone, due, isRoster, dateFormat = '2026-11-20' }: ReadingOptions,
  calendar: Calendar | null,
): DatedMeaning {
  const { open, known } = table;
  if (now === undefined) return NOTHING;
  const chosen = placesOf([...known.values()].flat());
  const mayBeMarks = !due && takesAccess(table.action);
  const isMarked = (column: Column) => mayBeMarks && areMarks(column, table.rows);
  const columnsOf = (field: FieldName) =>
    known.get(field) ??
    open.filter((column) => fieldOf(column.name) === field && !chosen.has(column.index) && !isMarked(column));
  const columns = { lastDay: columnsOf('last_day'), effectiveAt: columnsOf('effective_at') };
  const dated = [...columns.lastDay, ...columns.effectiveAt];
  if (isRoster) {
    // Whose day is in a column that is not read would be there for ever.
    if (dated.length === 0) return { observers: otherDates(table, { now, zone }), problems: [] };
    if (calendar === null) return NOTHING;
    return { due: goneRows(columns, calendar), observers: [], problems: [] };
  }
  const times = calendar ? readTimes(columns, calendar) : undefined;
  if (due && calendar) {
    if (dated.length === 0) return { observers: [], problems: [noDatesIn(table, now)] };
    return { due: dueRows(columns, calendar, dateFormat), observers: [], problems: [], times };
  }
  const others = unused(table, dated);
  const { action } = table;
  const saysWhen = ({ index }: Column) =>
    table.rows.some(({ cells }) => !isNoDate(cleanCell(cells[index] ?? '')));
  const asked = { now, zone, rows: table.rows, action, mayBeRead: !dated.some(saysWhen) };
  // In a `last_day` or an `effective_at` nothing may mean now.
  const [only, other] = dated;
  const alone = only === undefined || other !== undefined || isDateField(only.name) ? null : only;
  const observers = [true, false].flatMap((isOwn) => {
    const some = (list: readonly Column[]) => list.filter(({ name }) => isOwnColumn(name) === isOwn);
    const named: DateColumns = { lastDay: some(columns.lastDay), effectiveAt: some(columns.effectiveAt) };
    const found: RowObserver[] = [
      ...(calendar ? [futureRows(named, calendar, { mayLeaveLater: givesAccess(action), alone })] : []),
      futureDates(some(others), asked),
    ];
    return isOwn ? found.map((observer) => unlessOwn(observer, table.own)) : found;
  });
  observers.push(...nestedDates(table.nested, asked));
  return { observers, problems: [], times };
}

/** The open columns that fill no field, are none of these, and are not judged by what is nested in them. */
function unused({ open, known, nested }: Understood, dated: readonly Column[] = []): readonly Column[] {
  const used = placesOf([...dated, ...[...known.values()].flat()]);
  return open.filter((column) => !used.has(column.index) && !nested.replaces(column));
}

/** True for a column such as `Austritt` that says by yes and no who goes, and not when. */
export function areMarks({ name, index }: Column, rows: readonly RawRow[]): boolean {
  const cells = rows.map((row) => cleanCell(row.cells[index] ?? '')).filter((cell) => !isNoDate(cell));
  return isDecisionName(name) && cells.length > 0 && cells.every((cell) => answerOf(cell) !== undefined);
}

/** That no column says when, nor what is nested in JSON. */
function noDatesIn({ nested, open, rows, action }: Understood, now: number): ColumnProblem {
  const columns = [...open.filter((column) => !nested.replaces(column)), ...nested.columns].filter(
    ({ name }) => givesAccess(action) || !isNoLastDay(name),
  );
  return noDates(columns, nested.columns.length === 0 ? rows : rows.map((row) => nested.widen(row)), now);
}

function nestedDates(nested: NestedColumns, asked: Asked): readonly RowObserver[] {
  if (nested.columns.length === 0) return [];
  const rows = asked.rows.map((row) => nested.widen(row));
  return [nestedObserver(nested, futureDates(nested.columns, { ...asked, rows }))];
}

/** Judges the dates of a roster without a column that says when: of a row that names its person, nothing else is. */
function otherDates(table: Understood, when: Pick<Asked, 'now' | 'zone'>): RowObserver[] {
  const asked = { ...when, rows: table.rows, isRoster: true, mayBeRead: true };
  return [futureDates(unused(table), asked), ...nestedDates(table.nested, asked)];
}

/** An observer that finds nothing wrong with a file of our own. */
const unlessOwn = (observer: RowObserver, own: OwnWords): RowObserver => ({
  observe: (row) => observer.observe(row),
  finish() {
    const { notes = [], ...found } = observer.finish();
    return own.areOurs ? { notes } : { notes, ...found };
  },
});

/** Of columns that a row far down has added: dates cannot be judged any more, others may still be in the future. */
export function lateDates(
  headers: readonly string[],
  late: readonly Column[],
  { now, zone, ignored = [], isRoster, due }: ReadingOptions,
): Pick<DatedMeaning, 'problems' | 'observers'> {
  if (now === undefined) return NOTHING;
  const meaningless = placesNamed(headers, ignored);
  const open = late.filter(({ index }) => !meaningless.has(index));
  const others = isRoster || due ? [] : open.filter(({ name }) => !isDateField(fieldOf(name)));
  return {
    problems: open
      .filter(({ name }) => isDateField(fieldOf(name)))
      .map((column) => tooLate(column.name, ignoreArgument(column))),
    observers: others.length > 0 ? [futureDates(others, { now, zone, rows: [], mayBeRead: false })] : [],
  };
}
