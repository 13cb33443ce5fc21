import { composed, isApart } from '../../text/fold-case.ts';
import { cleanedCells } from './cells/cleaned-cells.ts';
import { footRows } from './cells/foot-rows.ts';
import { absentColumns } from './columns/chosen-columns.ts';
import { decideMeaning } from './columns/decide-meaning.ts';
import { columnsNote, columnsRead, listColumns } from './columns/input-columns.ts';
import { withLateColumns } from './columns/late-columns.ts';
import type { Findings, Meaning, RawRow } from './columns/table.ts';
import type { Calendar } from './due/calendar.ts';
import { asksForDates } from './due/dated-meaning.ts';
import { problemsOfList } from './meant/meant-rows.ts';
import type { RowsOptions } from './row-schema.ts';
import type { RowValidator } from './row-validator.ts';

/** How many rows are looked at before it is decided which column means what. */
const SAMPLE_ROWS = 1000;

const NOTHING: Meaning = {
  columns: { known: new Map(), carried: [] },
  problems: [],
  notes: [],
  filters: [],
  observers: [],
};

/** The rows of one table. The first wait until it is decided which column means what: a name alone may not say it. */
export class TableRows {
  readonly #validator: RowValidator;
  readonly #options: RowsOptions;
  #names: string[] = [];
  #line: number | null = null;
  #between = '';
  #sample: RawRow[] | null = [];
  #meaning: Meaning = NOTHING;
  #declared = false;
  #mayWiden = false;
  /** How many rows that are meant were taken. */
  #taken = 0;

  constructor(options: RowsOptions, validator: RowValidator) {
    this.#options = options;
    this.#validator = validator;
  }

  /** Says that there is one column without a name, as in a list. */
  list(): void {
    const { form, reading = {} } = this.#options;
    const columns = listColumns(form.identifiers[0]);
    const observers = [cleanedCells(columns.known), footRows([''])];
    this.#meaning = { ...NOTHING, columns, problems: problemsOfList(reading), observers };
  }

  /** Names the columns. `line`: where the names stand, from 1; `between`: what separates them. */
  header(names: readonly string[], line: number, between: string): void {
    this.#names = names.map(composed);
    this.#line = line;
    this.#between = between;
  }

  /** Says that the file is a list, even if nothing is in it. */
  declareList(): void {
    this.#declared = true;
  }

  /** Whether there is a header: a table without rows is then an empty list, and not an empty file. */
  get hasHeader(): boolean {
    return this.#declared || this.#names.length > 0;
  }

  /** Adds columns after the last, for a format whose rows name their own. */
  widen(names: readonly string[]): void {
    // Until they are decided on, they are this object's own: an object may have ten thousand.
    if (this.#sample !== null) return void this.#names.push(...names.map(composed));
    this.#names = [...this.#names, ...names.map(composed)];
    this.#meaning = withLateColumns(this.#meaning, this.#names, names.length, this.#taken, this.#options);
  }

  /** Takes the next row. Returns a promise only when a row waits for the disk. */
  row(written: RawRow): void | Promise<void> {
    const row = composedRow(written);
    if (this.#sample === null) return this.#take(row);
    this.#sample.push(row);
    if (this.#sample.length >= SAMPLE_ROWS) return this.#takeSample();
  }

  /** After the last row. */
  async end(): Promise<readonly Findings[]> {
    await this.#takeSample();
    const { columns, columns_read, problems, notes, filters, observers, due } = this.#meaning;
    const read = this.hasHeader
      ? {
          columns: columnsRead(columns.known),
          carried: columns.carried.map(({ name }) => name),
          ...(columns_read && { columns_read }),
        }
      : {};
    const parts = [...filters, ...observers, ...(due ? [due] : [])];
    const absent = this.#mayWiden ? absentColumns(this.#names, this.#options.reading ?? {}) : [];
    const told = columns_read ? columnsNote(columns.known, columns_read.not_used) : [];
    const found = { problems: [...problems, ...absent], notes: [...notes, ...told], ...read };
    return [found, ...parts.map((part) => part.finish())];
  }

  async #takeSample(): Promise<void> {
    const rows = this.#sample;
    if (rows === null) return;
    this.#sample = null;
    this.#decide(rows, await this.#calendar());
    for (const row of rows) {
      const kept = this.#take(row);
      if (kept) await kept;
    }
  }

  #decide(rows: readonly RawRow[], calendar: Calendar | null): void {
    this.#mayWiden = this.#line === null && rows.length >= SAMPLE_ROWS;
    const place = { names: this.#names, line: this.#line, between: this.#between };
    const sample = { ...place, rows, mayWiden: this.#mayWiden };
    if (this.#names.length > 0) this.#meaning = decideMeaning(sample, this.#options, calendar);
  }

  /** Null where no date is to be judged. */
  async #calendar(): Promise<Calendar | null> {
    const { reading = {} } = this.#options;
    if (!asksForDates(this.#names, reading)) return null;
    return new (await import('./due/calendar.ts')).Calendar(reading);
  }

  #take(row: RawRow): void | Promise<void> {
    const { columns, problems, filters, observers, due } = this.#meaning;
    for (const filter of filters) {
      if (filter.keeps(row)) continue;
      due?.observeLeftOut?.(row);
      return this.#options.leftOut?.(row, columns, 'not_chosen');
    }
    this.#taken += 1;
    for (const observer of observers) observer.observe(row);
    const kept = due?.keeps(row) ?? true;
    if (typeof kept === 'object') return this.#validator.problem(row.line, kept.column, kept.message);
    if (!kept) {
      this.#validator.checkLater(row, columns);
      return this.#options.leftOut?.(row, columns, 'by_date');
    }
    // Without its columns, a row would only repeat what is wrong with them.
    if (problems.length > 0) return;
    return this.#validator.check(row, columns);
  }
}

/** A row as its words are known; what it holds is kept as it was written. */
function composedRow(row: RawRow): RawRow {
  for (const cell of row.cells)
    if (cell && isApart(cell))
      return { ...row, cells: row.cells.map((each) => each && composed(each)), written: row.cells };
  return row;
}
