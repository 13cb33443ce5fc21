import { counted } from '../../../text/counted.ts';
import { shellWord } from '../../../text/shell-word.ts';
import type { DueFilter } from '../columns/meaning.ts';
import type { Findings } from '../row.ts';
import type { CellProblem, RawRow } from '../row-schema.ts';
import type { Calendar } from './calendar.ts';
import { type DateColumns, type DatedCell, DatedRows, inSomeZones, type PlacedCell } from './date-columns.ts';
import { whatIsOpen } from './unreadable-date.ts';

const NO_DATE = 'no date: --due needs one in every row';
const INSTANT = 'an instant with an offset (2026-11-20T18:00:00+01:00)';

/** With `--due`: the rows whose time has come. A row that does not say when is a bad one. */
export class DueRows implements DueFilter {
  readonly #dated: DatedRows;
  readonly #columns: DateColumns;
  readonly #headers: readonly string[];
  readonly #wanted: string;
  readonly #thisYear: number;
  #due = 0;
  #later = 0;
  #badRows = 0;
  #firstBad: DatedCell | null = null;
  #unzoned: PlacedCell | null = null;

  /** `headers`: those of the file. `wanted`: what a date looks like, for messages. */
  constructor(columns: DateColumns, calendar: Calendar, headers: readonly string[], wanted: string) {
    this.#headers = headers;
    this.#columns = columns;
    this.#dated = new DatedRows(columns, calendar);
    this.#wanted = wanted;
    this.#thisYear = calendar.thisYear;
  }

  keeps(row: RawRow): boolean | CellProblem {
    const [first] = this.#dated.cellsOf(row);
    if (first === undefined) return this.#bad(null);
    const { moment } = first;
    if (moment === 'bad') return this.#bad(first);
    if (moment === 'zone') this.#unzoned ??= { ...first, line: row.line };
    if (moment === 'due') this.#due += 1;
    else this.#later += 1;
    return moment === 'due';
  }

  /** The problem of a row without a date, or with one that cannot be read. */
  #bad(dated: DatedCell | null): CellProblem {
    this.#badRows += 1;
    const { lastDay, effectiveAt } = this.#columns;
    const [first] = [...lastDay, ...effectiveAt];
    if (dated === null) return { column: first?.name ?? 'last_day', message: NO_DATE };
    this.#firstBad ??= dated;
    const { column, cell } = dated;
    const wanted = lastDay.includes(column) ? `a date (${this.#wanted})` : INSTANT;
    const open = whatIsOpen(cell, this.#thisYear);
    const message = `expected ${wanted}, got ${JSON.stringify(cell)}`;
    return { column: column.name, message: open === null ? message : `${message}, ${open}` };
  }

  finish(): Findings {
    if (this.#unzoned !== null) return { problems: [inSomeZones(this.#unzoned)] };
    if (this.#firstBad !== null) return this.#howToRead(this.#firstBad);
    if (this.#badRows > 0) return {};
    const rows = this.#due + this.#later;
    return { notes: [`--due chooses ${this.#due} of ${counted(rows, 'row')}`], not_due: this.#later };
  }

  /** Of rows with dates that are not read: how they can be. */
  #howToRead(dated: DatedCell): Findings {
    const ways = this.#dated.waysToRead(this.#headers, dated).filter((words) => words.length > 0);
    const words = ways.map((each) => each.map(shellWord).join(' ')).join(' or ');
    return ways.length > 0 ? { cure: `say how the dates are written: ${words}` } : {};
  }
}
