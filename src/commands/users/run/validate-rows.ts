import { rowProblemsError } from '../change/row-problems.ts';
import { type CheckedRows, RowKeeper } from './checked-rows.ts';
import type { RunInput } from './read-input.ts';
import type { RunSetup } from './run-request.ts';

/**
 * Step 2. In: the input. Out: its well-formed rows in the draft, with names still unresolved. Sends nothing.
 * Throws `CliError` (usage) with every problem.
 * See docs/decisions/2026-11-25-rows-in-two-passes.md.
 */
export async function validateRows({ draft }: RunSetup, { name, readRows }: RunInput): Promise<CheckedRows> {
  const keeper = new RowKeeper(draft);
  const read = await readRows(keeper.keep);
  const { problems, problem_count: count } = read;
  if (count > 0) throw rowProblemsError({ name, problems, count });
  return keeper.finish(read);
}
