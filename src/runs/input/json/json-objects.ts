import { WideNumber, writeJson } from '../../../text/json.ts';
import { foldName } from '../columns/field-names.ts';
import { cellAtPath } from '../columns/nested-people.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { type Refused, refuse } from '../row-schema.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import { spreadRecord } from './own-records.ts';
import { refusePlan } from './plan-in-place.ts';

/** The headers that the call or the stored settings name and that may be paths within nested objects. */
export function namedPaths({
  columns,
  stored_columns,
  where = [],
  ignored = [],
}: ReadingOptions): readonly string[] {
  const conditions = where.map((text) => text.split(/!?=/, 1)[0] ?? '');
  const headers = [
    ...(columns?.values() ?? []),
    ...(stored_columns?.values() ?? []),
    ...conditions,
    ...ignored,
  ];
  return [...new Set(headers.map((header) => header.trim()))].filter((header) => header.includes('.'));
}

/** Makes rows of JSON objects, whose keys are the columns. What is nested is carried as JSON. */
export class JsonObjects {
  private readonly validator: RowValidator;
  private readonly table: TableRows;
  private readonly paths: readonly string[];
  private readonly keys = new KeyPositions();

  /** `paths`: those within nested objects that the call names, such as `profile.email`; they are columns too. */
  constructor(validator: RowValidator, table: TableRows, paths: readonly string[]) {
    this.paths = paths;
    this.validator = validator;
    this.table = table;
  }

  row(line: number, value: unknown): void | Promise<void> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.validator.problem(line, null, 'expected a JSON object such as {"user_id":"usr_…"} on each line');
      return;
    }
    refusePlan((field) => Object.hasOwn(value, field));
    const cells: (string | undefined)[] = [];
    let fine = true;
    const object = spreadRecord(value);
    for (const [key, field] of Object.entries(object)) {
      const cell = typeof field === 'string' ? field : cellOf(key, field);
      if (typeof cell === 'string') cells[this.position(key, object)] = cell;
      else {
        fine = false;
        for (const { column, message } of cell.problems) this.validator.problem(line, column, message);
      }
    }
    if (this.paths.length > 0) this.addNested(value, cells);
    if (fine) return this.table.row({ line, cells });
  }

  private addNested(value: object, cells: (string | undefined)[]): void {
    for (const path of this.paths) {
      const cell = Object.hasOwn(value, path) ? undefined : cellAtPath(value, path);
      if (cell !== undefined) cells[this.position(path, value)] = cell;
    }
  }

  private position(key: string, row: object): number {
    const { position, isNew } = this.keys.find(key, row);
    if (isNew) this.table.widen([key]);
    return position;
  }
}

/**
 * The position of each key, in the order in which they were first seen. Two spellings of one name (`userId`, `USER_ID`)
 * are one column, unless a row has both.
 */
class KeyPositions {
  private readonly exact = new Map<string, number>();
  private readonly folded = new Map<string, string>();
  private count = 0;

  find(key: string, row: object): { readonly position: number; readonly isNew: boolean } {
    const known = this.exact.get(key);
    if (known !== undefined) return { position: known, isNew: false };
    const twin = this.folded.get(foldName(key));
    const same = twin === undefined || Object.hasOwn(row, twin) ? undefined : this.exact.get(twin);
    if (twin === undefined) this.folded.set(foldName(key), key);
    const position = same ?? this.count++;
    this.exact.set(key, position);
    return { position, isNew: same === undefined };
  }
}

/** A field as the text of a cell; a list or an object as JSON. */
function cellOf(key: string, field: unknown): string | Refused {
  if (field === null) return '';
  if (typeof field === 'boolean') return String(field);
  if (typeof field !== 'number' && !(field instanceof WideNumber)) return writeJson(field);
  // What passed through another program may have been rounded, and a personnel number would name another person.
  if (Math.abs(Number(field)) > Number.MAX_SAFE_INTEGER) {
    const message = 'the number is too large to be carried exactly: put it in quotes';
    return refuse({ column: key, message });
  }
  return String(field);
}
