import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { RowProblem } from '../../../runs/input/rows.ts';
import { counted } from '../../../text/counted.ts';

interface BadRows {
  /** The input's name in messages. */
  readonly name: string;
  readonly problems: readonly RowProblem[];
  /** The number of all problems, where only some are listed. */
  readonly count?: number;
  readonly code?: 'BAD_ROWS' | 'PROTECTED_USER' | 'PLAN_DRIFT';
  readonly hint?: string;
  /** The rows are those of a plan, which is carried out as it was approved or not at all. */
  readonly isPlan?: boolean;
}

const NOT_EDITED = 'plan it again instead of editing it: the same command with --plan';

/** One error for all problems of an input. */
export function rowProblemsError({
  name,
  problems,
  count = problems.length,
  code = 'BAD_ROWS',
  isPlan = false,
  hint = isPlan
    ? NOT_EDITED
    : `${code === 'PROTECTED_USER' ? `leave ${count === 1 ? 'the user' : 'them'} out,` : 'correct the rows'} and run the same command again`,
}: BadRows): CliError {
  const what = `${counted(count, 'problem')} in ${name}: nothing was sent`;
  const shown = count > problems.length ? ` (-o json has the first ${problems.length})` : '';
  return new CliError(code, EXIT.usage, what + shown, hint, {
    details: { problems, problem_count: count },
  });
}
