import { inputHeaders, RECORD_FIELDS, RESULT_COLUMNS } from '../../../results/csv-columns.ts';
import { WideNumber, writeJson } from '../../../text/json.ts';
import { isObject } from '../../../validation/objects.ts';
import { foldName } from '../columns/field-names.ts';
import { cellAtPath } from '../columns/nested-people.ts';
import type { ReaderParts } from '../formats/reader-parts.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { Unreadable } from '../row.ts';
import { type Refused, refuse } from '../row-schema.ts';

/** The headers that the call or the stored settings name and that may be paths within nested objects. */
export function namedPaths(reading: ReadingOptions): readonly string[] {
  const { columns = new Map(), stored_columns = new Map(), where = [], ignored = [] } = reading;
  const conditions = where.map((text) => text.split(/!?=/, 1)[0] ?? '');
  const headers = [...columns.values(), ...stored_columns.values(), ...conditions, ...ignored];
  return [...new Set(headers.map((header) => header.trim()))].filter((header) => header.includes('.'));
}

/** Makes rows of JSON objects, whose keys are the columns. What is nested is carried as JSON. */
export class JsonObjects {
  private readonly parts: Pick<ReaderParts, 'validator' | 'table' | 'paths'>;
  private readonly keys = new KeyPositions();

  constructor(parts: Pick<ReaderParts, 'validator' | 'table' | 'paths'>) {
    this.parts = parts;
  }

  row(line: number, value: unknown): void | Promise<void> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.parts.validator.problem(
        line,
        null,
        'expected a JSON object such as {"user_id":"usr_…"} on each line',
      );
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
        for (const { column, message } of cell.problems) this.parts.validator.problem(line, column, message);
      }
    }
    if (this.parts.paths.length > 0) this.addNested(value, cells);
    if (fine) return this.parts.table.row({ line, cells });
  }

  private addNested(value: object, cells: (string | undefined)[]): void {
    for (const path of this.parts.paths) {
      const cell = Object.hasOwn(value, path) ? undefined : cellAtPath(value, path);
      if (cell !== undefined) cells[this.position(path, value)] = cell;
    }
  }

  private position(key: string, row: object): number {
    const { position, isNew } = this.keys.find(key, row);
    if (isNew) this.parts.table.widen([key]);
    return position;
  }
}

/** The position of each key as first seen. `userId` and `USER_ID` are one column, unless a row has both. */
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
