import type { Context, Runs } from '../../../cli/context.ts';
import { lookUp, type Names } from '../../../lookup/directory.ts';
import type { Target } from '../../../operations/target.ts';
import type { Row, RowProblem, RowSchema, RowsRead } from '../../../runs/input/rows.ts';
import type { Staging } from '../../../runs/input/staging.ts';
import { badRows, forbiddenUsers, protectedRow, refuseLarger } from '../change/protected-users.ts';
import { checkForAll, type ForAll } from '../change/resolve-target.ts';
import { namesIn, rowWithIds } from '../change/target-names.ts';

/** The rows of a run, as they were given. */
export interface Rows {
  readonly organization_id: string;
  /** What stands on the command line, where no file is given. */
  readonly words: readonly string[];
  readonly form: RowSchema;
  readonly forAll?: ForAll | undefined;
  readonly from?: string | undefined;
  readonly max?: number | undefined;
  readonly protect?: string | undefined;
  readonly dryRun?: true | undefined;
}

export interface CheckedRows {
  /** Kept for a dry run only: a run reads its rows from its folder. */
  readonly targets: readonly Target[];
  readonly departments: ReadonlySet<string>;
  /** Whom the rows are about; nobody for invitations. */
  readonly users: ReadonlySet<string>;
}

/**
 * Reads and checks all rows into the staging, first without a request, and then looks up the names in them.
 * `wellFormed` hears in between how many there are, and what departments they name. Throws `CliError` (usage) with every problem.
 * See docs/decisions/2026-11-25-rows-in-two-passes.md.
 */
export async function checkRows(
  context: Context,
  runs: Runs,
  staging: Staging,
  rows: Rows,
  wellFormed: (count: number, departments: ReadonlySet<string>) => void,
): Promise<CheckedRows> {
  const name = rows.from ?? 'arguments';
  const forbidden = await forbiddenUsers(context, runs, rows.protect);
  const given = new Gathered(rows, runs, forbidden);
  const keep = (row: Row) => {
    staging.keep(row);
    given.add(row);
  };
  const options = { name, form: rows.form };
  const read =
    rows.from === undefined
      ? await runs.rowsOfArguments(rows.words, options, keep)
      : await runs.readRows(runs.bytesOf(rows.from, context.environment), options, keep);
  if (read.problem_count > 0) throw badRows(name, read.problems, read.problem_count);
  refuseLarger(read.rows, rows.max);
  refuseProtected(name, given);
  wellFormed(read.rows, given.departments);
  const { users, departments } = given.named;
  if (users.size + departments.size === 0) return settled(context, read, given);
  const found = new Gathered(rows, runs, forbidden);
  const resolved = await resolve(context, runs, staging, rows, given.named, found);
  refuseProtected(name, found);
  return settled(context, { ...resolved, duplicates: read.duplicates + resolved.duplicates }, found);
}

/** The same rows once more, with ids in the place of names. */
async function resolve(
  context: Context,
  runs: Runs,
  staging: Staging,
  { organization_id, from, form, forAll }: Rows,
  names: Names,
  found: Gathered,
): Promise<RowsRead> {
  const client = await context.api();
  const directory = await lookUp({ client, organization_id, signal: context.environment.signal }, names);
  if (forAll) checkForAll(forAll, directory, names.departments);
  const name = from ?? 'arguments';
  const check = new runs.RowValidator({ name, form }, (row) => {
    staging.keep(row);
    found.add(row);
  });
  for await (const row of staging.rewrite()) {
    const line = row.line ?? null;
    const says = rowWithIds(row, directory, (column, message) => check.problem(line, column, message));
    if (says) await check.accept(line, says, row.input, row.quoted);
  }
  const read = check.finish();
  if (read.problem_count > 0) throw badRows(name, read.problems, read.problem_count);
  return read;
}

function refuseProtected(name: string, { refused }: Gathered): void {
  if (refused.length > 0) throw badRows(name, refused, refused.length, 'PROTECTED_USER');
}

async function settled(
  { io }: Context,
  { duplicates }: RowsRead,
  { targets, departments, users }: Gathered,
): Promise<CheckedRows> {
  if (duplicates > 0) {
    const left = duplicates === 1 ? '1 row is' : `${duplicates} rows are`;
    await io.note(`${left} left out: the same user stands there before`);
  }
  return { targets, departments, users };
}

/** What a pass over the rows finds out. */
class Gathered {
  readonly targets: Target[] = [];
  readonly users = new Set<string>();
  readonly departments = new Set<string>();
  readonly refused: RowProblem[] = [];
  readonly named = { users: new Set<string>(), departments: new Set<string>() };
  readonly #rows: Rows;
  readonly #runs: Runs;
  readonly #forbidden: ReadonlyMap<string, string>;

  constructor(rows: Rows, runs: Runs, forbidden: ReadonlyMap<string, string>) {
    this.#rows = rows;
    this.#runs = runs;
    this.#forbidden = forbidden;
  }

  add(row: Row): void {
    const { from, dryRun, organization_id } = this.#rows;
    namesIn(row, this.named);
    for (const id of [row.department_id, ...(row.invitation?.department_ids ?? [])]) {
      if (id !== null) this.departments.add(id);
    }
    if (dryRun) this.targets.push(this.#runs.targetOf(row, organization_id));
    if (row.user_id !== null) this.users.add(row.user_id);
    const refused = protectedRow(this.#forbidden, row, { file: from ?? 'arguments', line: row.line ?? null });
    if (refused) this.refused.push(refused);
  }
}
