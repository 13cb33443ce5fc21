import { inputOf, quotedOf } from './columns/input-columns.ts';
import type {
  CellProblem,
  ColumnProblem,
  Columns,
  Findings,
  RawRow,
  RepeatedRow,
  RowsRead,
} from './columns/table.ts';
import { Duplicates, type LaterRows } from './duplicates.ts';
import { MOST_OF_NAME, nameColumns, nameIn } from './names/people-names.ts';
import type { Keep, Row, RowContent, RowFacts, RowProblem } from './row.ts';
import { parseFacts } from './row-facts.ts';
import { problemsOf, type RowSchema, type RowsOptions } from './row-schema.ts';

const MOST_PROBLEMS = 10_000;
const MOST_REPEATED = 1000;

/** Validates rows one by one and passes the good ones on, until the first problem. Keeps no rows. */
export class RowValidator {
  readonly schema: RowSchema;
  readonly #options: RowsOptions;
  readonly #keep: Keep;
  readonly #duplicates: Duplicates;
  readonly #problems: RowProblem[] = [];
  readonly #faulty = new Set<string>();
  #problemCount = 0;
  #rows = 0;
  #duplicateCount = 0;
  readonly #repeated: RepeatedRow[] = [];

  /** `later`: the rows whose time has not come, where another one read them. */
  constructor(options: RowsOptions, keep: Keep, later?: LaterRows) {
    this.schema = options.form;
    this.#options = options;
    this.#keep = keep;
    this.#duplicates = new Duplicates(options.form, later);
  }

  problem(line: number | null, column: string | null, message: string): void {
    this.#problemCount += 1;
    if (this.#problems.length >= MOST_PROBLEMS) return;
    this.#problems.push({ file: this.#options.name, line, column, message });
  }

  /** Validates a row. Returns a promise only when `keep` does: to await every row would take longer than the rest. */
  check({ line, cells, written = cells, quoted }: RawRow, columns: Columns): void | Promise<void> {
    const parsed = this.schema.parse(columns, cells);
    const facts = parseFacts(columns, cells, this.#options.required);
    if (!parsed.ok || !facts.ok) return this.#refuse(line, problemsOf(parsed, facts));
    const kept = { input: inputOf(columns, written), quoted: quotedOf(columns, quoted), facts: facts.value };
    return this.accept(line, parsed.content, kept);
  }

  /** A row whose time has not come: the same user may not be due in another one. What else is wrong stops nothing. */
  checkLater({ line, cells }: RawRow, columns: Columns): void {
    const parsed = this.schema.parse(columns, cells);
    const problem = parsed.ok ? this.#duplicates.addLater(line, parsed.content) : null;
    if (problem !== null) this.problem(line, problem.column, problem.message);
  }

  /** Passes a good row on, unless it repeats or contradicts another one. `written`: before names were looked up. */
  accept(
    line: number | null,
    content: RowContent,
    { input, quoted, facts }: Pick<Row, 'input'> & { quoted: Row['quoted'] | undefined; facts: RowFacts },
    written = content,
  ): void | Promise<void> {
    const novelty = this.#duplicates.compare(line, content, written);
    if (novelty.kind === 'duplicate') {
      this.#duplicateCount += 1;
      return this.#repeat(line, novelty.line, input);
    }
    if (novelty.kind === 'conflict') {
      return this.problem(line, novelty.problem.column, novelty.problem.message);
    }
    this.#rows += 1;
    if (this.#problemCount > 0) return;
    const place = { row: this.#rows, line, input };
    return this.#keep(Object.assign(quoted ? { ...place, quoted } : place, content, facts));
  }

  /** What was counted and noticed, after the last row. `has_header`: then no row at all is no problem. */
  finish(findings: readonly Findings[] = [], has_header = false): RowsRead {
    const notes = findings.flatMap((found) => found.notes ?? []);
    const told = findings.flatMap((found) => found.problems ?? []);
    const readable = told.filter(isReadable);
    const column_problems = readable.length > 0 ? readable : told;
    const leftOut = (why: 'not_chosen' | 'not_due') =>
      findings.reduce((sum, found) => sum + (found[why] ?? 0), 0);
    const [not_chosen, not_due] = [leftOut('not_chosen'), leftOut('not_due')];
    const isEmpty = this.#rows + not_chosen + not_due === 0 && !has_header;
    if (isEmpty && this.#problemCount === 0 && column_problems.length === 0)
      this.problem(null, null, 'holds no rows');
    // The encoding of a block is checked before its rows, so problems may be out of order.
    const problems = this.#problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    const { keys, later } = this.#duplicates;
    const counts = {
      keys,
      later,
      rows: this.#rows,
      duplicates: this.#duplicateCount,
      repeated: this.#repeated,
      problem_count: this.#problemCount,
    };
    const { columns = null, columns_read } = findings.find((found) => found.columns !== undefined) ?? {};
    const are_results = findings.some((found) => found.are_results === true);
    const cure = findings.find((found) => found.cure)?.cure ?? null;
    const carried = findings.flatMap((found) => found.carried ?? []);
    const problemsIn = (organization_id: string) =>
      findings.flatMap(({ problemIn }) => problemIn?.(organization_id) ?? []);
    const found = { cure, carried, ...(columns_read && { columns_read }), columns, are_results, has_header };
    const file = { ...found, problemsIn };
    return { ...counts, not_chosen, not_due, problems, notes, column_problems, ...file };
  }

  #repeat(line: number | null, before: number | null, input: Row['input']): void {
    if (this.#duplicateCount > MOST_REPEATED || line === null || before === null || line === before) return;
    const name = nameIn(input, nameColumns(Object.keys(input)));
    if (name !== '' && name.length <= MOST_OF_NAME) this.#repeated.push({ line, before, name });
  }

  #refuse(line: number | null, problems: readonly CellProblem[]): void {
    for (const { column, message, everyRow } of problems) {
      if (!everyRow || !this.#faulty.has(column)) this.problem(line, column, message);
      this.#faulty.add(column);
    }
  }
}

/** False for what is asked in letters that were not read: it is asked anew when the encoding is known. */
const isReadable = ({ message, mend }: ColumnProblem): boolean =>
  !(mend.length > 0 ? mend.flat() : [message]).some((word) => word.includes('\ufffd'));
