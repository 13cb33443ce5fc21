import { BadValue, departmentId, userId } from '../values.ts';
import { inputOf } from './columns.ts';
import type { Found, Keep, Row, RowProblem, RowsOptions, RowsRead } from './row.ts';

interface Seen {
  readonly line: number | null;
  readonly department_id: string | null;
}

const MOST_PROBLEMS = 10_000;

/** Checks rows one by one and hands on the good ones, as long as all are good. Holds ids and targets, never rows. */
export class RowCheck {
  private readonly options: RowsOptions;
  private readonly keep: Keep;
  private readonly seen = new Map<string, Seen>();
  private readonly targets = new Map<string, string>();
  private readonly problems: RowProblem[] = [];
  private problemCount = 0;
  private rows = 0;
  private duplicates = 0;

  constructor(options: RowsOptions, keep: Keep) {
    this.options = options;
    this.keep = keep;
  }

  /** How many problems there are by now. */
  get found(): number {
    return this.problemCount;
  }

  problem(line: number | null, column: string | null, message: string): void {
    this.problemCount += 1;
    if (this.problems.length < MOST_PROBLEMS) {
      this.problems.push({ file: this.options.name, line, column, message });
    }
  }

  /** A promise only where `keep` gave one: waiting for each row would cost more than checking it. */
  row(found: Found): void | Promise<void> {
    const before = this.problemCount;
    const user_id = this.user(found);
    const department_id = this.department(found);
    if (user_id === undefined || department_id === undefined || this.problemCount > before) return;
    const earlier = this.seen.get(user_id);
    if (earlier) return this.again(found.line, { user_id, department_id }, earlier);
    this.seen.set(user_id, { line: found.line, department_id });
    this.rows += 1;
    if (this.problemCount > 0) return;
    return this.keep({ row: this.rows, user_id, department_id, input: inputOf(found.columns, found.cells) });
  }

  /** What was read, when the input has ended. */
  finish(): RowsRead {
    if (this.rows === 0 && this.problemCount === 0) this.problem(null, null, 'holds no rows');
    // A block's encoding is looked at before its rows, so problems may come out of order.
    const problems = this.problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    return { rows: this.rows, duplicates: this.duplicates, problems, problem_count: this.problemCount };
  }

  private user({ line, columns: { user }, cells }: Found): string | undefined {
    if (user) return this.value(line, user.name, cells[user.index] ?? '', whoIsMeant);
    this.problem(line, 'user_id', 'no user is named: a user id (usr_…) is wanted');
    return undefined;
  }

  /** Undefined when it is wrong, null when there is none. */
  private department({ line, columns: { target }, cells }: Found): string | null | undefined {
    const { use, fallback } = this.options.department;
    if (use === 'none') return null;
    const own = target ? (cells[target.index] ?? '').trim() : '';
    if (own !== '') return this.value(line, 'transfer_to', own, (text) => this.oneText(departmentId(text)));
    if (fallback === null && use === 'required') {
      this.problem(
        line,
        'transfer_to',
        'no department takes over: fill in transfer_to, or give --transfer-to for all rows',
      );
      return undefined;
    }
    return fallback;
  }

  private again(line: number | null, row: Pick<Row, 'user_id' | 'department_id'>, earlier: Seen): void {
    if (earlier.department_id === row.department_id) {
      this.duplicates += 1;
      return;
    }
    const here = row.department_id ?? 'no department';
    const there = earlier.department_id ?? 'no department';
    this.problem(
      line,
      'transfer_to',
      `${row.user_id} has two targets: ${here} on line ${line}, ${there} on line ${earlier.line}; leave one of them`,
    );
  }

  private value(line: number | null, column: string, cell: string, form: (text: string) => string) {
    try {
      return form(cell.trim());
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      this.problem(line, column, error.message);
      return undefined;
    }
  }

  /** One text for equal targets: 100,000 rows name a handful of departments. */
  private oneText(target: string): string {
    const known = this.targets.get(target);
    if (known === undefined) this.targets.set(target, target);
    return known ?? target;
  }
}

/** The cell that says who is meant -> a user's id. Every format and every argument passes here, and nothing else reads it. */
function whoIsMeant(text: string): string {
  if (text.includes('@'))
    throw new BadValue('a user id (usr_…): e-mail addresses are not looked up here', text);
  return userId(text);
}
