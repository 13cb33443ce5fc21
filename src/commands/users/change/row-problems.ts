import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { RowProblem } from '../../../runs/input/rows.ts';

/** The rows of an input that cannot be run, as an error. */
interface BadRows {
  /** What the input is called in messages. */
  readonly name: string;
  readonly problems: readonly RowProblem[];
  /** All problems, where more were found than are told. */
  readonly count?: number;
  readonly code?: 'BAD_ROWS' | 'PROTECTED_USER';
  readonly hint?: string;
}

/** Everything that is wrong with an input, at once. */
export function rowProblemsError({
  name,
  problems,
  count = problems.length,
  code = 'BAD_ROWS',
  hint = 'mend the rows and run the same command again',
}: BadRows): CliError {
  const what = `${count} ${count === 1 ? 'problem' : 'problems'} in ${name}: nothing was sent`;
  const shown = count > problems.length ? ` (the first ${problems.length} are shown)` : '';
  return new CliError(code, EXIT.usage, what + shown, hint, {
    details: { problems, problem_count: count },
  });
}
