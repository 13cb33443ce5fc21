import { remembering } from '../../../memoize.ts';
import { tryParseJson } from '../../../text/json.ts';
import { isObject } from '../../../validation/objects.ts';
import { OF_ADDRESSES } from '../names/federal-states.ts';
import { speaksOfAnEnd } from '../names/headers-of-time.ts';
import { maySort } from '../words/sides.ts';
import { isStateName } from '../words/state-names.ts';
import { wordSet } from '../words/words.ts';
import { foldName } from './field-names.ts';
import { columnsOf } from './header.ts';
import { speaksOfOther } from './header-words.ts';
import { nestedValue } from './nested-people.ts';
import type { Column, RawRow, RowObserver } from './table.ts';

/** Objects that say something of others than the person, besides superiors and things. */
const OF_OTHERS = wordSet([
  'team|teams|group|groups|organization|organisation|org|workspace|tenant|address|addresses|location|links|avatar',
  'image|department|departments|unit|role|roles|plan|project|division|divisions|businessunit|costcenter|costcentre',
  'onboarding|training|preferences|settings|notifications',
]);

/** `review`, `assignment` and `hrData` are no reviewer, no assignee and no person of HR. */
const OF_NOBODY = /(?:review|ment|approval|request)s?$|^hr(?!bp)/i;

/** `Data` is of things as a column, and of all as an object. */
const IS_AROUND = /^dat(?:a|en)$/i;

/** The same keys stand in every row. */
const folded = remembering(foldName);

/** An object says of the person what columns say elsewhere, but for `manager`, `device` or `team`. */
const isLookedInto = remembering(
  (name) =>
    speaksOfAnEnd(name) ||
    IS_AROUND.test(name) ||
    (!OF_OTHERS.has(foldName(name)) &&
      maySort(name) &&
      !isStateName(name) &&
      (OF_NOBODY.test(name) || !speaksOfOther(name))),
);

const DEEPEST = 3;
const MOST_PATHS = 200;
const LONGEST = 64 * 1024;

/** A value within a row: its keys, one within the other. */
type Path = readonly [first: string, ...others: string[]];

interface Around {
  readonly column: Column;
  readonly paths: readonly Path[];
}

/** What is nested in the rows of JSON, as columns of its own: `employment.status`. */
export class NestedColumns {
  readonly columns: readonly Column[];
  readonly #around: readonly Around[];
  readonly #known: number;
  readonly #columns: readonly Column[];
  /** The names of all that is known, folded. */
  readonly #names: Set<string>;
  /** So many names are told apart, however many the first rows had. */
  readonly #mostNames: number;
  #read: { readonly row: RawRow; readonly values: Map<number, unknown> } | null = null;
  #last: { readonly row: RawRow; readonly widened: RawRow } | null = null;

  /** `rows`: the first ones, by which the columns are found. */
  constructor(headers: readonly string[], columns: readonly Column[], rows: readonly RawRow[]) {
    const taken = new Set(headers.map(foldName));
    let left = MOST_PATHS;
    this.#columns = columns;
    this.#around = columns
      .map((column) => ({ column, paths: pathsIn(column, rows) }))
      .filter(({ column, paths }) => paths.length > 0 && isLookedInto(column.name))
      .map(({ column, paths }) => {
        const open = paths.filter((path) => !taken.has(foldName(nameOf(column, path)))).slice(0, left);
        left -= open.length;
        return { column, paths: open };
      });
    const names = this.#around.flatMap(({ column, paths }) => paths.map((path) => nameOf(column, path)));
    this.#known = headers.length;
    this.#names = new Set([...headers, ...names].map(foldName));
    this.#mostNames = this.#names.size + MOST_PATHS;
    this.columns = columnsOf([...headers, ...names]).slice(headers.length);
  }

  /** True for a column whose cells are judged by the columns that are nested in it. */
  replaces = ({ index }: Column): boolean => this.#around.some(({ column }) => column.index === index);

  /** What is nested in a row and in none of the first ones: its name, once. */
  lateIn(row: RawRow): readonly string[] {
    const isNested = ({ index }: Column) => row.cells[index]?.startsWith('{') === true;
    if (!this.#columns.some(isNested) || this.#names.size >= this.#mostNames) return [];
    const around = this.#columns.filter((column) => isNested(column) && isLookedInto(column.name));
    return around.flatMap((column) => {
      const names = [...pathsOf(this.#valueIn(row, column), DEEPEST)].map((path) => nameOf(column, path));
      return names.filter((name) => this.#isNew(folded(name)));
    });
  }

  /** What a cell of the row says, which is read once. */
  #valueIn(row: RawRow, { index }: Column): unknown {
    if (this.#read?.row !== row) this.#read = { row, values: new Map() };
    const { values } = this.#read;
    if (!values.has(index)) values.set(index, nestedIn(row.cells[index]));
    return values.get(index);
  }

  #isNew(name: string): boolean {
    const { size } = this.#names;
    return this.#names.add(name).size > size;
  }

  /** A row with the cells of the nested columns behind its own. The one before is remembered: several observers ask. */
  widen(row: RawRow): RawRow {
    if (this.#last?.row === row) return this.#last.widened;
    const cells = row.cells.slice(0, this.#known);
    while (cells.length < this.#known) cells.push(undefined);
    for (const { column, paths } of this.#around) {
      const value = this.#valueIn(row, column);
      for (const path of paths) cells.push(textOf(nestedValue(value, path)));
    }
    const widened = { ...row, cells };
    this.#last = { row, widened };
    return widened;
  }
}

const nameOf = ({ name }: Column, path: Path): string => [name, ...path].join('.');

const nestedIn = (cell = ''): unknown =>
  cell.startsWith('{') && cell.length <= LONGEST ? tryParseJson(cell) : undefined;

/** The paths of the values in a column; `state` beside an address is left out. */
function pathsIn({ index }: Column, rows: readonly RawRow[]): readonly Path[] {
  const paths = new Map<string, Path>();
  for (const { cells } of rows) {
    for (const path of pathsOf(nestedIn(cells[index]), DEEPEST)) {
      if (paths.size < MOST_PATHS) paths.set(JSON.stringify(path), path);
    }
  }
  return [...paths.values()];
}

function* pathsOf(value: unknown, depth: number): Generator<Path> {
  if (!isObject(value)) return;
  const isAddress = Object.keys(value).some((key) => OF_ADDRESSES.has(folded(key)));
  for (const [key, inner] of Object.entries(value)) {
    if (isAddress && folded(key) === 'state') continue;
    if (!isObject(inner) || depth === 1 || !isLookedInto(key)) yield [key];
    else for (const path of pathsOf(inner, depth - 1)) yield [key, ...path];
  }
}

/** As a cell says it: what is further within, as JSON. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Lets an observer see what is nested. */
export const nestedObserver = (nested: NestedColumns, observer: RowObserver): RowObserver => ({
  observe: (row) => observer.observe(nested.widen(row)),
  finish: () => observer.finish(),
});
