import { type Columns, columnsOf, inputOf, quotedOf } from './columns.ts';
import type {
  Found,
  Keep,
  Row,
  RowPlace,
  RowProblem,
  RowSchema,
  RowsOptions,
  RowsRead,
  Says,
} from './row.ts';

const MOST_PROBLEMS = 10_000;

/** Checks rows one by one and hands on the good ones, as long as all are good. Holds ids and targets, never rows. */
export class RowValidator {
  readonly form: RowSchema;
  private readonly name: string;
  private readonly keep: Keep;
  private readonly seen = new Map<string, RowPlace>();
  private readonly targets = new Map<string, string>();
  private readonly problems: RowProblem[] = [];
  private problemCount = 0;
  private rows = 0;
  private duplicates = 0;

  constructor({ name, form }: RowsOptions, keep: Keep) {
    this.name = name;
    this.form = form;
    this.keep = keep;
  }

  /** How many problems there are by now. */
  get found(): number {
    return this.problemCount;
  }

  columns(names: readonly string[]): Columns {
    return columnsOf(names, this.form.columns);
  }

  problem(line: number | null, column: string | null, message: string): void {
    this.problemCount += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ file: this.name, line, column, message });
  }

  /** A promise only where `keep` gave one: waiting for each row would cost more than checking it. */
  row(found: Found): void | Promise<void> {
    const { line, columns, cells, quoted } = found;
    const before = this.problemCount;
    const says = this.form.read(found, (column, message) => this.problem(line, column, message));
    if (says === undefined || this.problemCount > before) return;
    return this.take(line, says, inputOf(columns, cells), quotedOf(columns, quoted));
  }

  /** Hands a good row on, unless the same was said before. */
  take(line: number | null, says: Says, input: Row['input'], quoted?: Row['quoted']): void | Promise<void> {
    const { form } = this;
    const key = form.key(says);
    const here = { line, target: this.oneText(form.target(says)), named: form.named(says) };
    const there = this.seen.get(key);
    if (there?.target === here.target) {
      this.duplicates += 1;
      return;
    }
    // Two names may mean the same: that shows when they are ids.
    if (there && !there.named && !here.named) {
      const { column, message } = form.conflict(says, here, there);
      return this.problem(line, column, message);
    }
    this.seen.set(key, here);
    this.rows += 1;
    if (this.problemCount > 0) return;
    const place = { row: this.rows, line, input };
    return this.keep(Object.assign(quoted ? { ...place, quoted } : place, says));
  }

  /** What was read, when the input has ended. */
  finish(): RowsRead {
    if (this.rows === 0 && this.problemCount === 0) this.problem(null, null, 'holds no rows');
    // A block's encoding is looked at before its rows, so problems may come out of order.
    const problems = this.problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    return { rows: this.rows, duplicates: this.duplicates, problems, problem_count: this.problemCount };
  }

  /** One text for equal targets: 100,000 rows name a handful of departments. */
  private oneText(target: string | null): string | null {
    if (target === null) return null;
    const known = this.targets.get(target);
    if (known === undefined) this.targets.set(target, target);
    return known ?? target;
  }
}
