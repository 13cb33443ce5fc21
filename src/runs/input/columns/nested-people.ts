import { tryParseJson, WideNumber, writeJson } from '../../../text/json.ts';
import { holdsPerson, namesPerson } from '../cell.ts';
import { speaksOfSuperior } from '../names/superiors.ts';
import type { Column, RawRow } from './table.ts';

const DEEPEST = 4;
const MOST_ROWS = 20;

/** True for a cell that is an object or a list of JSON. */
export const isNestedCell = (cell: string): boolean => cell.startsWith('{') || cell.startsWith('[');

/** The paths of addresses and user ids within nested cells, such as `profile.email`, those of superiors aside. */
export function nestedPeople(columns: readonly Column[], rows: readonly RawRow[]): readonly string[] {
  const paths = new Set<string>();
  const isAlone = rows.length === 1;
  for (const { cells } of rows.slice(0, MOST_ROWS)) {
    for (const { name, index } of columns) {
      const cell = cells[index] ?? '';
      // An object by user ids holds many people, of whom a path would take one.
      if (!isNestedCell(cell) || namesPerson(name)) continue;
      for (const path of peopleIn(tryParseJson(cell), name, isAlone)) paths.add(path);
    }
  }
  return [...paths].filter((path) => !speaksOfSuperior(path));
}

/** The path of a list of people further within the only row, such as `d.results`; undefined where there is none. */
export function nestedList(columns: readonly Column[], rows: readonly RawRow[]): string | undefined {
  const [only, other] = rows;
  if (only === undefined || other !== undefined) return undefined;
  return columns
    .map(({ name, index }) => listIn(tryParseJson(only.cells[index] ?? ''), name))
    .find((path) => path !== undefined);
}

function listIn(value: unknown, path: string, depth = DEEPEST): string | undefined {
  if (typeof value !== 'object' || value === null || depth === 0) return undefined;
  if (Array.isArray(value)) return [...peopleIn(value[0], path, false)].length > 0 ? path : undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = listIn(inner, `${path}.${key}`, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `isAlone`: in the only row a list of several is that of all people, of whom a path would take one. */
function* peopleIn(value: unknown, path: string, isAlone: boolean, depth = DEEPEST): Generator<string> {
  if (typeof value === 'string' && holdsPerson(value)) yield path;
  if (typeof value !== 'object' || value === null || depth === 0) return;
  if (isAlone && Array.isArray(value) && value.length > 1) return;
  for (const [key, inner] of Object.entries(value))
    yield* peopleIn(inner, `${path}.${key}`, isAlone, depth - 1);
}

/** What stands at a path within an object; undefined for nothing. */
export function nestedValue(object: unknown, path: readonly string[]): unknown {
  let at = object;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** The same as the text of a cell: what is nested further as JSON. */
export function cellAtPath(object: object, path: string): string | undefined {
  const value = nestedValue(object, path.split('.'));
  if (value === undefined) return undefined;
  if (value === null) return '';
  return typeof value === 'object' && !(value instanceof WideNumber) ? writeJson(value) : String(value);
}
