import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { wordSet } from '../words/word-set.ts';
import { foldName } from './field-names.ts';
import type { Column } from './input-columns.ts';
import type { RowObserver } from './meaning.ts';
import { parsed } from './nested-people.ts';

/** Objects that say of the person of their row what columns say elsewhere; one called `manager` is of another. */
const OF_PERSON = wordSet([
  'profile|employment|employee|worker|user|account|person|member|membership|identity|attributes|fields|properties',
  'details|info|data|node|record|job|work|hr|internal|lifecycle|contract|custom',
]);

/** Beside one of them, `state` is a part of a country. */
const OF_ADDRESS = wordSet(['city|zip|zipcode|postalcode|street|streetaddress|country|countrycode']);

const DEEPEST = 3;
const MOST_PATHS = 50;
const LONGEST = 64 * 1024;

/** What is nested in the rows of JSON, as columns of its own: `employment.status`. */
export class NestedColumns {
  /** All headers, those of the nested columns last. */
  readonly headers: readonly string[];
  readonly columns: readonly Column[];
  /** The columns in which they are nested. */
  readonly around: readonly Column[];
  readonly #known: number;
  #last: { readonly row: RawRow; readonly widened: RawRow } | null = null;

  /** `rows`: the first ones, by which the columns are found. */
  constructor(headers: readonly string[], open: readonly Column[], rows: readonly RawRow[]) {
    this.around = open.filter(
      ({ name, index }) =>
        OF_PERSON.has(foldName(name)) && rows.some(({ cells }) => cells[index]?.startsWith('{')),
    );
    const taken = new Set(headers.map(foldName));
    const paths = new Set<string>();
    for (const { cells } of this.around.length === 0 ? [] : rows) {
      for (const [path] of this.#valuesIn(cells)) {
        if (paths.size < MOST_PATHS && !taken.has(foldName(path))) paths.add(path);
      }
    }
    this.#known = headers.length;
    this.headers = [...headers, ...paths];
    this.columns = [...paths].map((name, at) => ({ name, index: headers.length + at }));
  }

  /** A row with the cells of the nested columns behind its own. */
  widen(row: RawRow): RawRow {
    if (this.#last?.row === row) return this.#last.widened;
    const values = new Map(this.#valuesIn(row.cells));
    const own = Array.from({ length: this.#known }, (_, index) => row.cells[index]);
    const widened = { ...row, cells: [...own, ...this.columns.map(({ name }) => values.get(name))] };
    this.#last = { row, widened };
    return widened;
  }

  *#valuesIn(cells: RawRow['cells']): Generator<readonly [path: string, value: string]> {
    for (const { name, index } of this.around) {
      const cell = cells[index] ?? '';
      if (cell.startsWith('{') && cell.length <= LONGEST) yield* valuesOf(parsed(cell), name, DEEPEST);
    }
  }
}

function* valuesOf(value: unknown, path: string, depth: number): Generator<readonly [string, string]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return;
  const isAddress = Object.keys(value).some((key) => OF_ADDRESS.has(foldName(key)));
  for (const [key, inner] of Object.entries(value)) {
    if (isAddress && foldName(key) === 'state') continue;
    if (['string', 'number', 'boolean'].includes(typeof inner)) yield [`${path}.${key}`, String(inner)];
    else if (OF_PERSON.has(foldName(key))) yield* valuesOf(inner, `${path}.${key}`, depth - 1);
  }
}

/** Lets an observer see what is nested. */
export class NestedObserver implements RowObserver {
  readonly #nested: NestedColumns;
  readonly #observer: RowObserver;

  constructor(nested: NestedColumns, observer: RowObserver) {
    this.#nested = nested;
    this.#observer = observer;
  }

  observe(row: RawRow): void {
    this.#observer.observe(this.#nested.widen(row));
  }

  finish(): Findings {
    return this.#observer.finish();
  }
}
