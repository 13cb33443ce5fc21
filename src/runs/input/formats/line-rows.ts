import { foldName } from '../columns/field-names.ts';
import { type Refused, refuse } from '../row-schema.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import { type Block, linesOf } from './text-blocks.ts';

/** Reads a bare list: one user a line. */
export class ListRows {
  private readonly table: TableRows;

  constructor(table: TableRows) {
    this.table = table;
    table.list();
  }

  async read(block: Block): Promise<void> {
    for (const { line, text } of linesOf(block)) {
      const id = text.trim();
      const kept = id === '' ? undefined : this.table.row({ line, cells: [id] });
      if (kept) await kept;
    }
  }

  async end(): Promise<void> {}
}

/**
 * Reads JSON Lines: one object a line, whose keys are the columns. Values other than text, numbers, true,
 * false and null are carried as JSON.
 */
export class JsonRows {
  private readonly validator: RowValidator;
  private readonly table: TableRows;
  private readonly keys = new KeyPositions();

  constructor(validator: RowValidator, table: TableRows) {
    this.validator = validator;
    this.table = table;
  }

  async read(block: Block): Promise<void> {
    for (const { line, text } of linesOf(block)) {
      const kept = text.trim() === '' ? undefined : this.row(line, text);
      if (kept) await kept;
    }
  }

  async end(): Promise<void> {}

  private row(line: number, text: string): void | Promise<void> {
    const value = parseOrError(text);
    if (value instanceof SyntaxError) {
      this.validator.problem(line, null, `not one whole JSON object a line: ${value.message}`);
      return;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.validator.problem(line, null, 'a JSON object such as {"user_id":"usr_…"} is wanted on each line');
      return;
    }
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

function parseOrError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}
