import { inputHeaders, RECORD_FIELDS, RESULT_COLUMNS } from '../../../results/csv-columns.ts';
import { WideNumber, writeJson } from '../../../text/json.ts';
import { isObject } from '../../../validation/objects.ts';
import { foldName } from '../columns/field-names.ts';
import { cellAtPath } from '../columns/nested-people.ts';
import type { ReaderParts } from '../formats/reader-parts.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { Unreadable } from '../row.ts';

/** The headers that the call or the stored settings name and that may be paths within nested objects. */
export function namedPaths(reading: ReadingOptions): readonly string[] {
  const { columns = new Map(), stored_columns = new Map(), where = [], ignored = [] } = reading;
  const conditions = where.map((text) => text.split(/!?=/, 1)[0] ?? '');
  const headers = [...columns.values(), ...stored_columns.values(), ...conditions, ...ignored];
  return [...new Set(headers.map((header) => header.trim()))].filter((header) => header.includes('.'));
}

const TOO_LARGE = 'the number is too large to be carried exactly: put it in quotes';

/** Makes rows of JSON objects, whose keys are the columns. What is nested is carried as JSON. */
export function rowsOfObjects({ validator, table, paths }: ReaderParts) {
  const positionOf = positionsOfKeys((key) => table.widen([key]));
  const addNested = (value: object, cells: (string | undefined)[]) => {
    for (const path of paths) {
      const cell = Object.hasOwn(value, path) ? undefined : cellAtPath(value, path);
      if (cell !== undefined) cells[positionOf(path, value)] = cell;
    }
  };
  return (line: number, value: unknown): void | Promise<void> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return validator.problem(line, null, 'expected a JSON object such as {"user_id":"usr_…"} on each line');
    refusePlan((field) => Object.hasOwn(value, field));
    const cells: (string | undefined)[] = [];
    let fine = true;
    const object = spreadRecord(value);
    for (const [key, field] of Object.entries(object)) {
      const cell = typeof field === 'string' ? field : cellOf(field);
      if (cell !== null) cells[positionOf(key, object)] = cell;
      else validator.problem(line, key, TOO_LARGE);
      fine &&= cell !== null;
    }
    addNested(value, cells);
    if (fine) return table.row({ line, cells });
  };
}

/** The position of each key as first seen. `userId` and `USER_ID` are one column, unless a row has both. */
function positionsOfKeys(onNew: (key: string) => void): (key: string, row: object) => number {
  const exact = new Map<string, number>();
  const folded = new Map<string, string>();
  let count = 0;
  return (key, row) => {
    const known = exact.get(key);
    if (known !== undefined) return known;
    const twin = folded.get(foldName(key));
    const same = twin === undefined || Object.hasOwn(row, twin) ? undefined : exact.get(twin);
    if (twin === undefined) folded.set(foldName(key), key);
    const position = same ?? count++;
    exact.set(key, position);
    if (same === undefined) onNew(key);
    return position;
  };
}

/** A field as the text of a cell; a list or an object as JSON. Null for a number that would not be exact. */
function cellOf(field: unknown): string | null {
  if (field === null) return '';
  if (typeof field === 'boolean') return String(field);
  if (typeof field !== 'number' && !(field instanceof WideNumber)) return writeJson(field);
  // What passed through another program may have been rounded, and a personnel number would name another person.
  return Math.abs(Number(field)) > Number.MAX_SAFE_INTEGER ? null : String(field);
}

const TAKEN = [...RESULT_COLUMNS, ...RECORD_FIELDS];

/**
 * A record of our results with the row's own columns beside its fields, as its CSV has them: they may be all that names
 * a person whom the organization does not have. Any other object unchanged.
 */
function spreadRecord(row: object): object {
  if (!Object.hasOwn(row, 'schema_version') || !Object.hasOwn(row, 'outcome')) return row;
  const { input, ...record }: { input?: unknown } = { ...row };
  if (!isObject(input)) return row;
  const headers = inputHeaders(Object.keys(input), TAKEN);
  const own = Object.values(input).map((value, at) => [headers[at] ?? '', value] as const);
  return Object.fromEntries([...own, ...Object.entries(record)]);
}

/** The fields by which a plan is told from any other document. */
const PLAN_FIELDS = ['planned_by', 'planned_at', 'rows'] as const;

const APPLY =
  '`aitronos runs apply <plan>`, with the file of the plan and without the options of this command';

/** Throws `Unreadable` for a plan: another command would carry out its rows. `names`: fields of one object. */
export function refusePlan(names: (field: string) => boolean): void {
  if (!PLAN_FIELDS.every(names)) return;
  throw new Unreadable(1, 'this is a plan: `aitronos runs apply` carries it out', null, APPLY);
}
