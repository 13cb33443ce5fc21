import { foldName } from '../columns/field-names.ts';
import { type Refused, refuse } from '../row-schema.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import { refusePlan } from './plan-in-place.ts';

/** Makes rows of JSON objects, whose keys are the columns. What is nested is carried as JSON. */
export class JsonObjects {
  private readonly validator: RowValidator;
  private readonly table: TableRows;
  private readonly keys = new KeyPositions();

  constructor(validator: RowValidator, table: TableRows) {
    this.validator = validator;
    this.table = table;
  }

  row(line: number, value: unknown): void | Promise<void> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.validator.problem(line, null, 'a JSON object such as {"user_id":"usr_…"} is wanted on each line');
      return;
    }
    refusePlan((field) => Object.hasOwn(value, field));
    const cells: (string | undefined)[] = [];
    let fine = true;
    for (const [key, field] of Object.entries(value)) {
      const cell = typeof field === 'string' ? field : cellOf(key, field);
      if (typeof cell === 'string') cells[this.position(key, value)] = cell;
      else {
        fine = false;
        for (const { column, message } of cell.problems) this.validator.problem(line, column, message);
      }
    }
    if (fine) return this.table.row({ line, cells });
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
  // JSON.parse has already rounded such a number, so a personnel number would name another person.
  if (typeof field === 'number' && Math.abs(field) > Number.MAX_SAFE_INTEGER) {
    const message = 'the number is too large to be carried exactly: put it in quotes';
    return refuse({ column: key, message });
  }
  return typeof field === 'number' ? String(field) : JSON.stringify(field);
}
