import { isNameOfPeople } from '../columns/field-names.ts';
import type { Column, RawRow } from '../columns/table.ts';
import { ColumnDates } from '../dates/column-dates.ts';
import { datesIn } from '../dates/date-readings.ts';
import { DAY_MS, dayOf, utcDay, type WrittenDate } from '../dates/days-and-years.ts';
import { numberDates } from '../dates/number-dates.ts';
import { LONGEST_DATE } from '../dates/plain-text.ts';
import { areAmounts, isNamedDay, isToCome, undatedDay } from '../dates/undated-days.ts';
import { unrealDay } from '../dates/unreal-days.ts';
import { saysUntil, speaksOfAnEnd } from '../names/headers-of-time.ts';
import { saysNever } from '../names/open-ends.ts';
import { noteSubject } from '../words/note-names.ts';
import { isNoDate } from './date-columns.ts';
import { FoundCells, type FutureCell, type ReadCell } from './found-cells.ts';

const SHORTEST = 2;

/** An ISO date, also with a time and an offset: what most programs write is compared as it is. */
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:[\d:.]+( ?(?:Z|[+-]\d{2}(?::?\d{2})?))?)?$/;
const ISO_LENGTH = 10;
/** Where a day ends last, the clock is so far behind UTC. */
const LATEST_MS = DAY_MS / 2;
/** The time at which `runs verify` asked: in a pipe after the call that reads it began. */
const ASKED = { name: 'verified_at', most_ms: 600_000 };
/** Programs write a day so too, as `--due` reads it. */
const MIDNIGHT = /[T ]00:00(?::00(?:\.0+)?)? ?(?:Z|[+-]\d{2}(?::?\d{2})?)$/;

/** How many cells are remembered; so many dates show as well how those of a column are written. */
const ENOUGH = 1000;
const ORDERS = ['day', 'month', 'year'] as const;

/** Looks for a date in the future in one column. */
export class FutureColumn {
  readonly column: Column;
  /** An instant after this one is to come. */
  readonly #soon: number;
  readonly #today: string;
  /** The first day that counts as one to come; an instant of a day before yesterday is past, whatever its offset. */
  readonly #coming: string;
  readonly #yesterday: string;
  readonly #thisYear: number;
  readonly #numbers: ((cell: string) => WrittenDate) | null;
  readonly dates: ColumnDates;
  readonly #certain = new FoundCells<ReadCell>();
  /** Those that name a day without its year, or one such as tomorrow. */
  readonly #undated = new FoundCells<ReadCell>();
  readonly #maySayWhen: boolean;
  readonly #saysUntil: boolean;
  readonly #isName: boolean;
  readonly #isNote: boolean;
  /** How many dates were looked at for how they are written, and the lengths that they had. */
  #looked = 0;
  /** The same cells come again and again: those with a date that is no ISO date, and the others. */
  readonly #known = new Set<string>();
  readonly #others = new Set<string>();
  readonly #lengths = new Set<number>();
  /** Those in the future where the day, the month or the year comes first. */
  readonly #if = new Map<string, FoundCells<ReadCell>>();
  /** How many dates can be read so, and how many there are of which this is asked. */
  readonly #read = { day: 0, month: 0, year: 0 };
  #asked = 0;

  /** `now` in milliseconds since 1970; `today`: the latest day that has begun somewhere; `zone`: where days end. */
  constructor(
    column: Column,
    rows: readonly RawRow[],
    { now, today, zone }: { readonly now: number; readonly today: string; readonly zone: string | null },
  ) {
    this.column = column;
    this.#today = today;
    this.#yesterday = utcDay(now - DAY_MS);
    this.#thisYear = Number(today.slice(0, 4));
    this.dates = new ColumnDates(this.#thisYear);
    const cells = rows.map(({ cells }) => cells[column.index] ?? '');
    this.#maySayWhen = speaksOfAnEnd(column.name) && !areAmounts(cells);
    this.#saysUntil = this.#maySayWhen && saysUntil(column.name);
    this.#soon = column.name === ASKED.name ? now + ASKED.most_ms : now;
    // What holds until a day holds until its end. Swedish writes days as ISO 8601 does.
    if (!this.#saysUntil) this.#coming = utcDay(Date.parse(today) + DAY_MS);
    else if (zone === null) this.#coming = utcDay(now - LATEST_MS);
    else this.#coming = new Date(now).toLocaleDateString('sv', { timeZone: zone });
    this.#isName = isNameOfPeople(column.name);
    this.#isNote = noteSubject(column.name) === 'notes';
    this.#numbers = numberDates(column.name, cells);
  }

  observe({ line, cells }: RawRow): void {
    const cell = cells[this.column.index] ?? '';
    const isLong = cell.length > LONGEST_DATE;
    if (isLong && this.#others.size > 0) return;
    const text = cell.trim();
    if (isLong || cell.length < SHORTEST) this.#others.add(text);
    if (this.#others.has(text) || this.#known.has(text)) return;
    if (this.#undated.all.size < ENOUGH && this.#isUndated(text)) this.#undated.add({ line, cell: text });
    const iso = ISO.exec(text);
    if (iso !== null) this.#lookAtIso({ line, cell: text }, iso[1] !== undefined);
    else this.#lookAtDates({ line, cell: text });
  }

  /** Morgen is also the name of a person. */
  #isUndated(cell: string): boolean {
    if (this.#isName) return false;
    if (!this.#maySayWhen) return isToCome(cell, this.#today, this.#isNote);
    if (saysNever(this.column.name, cell)) return false;
    const unreal = unrealDay(cell, this.#today);
    if (unreal !== null) return unreal !== 'vague' || this.#saysUntil;
    if (ISO.test(cell)) return false;
    return undatedDay(cell) !== null || (this.#saysUntil && isNamedDay(cell));
  }

  /** The cell that is in the future however it is read, as far as the others leave that open; null where none is. */
  get found(): FutureCell | null {
    const orders = this.#orders();
    const read = orders.flatMap((order) => this.#if.get(order) ?? []);
    const sure = [this.#certain, ...(read.length === orders.length ? read : []), this.#undated];
    const [first] = sure.flatMap((each) => each.first ?? []);
    if (first === undefined) return null;
    const all = new Set(sure.flatMap((each) => [...each.all]));
    const isUndated = first === this.#undated.first;
    const undated = [...this.#others].filter(isNoDate);
    return { ...first, isUndated, all, undated, isRemark: this.#isNote && this.#others.size > 0 };
  }

  /** Those that read every date, else those that read one. */
  #orders(): readonly string[] {
    const all = ORDERS.filter((order) => this.#read[order] === this.#asked);
    return all.length > 0 ? all : ORDERS.filter((order) => this.#read[order] > 0);
  }

  #lookAtIso(found: ReadCell, hasOffset: boolean): void {
    const { cell } = found;
    const day = cell.slice(0, ISO_LENGTH);
    if (this.#isNew(cell)) this.dates.add(cell);
    if (day < this.#yesterday || this.#certain.all.has(cell)) return;
    // A time that there is not, such as that of a leap second, leaves the day.
    const isDay = !hasOffset || (this.#saysUntil && MIDNIGHT.test(cell));
    const at = isDay ? Number.NaN : Date.parse(cell);
    const isFuture = Number.isNaN(at) ? day >= this.#coming : at > this.#soon;
    const [year = '', month = '', date = ''] = day.split('-');
    if (isFuture && dayOf(year, month, date).length > 0)
      this.#certain.add({ ...found, hasBegun: isDay && day <= this.#today });
  }

  #lookAtDates(found: ReadCell): void {
    const { cell } = found;
    const counted = this.#numbers?.(cell) ?? [];
    const dates = counted.length > 0 ? [counted] : datesIn(cell, this.#thisYear);
    const known = dates.length > 0 ? this.#known : this.#others;
    if (known.size < ENOUGH) known.add(cell);
    if (dates.length === 0) return;
    const before = this.#orders().length;
    for (const date of dates) this.#look(date, found);
    if (before !== this.#orders().length || this.#isNew(cell)) this.dates.add(cell);
  }

  /** True where a date may be written otherwise than those before: after many, only where its length is another one. */
  #isNew({ length }: string): boolean {
    if (this.#looked >= ENOUGH && this.#lengths.has(length)) return false;
    this.#looked += 1;
    this.#lengths.add(length);
    return true;
  }

  #look(written: WrittenDate, { line, cell }: ReadCell): void {
    // Where nothing speaks of an end, as beside `Hired`, the year of 27/03/20 stands last.
    const date = this.#maySayWhen ? written : written.filter(({ order }) => order !== 'year');
    // What ends with a month or a week ends with its last day.
    const future = date.filter(({ first, last }) => (this.#saysUntil ? last : first) >= this.#coming);
    const found = { line, cell, hasBegun: future.every(({ last }) => last <= this.#today) };
    const isOpen = date.some(({ order }) => order === 'year');
    if (future.length > 0 && future.length === date.length && !isOpen) this.#certain.add(found);
    if (date.some(({ order }) => order !== undefined)) this.#asked += 1;
    for (const { order } of date) if (order !== undefined) this.#read[order] += 1;
    for (const { order } of future) {
      if (order === undefined) continue;
      const cells = this.#if.get(order) ?? new FoundCells<ReadCell>();
      this.#if.set(order, cells);
      cells.add(found);
    }
  }
}
