import { ignoreArgument } from '../columns/header.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { daysOf, placeOfYear } from '../dates/date-readings.ts';
import { type ColumnProblem, type Findings, rowsInWords } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import type { Calendar, Moment } from './calendar.ts';
import { type DateColumns, type DatedCell, DatedRows, type PlacedCell } from './date-columns.ts';
import { unreadableDate, whyUnread } from './unreadable-date.ts';

/** Without `--due`: refuses rows whose last day is not over, or whose date cannot be read. */
export class FutureRows implements RowObserver {
  readonly #dated: DatedRows;
  readonly #calendar: Calendar;
  readonly #headers: readonly string[];
  #later: PlacedCell | null = null;
  #laterRows = 0;
  #needsZone = false;
  #unread: PlacedCell | null = null;
  /** Of what is to come if its year stands first: the first, and how many. `#isLast`: elsewhere it stands last. */
  #ifFirst: PlacedCell | null = null;
  #ifFirstRows = 0;
  #isLast = false;

  constructor(columns: DateColumns, calendar: Calendar, headers: readonly string[]) {
    this.#dated = new DatedRows(columns, calendar);
    this.#calendar = calendar;
    this.#headers = headers;
  }

  observe(row: RawRow): void {
    const cells = this.#dated.cellsOf(row).map((dated) => ({ ...dated, ...this.#guess(dated) }));
    const later = cells.find(({ moment }) => moment === 'later' || moment === 'zone');
    const unread = cells.find(({ moment }) => moment === 'bad');
    if (unread) this.#unread ??= { ...unread, line: row.line };
    this.#isLast ||= cells.some(({ year }) => year === 'last');
    if (later === undefined) return;
    if (later.year === 'first') {
      this.#ifFirst ??= { ...later, line: row.line };
      this.#ifFirstRows += 1;
      return;
    }
    this.#laterRows += 1;
    this.#needsZone ||= cells.some(({ moment }) => moment === 'zone');
    this.#later ??= { ...later, line: row.line };
  }

  /** What cannot be read exactly is in the future when one way to read it is. */
  #guess({ moment, cell }: DatedCell): { moment: Moment; year?: ReturnType<typeof placeOfYear> } {
    if (moment !== 'bad') return { moment };
    const { thisYear } = this.#calendar;
    const days = [...daysOf(cell, thisYear), ...this.#calendar.dayBegunAt(cell)];
    const moments = days.map((date) => this.#calendar.isoDay(date));
    const guessed = moments.find((each) => each !== 'due') ?? moments[0] ?? 'bad';
    return { moment: guessed, year: placeOfYear(cell, thisYear) };
  }

  finish(): Findings {
    if (!this.#isLast && this.#ifFirst !== null) {
      this.#later ??= this.#ifFirst;
      this.#laterRows += this.#ifFirstRows;
    }
    return { problems: this.#problems() };
  }

  #problems(): readonly ColumnProblem[] {
    const [later, unread] = [this.#later, this.#unread];
    const column = later?.column ?? unread?.column;
    if (column === undefined) return [];
    const zone = this.#needsZone ? ['--time-zone', '<zone>'] : [];
    // Read as an instant, it would come with the beginning of the day.
    const isRead = later !== null && this.#calendar.dayBegunAt(later.cell).length === 0;
    const ways = isRead ? this.#dated.waysToRead(this.#headers, later) : [];
    // A line that only ignores what is to come is offered where nothing else helps.
    const mend =
      ways.length > 0
        ? ways.map((words) => ['--due', ...zone, ...words])
        : [ignoreArgument(this.#headers, column)];
    const problems = [
      ...(later === null ? [] : [this.#inTheFuture(later, mend, ways.length > 0)]),
      ...(unread === null ? [] : [unreadableDate(unread, mend, this.#calendar.thisYear)]),
    ];
    const ignored = ignoreArgument(this.#headers, column);
    return problems.map((problem) => ({ ...problem, ignored }));
  }

  #inTheFuture(
    { column, cell, moment, line }: PlacedCell,
    mend: ColumnProblem['mend'],
    isRead: boolean,
  ): ColumnProblem {
    const how = isRead
      ? ': use --due to leave such rows out'
      : `, ${whyUnread(cell, this.#calendar.thisYear)}`;
    const rows = rowsInWords(this.#laterRows);
    const where = moment === 'zone' ? ' in some parts of the world' : '';
    return {
      line,
      message: `${column.name} is still to come${where} in ${rows} (here ${cell})${how}, or use --ignore-column if it does not matter`,
      mend,
    };
  }
}
