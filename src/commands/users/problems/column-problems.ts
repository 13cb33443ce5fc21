import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { ColumnProblem, RowProblem } from '../../../runs/input/rows.ts';
import { shellWord } from '../../../text/shell-word.ts';

/**
 * One error for all that is wrong with the columns of a file. Its hint is the whole command line that mends them, or
 * several where only the user knows what is meant. `argv`: the arguments of this call; null where none of
 * them can mend it.
 */
export function columnProblemsError(
  file: string,
  found: readonly ColumnProblem[],
  argv: readonly string[] | null,
): CliError {
  const problems: RowProblem[] = found.map(({ message, line = null }) => ({
    file,
    line,
    column: null,
    message,
  }));
  const message = `the columns of ${file} do not say plainly what is meant: nothing was sent`;
  return new CliError('BAD_COLUMNS', EXIT.usage, message, argv && commandLines(found, argv), {
    details: { problems, problem_count: problems.length },
  });
}

/** The command lines that mend the problems: as many as the problem with the most ways has. Null where none helps. */
function commandLines(problems: readonly ColumnProblem[], argv: readonly string[]): string | null {
  const most = Math.max(...problems.map(({ mend }) => mend.length));
  if (problems.some(({ mend }) => mend.length === 0)) return null;
  const lines = Array.from({ length: most }, (_, way) => {
    const words = problems.flatMap(({ mend }) => mend[way] ?? mend[0] ?? []);
    return ['aitronos', ...argv, ...words].map(shellWord).join(' ');
  });
  return lines.join('\n');
}
