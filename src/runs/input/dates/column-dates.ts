import { cleanCell } from '../cell.ts';
import { columnArgument } from '../columns/header.ts';
import type { Column } from '../columns/table.ts';
import { type DateFormat, dateFormat, INSTANT, ISO_DATES } from './date-format.ts';
import { placeOfYear } from './date-readings.ts';
import { dayOf, isOtherYear } from './days-and-years.ts';
import { plainText } from './plain-text.ts';

const MOST_SHAPES = 500;

/** Finds the formats that read all dates of a column; remembers one cell of each shape, such as 99/99/9999. */
export class ColumnDates {
  readonly #thisYear: number;
  readonly #shapes = new Map<string, string>();

  constructor(thisYear: number) {
    this.#thisYear = thisYear;
  }

  add(cell: string): void {
    const text = cleanCell(cell);
    const shape = shapeOf(text);
    if (this.#shapes.size < MOST_SHAPES && !this.#shapes.has(shape)) this.#shapes.set(shape, text);
  }

  /**
   * The words of the command line that read every date, else those that read this one, so that the others are asked for
   * next: none are needed for ISO dates, and there are two ways where it may mean either of two days. Empty where no
   * format reads it.
   */
  ways(cell: string): readonly (readonly string[])[] {
    const all = this.#waysOf([...this.#shapes.values()]);
    return all.length > 0 ? all : this.#waysOf([cleanCell(cell)]);
  }

  /** The words that read a column as the field that says when, all its dates or else this one; none where none can. */
  waysToRead(column: Column, cell: string): string[][] {
    const ways = this.ways(cell);
    if (ways.length === 0 && this.areInstants()) return [columnArgument('effective_at', column)];
    return ways.map((words) => [...columnArgument('last_day', column), ...words]);
  }

  get isEmpty(): boolean {
    return this.#shapes.size === 0;
  }

  /** True where each is an instant, which another field reads: a day with a time and an offset. */
  areInstants(): boolean {
    return this.#shapes.size > 0 && [...this.#shapes.values()].every((cell) => INSTANT.test(cell));
  }

  #waysOf(cells: readonly string[]): string[][] {
    const readsAll = (format: DateFormat) => cells.every((cell) => this.#reads(format, cell));
    if (readsAll(ISO_DATES)) return [[]];
    return formatsOf(plainText(cells[0] ?? ''), this.#thisYear).flatMap((formats) => {
      const format = formats.find((text) => readsAll(dateFormat(text)));
      return format === undefined ? [] : [['--date-format', format]];
    });
  }

  #reads(format: DateFormat, cell: string): boolean {
    const read = format.read(cell, this.#thisYear);
    if (read === null || isOtherYear(read.year, this.#thisYear)) return false;
    return dayOf(read.year, read.month, read.day).length > 0;
  }
}

/** The digits of a cell as 9; a number that can be no month as 8, because it says which of two is the day. */
const shapeOf = (cell: string): string =>
  cell.replaceAll(/\d+/g, (digits) => (Number(digits) > 12 ? '8' : '9').repeat(digits.length));

const NUMBERS = /^(?:\p{L}+\.?,? +)?(\d{4}|\d{1,2})([-/._ ]{1,3})\d{1,2}([-/._ ]{1,3})(\d{4}|\d{1,2})/u;

/** The formats that a date may have, those for one order of its parts together, the strictest first. */
function formatsOf(cell: string, thisYear: number): readonly (readonly string[])[] {
  if (/^\d{8}$/.test(cell)) return [['YYYYMMDD'], ['DDMMYYYY'], ['MMDDYYYY']];
  const [, first = '', one = '', two = '', last = ''] = NUMBERS.exec(cell) ?? [];
  if (first.length === 4) return [alike((day, month) => `YYYY${one}${month}${two}${day}`)];
  if (first !== '') {
    const year = last.length === 4 ? 'YYYY' : 'YY';
    const dayFirst = alike((day, month) => `${day}${one}${month}${two}${year}`);
    if (one.includes('.')) return [dayFirst];
    const monthFirst = alike((day, month) => `${month}${one}${day}${two}${year}`);
    const isYear = placeOfYear(cell, thisYear) !== 'last' && year === 'YY';
    return [dayFirst, monthFirst, ...(isYear ? [[`YY${one}MM${two}DD`]] : [])];
  }
  const [sign = ' '] = /(?<=\d)[-/](?=\p{L})|(?<=\p{L})[-/](?=\d)/u.exec(cell) ?? [];
  return ['YYYY', 'YY'].flatMap((year) => [
    [`D${sign}MMM${sign}${year}`],
    [sign === ' ' ? `MMM D, ${year}` : `MMM${sign}D${sign}${year}`],
    ...(year === 'YYYY' ? [[`YYYY${sign}MMM${sign}D`]] : []),
  ]);
}

const alike = (write: (day: string, month: string) => string): readonly string[] =>
  ['DD', 'D'].flatMap((day) => ['MM', 'M'].map((month) => write(day, month)));
