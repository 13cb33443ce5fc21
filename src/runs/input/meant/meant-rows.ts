import { takesAccess, takesBack } from '../../../operations/by-action.ts';
import { DATE_FIELDS, fieldOf, isDateField } from '../columns/field-names.ts';
import { placesNamed, placesOf } from '../columns/header.ts';
import { NestedColumns, nestedObserver } from '../columns/nested-columns.ts';
import { holdsIds } from '../columns/person-columns.ts';
import type { Column, ColumnProblem, RawRow, RowFilter, RowObserver, TableSample } from '../columns/table.ts';
import { areMarks } from '../due/dated-meaning.ts';
import { backDates } from '../gone/back-dates.ts';
import { goneDates } from '../gone/gone-dates.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { RowsOptions } from '../row-schema.ts';
import { isStateName } from '../words/state-names.ts';
import { furtherStates } from './further-states.ts';
import { lateNested } from './late-nested.ts';
import { markedNames, struckRows } from './marked-rows.ts';
import { namesOrganization, organizationColumn } from './other-organization.ts';
import {
  CHANGED_ROWS,
  hasOwnWords,
  isOwnColumn,
  OwnWords,
  ownKinds,
  ownOutcomes,
  saysVerified,
  UNPROTECTED_ROWS,
  VERIFIED_ROWS,
} from './own-files.ts';
import { SortingColumns } from './sorting-columns.ts';
import { stateColumn } from './state-column.ts';
import { type Condition, chosenRows, conditionOf } from './where.ts';

/** Which rows of a table are meant, and what is asked of them. */
export interface MeantRows {
  /** Those of the first rows that are meant; all of them where none is. */
  readonly rows: readonly RawRow[];
  readonly own: OwnWords;
  readonly nested: NestedColumns;
  /** The columns of whose dates the call says nothing. */
  readonly open: readonly Column[];
  readonly filters: readonly RowFilter[];
  readonly observers: readonly RowObserver[];
  readonly problems: readonly ColumnProblem[];
}

/** Decides by the call and the first rows which rows are meant. `open`: the columns that may mean something. */
export function meantRows(
  { names, rows }: TableSample,
  open: readonly Column[],
  { reading = {}, action }: RowsOptions,
): MeantRows {
  const headers = names.map((name) => name.trim());
  const read = (reading.where ?? []).map((text) => conditionOf(headers, text));
  const conditions = read.filter((each): each is Condition => 'column' in each);
  const problems = read.filter((each): each is ColumnProblem => 'message' in each);
  const own = new OwnWords(open, rows);
  const judged = unasked(open, conditions.filter(saysWhich));
  const kind = judged.find(({ index }) => index === own.kind?.index);
  const filters = (): RowFilter[] => [
    ...(conditions.length > 0 ? [chosenRows(conditions)] : []),
    // In results of what was done about differences the kind is what it was before.
    ...(kind && action && !own.outcome ? [ownKinds(kind, action)] : []),
  ];
  const outcomes = judged.filter((column) => hasOwnWords('outcome', column, rows) && takesBack(action));
  const states = judged.filter(
    (column) => isStateName(column.name) || (column !== kind && hasOwnWords('kind', column, rows)),
  );
  const areDifferences = own.kind !== undefined && own.outcome === undefined;
  const shields = judged.filter(({ name }) => name === 'protected' && areDifferences && takesAccess(action));
  const checks = judged.filter((column) => action === 'remove' && saysVerified(column, open));
  const isTold = ({ name, index }: Column) => (own.areOurs && isOwnColumn(name)) || index === own.kind?.index;
  const nested = new NestedColumns(headers, own.areOurs ? [] : open, rows);
  const isElsewhere = (column: Column) => nested.replaces(column) || holdsIds(column, rows);
  const judgedElsewhere = [states, shields, checks, judged.filter(isElsewhere)].flat();
  const others = judged.filter((column) => !isTold(column) && !judgedElsewhere.includes(column));
  const undated = unasked(
    open,
    conditions.filter((each) => saysWhich(each) && each.isMeant),
  );
  const observers: RowObserver[] = [
    own,
    ...outcomes.map((column) => ownOutcomes(column, CHANGED_ROWS)),
    ...shields.map((column) => ownOutcomes(column, UNPROTECTED_ROWS)),
    ...checks.map((column) => ownOutcomes(column, VERIFIED_ROWS)),
    ...states
      .filter((column) => !isAskedWithin(column, conditions))
      .map((column) => stateColumn(column, isOwnColumn(column.name) ? own : null, action)),
    new SortingColumns(others, open, action),
    ...open.filter(namesOrganization).map(organizationColumn),
    struckRows(open, judged),
    goneDates({
      open,
      judged: judged.filter((column) => !isTold(column)),
      days: dayColumns(headers, undated, reading).filter((column) => !areMarks(column, rows)),
      asksForDays: reading.now !== undefined && !reading.due,
      own,
      action,
    }),
  ];
  const { columns: inside } = nested;
  const further = inside.length > 0 ? furtherStates(inside, [...judged, ...inside], inside, action) : [];
  observers.push(...further.map((observer) => nestedObserver(nested, observer)));
  if (takesAccess(action)) observers.push(markedNames(judged, open));
  if (reading.now !== undefined && takesAccess(action)) {
    observers.push(backDates({ open, asked: undated, now: reading.now }));
    const within = { open: [...open, ...inside], asked: inside, now: reading.now };
    if (inside.length > 0) observers.push(nestedObserver(nested, backDates(within)));
  }
  observers.push(lateNested(nested, reading.ignored));
  const chosen = chosenOf(rows, filters());
  return { rows: chosen, own, nested, open: undated, filters: filters(), observers, problems };
}

/** The columns that say when a row is due, by their names or by what the call says. */
function dayColumns(
  headers: readonly string[],
  open: readonly Column[],
  { columns, stored_columns }: ReadingOptions,
): readonly Column[] {
  const said = DATE_FIELDS.flatMap((field) => columns?.get(field) ?? stored_columns?.get(field) ?? []);
  const chosen = placesNamed(headers, said);
  return open.filter(({ name, index }) => chosen.has(index) || isDateField(fieldOf(name)));
}

/** The columns in which no condition chooses. */
function unasked(open: readonly Column[], conditions: readonly Condition[]): readonly Column[] {
  const asked = placesOf(conditions.map(({ column }) => column));
  return open.filter(({ index }) => !asked.has(index));
}

/** True where a condition chooses by what stands in a cell of JSON: by `status.name` in `status`. */
const isAskedWithin = ({ name }: Column, conditions: readonly Condition[]): boolean =>
  conditions.some((each) => saysWhich(each) && each.column.name.startsWith(`${name}.`));

/** Who has anything in a column, or nothing, may still be in several states, and have dates to come. */
const saysWhich = ({ values }: Condition): boolean => [...values].some((value) => value !== '');

/** The rows that filters keep, which count them and cannot be used again; all rows where none is kept. */
function chosenOf(rows: readonly RawRow[], filters: readonly RowFilter[]): readonly RawRow[] {
  const chosen = rows.filter((row) => filters.every((filter) => filter.keeps(row)));
  return chosen.length > 0 ? chosen : rows;
}

/** What a call says about the columns of a list, which has none. */
export const problemsOfList = ({ where = [], due }: ReadingOptions): readonly ColumnProblem[] =>
  [...where.map((text) => `--where ${text}`), ...(due ? ['--due'] : [])].map((option) => ({
    message: `${option}: a list has no columns; give a file with a header`,
    mend: [],
  }));
