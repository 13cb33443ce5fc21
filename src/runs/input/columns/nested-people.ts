import { cleanPerson, namesPerson } from '../cell.ts';
import type { RawRow } from '../row-schema.ts';
import { speaksOfSuperior } from './header-words.ts';
import type { Column } from './input-columns.ts';

const DEEPEST = 4;
const MOST_ROWS = 20;

/** True for a cell that is an object or a list of JSON. */
export const isNestedCell = (cell: string): boolean => cell.startsWith('{') || cell.startsWith('[');

/** The paths of addresses and user ids within nested cells, such as `profile.email`, those of superiors aside. */
export function nestedPeople(columns: readonly Column[], rows: readonly RawRow[]): readonly string[] {
  const paths = new Set<string>();
  for (const { cells } of rows.slice(0, MOST_ROWS)) {
    for (const { name, index } of columns) {
      const cell = cells[index] ?? '';
      if (isNestedCell(cell)) for (const path of peopleIn(parsed(cell), name, DEEPEST)) paths.add(path);
    }
  }
  return [...paths].filter((path) => !speaksOfSuperior(path));
}

function* peopleIn(value: unknown, path: string, depth: number): Generator<string> {
  if (typeof value === 'string' && namesPerson(cleanPerson(value))) yield path;
  if (typeof value !== 'object' || value === null || depth === 0) return;
  for (const [key, inner] of Object.entries(value)) yield* peopleIn(inner, `${path}.${key}`, depth - 1);
}

/** What stands at a path within an object; undefined where there is nothing, or no single value. */
export function cellAtPath(object: object, path: string): string | undefined {
  let value: unknown = object;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A cell that JSON was made of by this program, or a text that only looks like it. */
function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
