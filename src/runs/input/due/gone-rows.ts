import { ignoreArgument } from '../columns/header.ts';
import type { DueFilter } from '../columns/meaning.ts';
import type { ColumnProblem, Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import type { Calendar } from './calendar.ts';
import { type DateColumns, DatedRows, inSomeZones, type PlacedCell } from './date-columns.ts';
import { unreadableDate } from './unreadable-date.ts';

/**
 * Of a roster: leaves out the rows of people who are gone, because their last day is over. Without a date a person is
 * there, and so is one whose last day is to come.
 */
export class GoneRows implements DueFilter {
  readonly #dated: DatedRows;
  readonly #headers: readonly string[];
  readonly #thisYear: number;
  #gone = 0;
  #unzoned: PlacedCell | null = null;
  #unread: PlacedCell | null = null;

  constructor(columns: DateColumns, calendar: Calendar, headers: readonly string[]) {
    this.#dated = new DatedRows(columns, calendar);
    this.#thisYear = calendar.thisYear;
    this.#headers = headers;
  }

  keeps(row: RawRow): boolean {
    const [first] = this.#dated.cellsOf(row);
    if (first === undefined) return true;
    if (first.moment === 'zone') this.#unzoned ??= { ...first, line: row.line };
    if (first.moment === 'bad') this.#unread ??= { ...first, line: row.line };
    if (first.moment === 'due') this.#gone += 1;
    return first.moment !== 'due';
  }

  finish(): Findings {
    const problems = [
      ...(this.#unread === null ? [] : [this.#unreadable(this.#unread)]),
      ...(this.#unzoned === null ? [] : [inSomeZones(this.#unzoned)]),
    ];
    return { problems, not_due: this.#gone };
  }

  #unreadable(placed: PlacedCell): ColumnProblem {
    const ways = this.#dated.waysToRead(this.#headers, placed).filter((words) => words.length > 0);
    return unreadableDate(
      placed,
      ways.length > 0 ? ways : [ignoreArgument(this.#headers, placed.column)],
      this.#thisYear,
    );
  }
}
