import type { Columns } from '../input-columns.ts';
import { type Refused, refuse } from '../row-schema.ts';
import type { RowValidator } from '../row-validator.ts';
import { type Block, linesOf } from './text-blocks.ts';

/** Reads a bare list: one user a line. */
export class ListRows {
  private readonly validator: RowValidator;
  private readonly columns: Columns;

  constructor(validator: RowValidator) {
    this.validator = validator;
    this.columns = validator.columns([validator.schema.identifiers[0]]);
  }

  async read(block: Block): Promise<void> {
    for (const { line, text } of linesOf(block)) {
      const id = text.trim();
      const kept = id === '' ? undefined : this.validator.check({ line, columns: this.columns, cells: [id] });
      if (kept) await kept;
    }
  }

  async end(): Promise<void> {}
}

/** The keys of a row, their columns, and those that the program reads. */
interface Keys {
  readonly keys: readonly string[];
  readonly columns: Columns;
  readonly read: ReadonlySet<number>;
}

/**
 * Reads JSON Lines: one object a line, whose keys are the columns. Values other than text, numbers, true,
 * false and null are carried as JSON.
 */
export class JsonRows {
  private readonly validator: RowValidator;
  /** The keys of the last row, kept because most rows have the same. */
  private last: Keys = { keys: [], columns: { known: new Map(), carried: [] }, read: new Set() };

  constructor(validator: RowValidator) {
    this.validator = validator;
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
    const { columns, read } = this.meaning(Object.keys(value));
    const cells: string[] = [];
    let fine = true;
    for (const [key, field] of Object.entries(value)) {
      const cell = typeof field === 'string' ? field : parseField(key, field, read.has(cells.length));
      if (typeof cell === 'string') cells.push(cell);
      else {
        cells.push('');
        fine = false;
        for (const { column, message } of cell.problems) this.validator.problem(line, column, message);
      }
    }
    if (fine) return this.validator.check({ line, columns, cells });
  }

  private meaning(keys: readonly string[]): Keys {
    const same = keys.length === this.last.keys.length && keys.every((key, at) => key === this.last.keys[at]);
    if (same) return this.last;
    const columns = this.validator.columns(keys);
    this.last = { keys, columns, read: new Set([...columns.known.values()].map(({ index }) => index)) };
    return this.last;
  }
}

/**
 * Converts a field to the text of its cell. `isRead`: the program reads the field, and does not only carry
 * it.
 */
function parseField(key: string, field: unknown, isRead: boolean): string | Refused {
  if (field === null) return '';
  if (typeof field === 'boolean') return String(field);
  // JSON.parse has already rounded such a number, so a personnel number would name another person.
  if (typeof field === 'number' && Math.abs(field) > Number.MAX_SAFE_INTEGER) {
    const message = 'the number is too large to be carried exactly: put it in quotes';
    return refuse({ column: key, message });
  }
  if (typeof field === 'number') return String(field);
  if (!isRead) return JSON.stringify(field);
  if (isList(field)) return field.join(';');
  return refuse({ column: key, message: 'holds an object: text, or a list of texts, is wanted' });
}

/** A list of ids, which becomes a cell with `;` between them. */
const isList = (field: unknown): field is readonly string[] =>
  Array.isArray(field) && field.every((item) => typeof item === 'string' && !item.includes(';'));

function parseOrError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}
