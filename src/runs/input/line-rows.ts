import type { Columns } from './columns.ts';
import type { RowValidator } from './row-validator.ts';
import { type Block, linesOf } from './text-blocks.ts';

/** A bare list: one user a line. */
export class ListRows {
  private readonly check: RowValidator;
  private readonly columns: Columns;

  constructor(check: RowValidator) {
    this.check = check;
    this.columns = check.columns([check.form.who[0]]);
  }

  async read(block: Block): Promise<void> {
    for (const { line, text } of linesOf(block)) {
      const id = text.trim();
      const kept = id === '' ? undefined : this.check.row({ line, columns: this.columns, cells: [id] });
      if (kept) await kept;
    }
  }

  async end(): Promise<void> {}
}

/** The keys of a row, what they mean as columns, and which of them are read as more than the row's own. */
interface Keys {
  readonly keys: readonly string[];
  readonly columns: Columns;
  readonly read: ReadonlySet<number>;
}

/** JSON Lines: one object a line; its keys are the columns. What is no text, number, true, false or null is carried as JSON. */
export class JsonRows {
  private readonly check: RowValidator;
  /** What the last row's keys mean: most rows have the same. */
  private last: Keys = { keys: [], columns: { known: new Map(), carried: [] }, read: new Set() };

  constructor(check: RowValidator) {
    this.check = check;
  }

  async read(block: Block): Promise<void> {
    for (const { line, text } of linesOf(block)) {
      const kept = text.trim() === '' ? undefined : this.row(line, text);
      if (kept) await kept;
    }
  }

  async end(): Promise<void> {}

  private row(line: number, text: string): void | Promise<void> {
    const value = parsed(text);
    if (value instanceof SyntaxError) {
      this.check.problem(line, null, `not one whole JSON object a line: ${value.message}`);
      return;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.check.problem(line, null, 'a JSON object such as {"user_id":"usr_…"} is wanted on each line');
      return;
    }
    const { columns, read } = this.meaning(Object.keys(value));
    const cells: string[] = [];
    const before = this.check.found;
    for (const [key, field] of Object.entries(value)) {
      cells.push(this.cell(line, key, field, read.has(cells.length)));
    }
    if (this.check.found === before) return this.check.row({ line, columns, cells });
  }

  private meaning(keys: readonly string[]): Keys {
    const same = keys.length === this.last.keys.length && keys.every((key, at) => key === this.last.keys[at]);
    if (same) return this.last;
    const columns = this.check.columns(keys);
    this.last = { keys, columns, read: new Set([...columns.known.values()].map(({ index }) => index)) };
    return this.last;
  }

  private cell(line: number, key: string, field: unknown, isRead: boolean): string {
    if (typeof field === 'string') return field;
    if (field === null) return '';
    if (typeof field === 'boolean') return String(field);
    if (typeof field !== 'number') {
      if (!isRead) return JSON.stringify(field);
      if (isList(field)) return field.join(';');
      this.check.problem(line, key, 'holds an object: text, or a list of texts, is wanted');
      return '';
    }
    // JSON's reader has rounded it already, and a rounded personnel number names somebody else.
    if (Math.abs(field) > Number.MAX_SAFE_INTEGER) {
      this.check.problem(line, key, 'the number is too large to be carried exactly: put it in quotes');
    }
    return String(field);
  }
}

/** Several ids, as a cell holds them with `;` between them. */
const isList = (field: unknown): field is readonly string[] =>
  Array.isArray(field) && field.every((item) => typeof item === 'string' && !item.includes(';'));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}
