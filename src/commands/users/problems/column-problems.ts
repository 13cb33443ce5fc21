import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { ColumnProblem, RowProblem } from '../../../runs/input/rows.ts';
import { shellWord } from '../../../text/shell-word.ts';

/**
 * One error for all that is wrong with the columns of a file. Its hint is the whole command line that mends them, or
 * several where only the user knows what is meant; where none is known, it says to do it by hand. `argv`: the
 * arguments of this call; null where none of them can mend it.
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
  const hint = (argv && commandLines(found, argv)) ?? BY_HAND;
  return new CliError('BAD_COLUMNS', EXIT.usage, message, hint, {
    details: { problems, problem_count: problems.length },
  });
}

/** The step where no command line is known that mends all of it. */
const BY_HAND =
  'correct what is named above, and run the same command again; `aitronos help options` has --column and --where';

const MOST_LINES = 8;
const MOST_MADE = 1000;

/** The command lines that mend the problems, each way of one with each way of the others. Null where none helps. */
function commandLines(problems: readonly ColumnProblem[], argv: readonly string[]): string | null {
  const ways = problems.map(({ mend }) => mend.map((words) => words.map(shellWord).join(' ')));
  if (ways.some(({ length }) => length === 0)) return null;
  // Two problems may have the same cures, and are mended by one.
  const own = [...new Map(ways.map((each) => [each.join('\n'), each])).values()];
  const choices = own.reduce<readonly string[]>(
    (lines, each) => lines.flatMap((line) => each.map((words) => `${line} ${words}`)).slice(0, MOST_MADE),
    [''],
  );
  const possible = choices.filter(readsEachFieldOnce).slice(0, MOST_LINES);
  return possible.length === 0 ? null : possible.map((words) => `${typed(argv, words)}${words}`).join('\n');
}

/** Options of one value. */
const SINGLE = ['--date-format', '--time-zone', '--encoding', '--header-line', '--delimiter'];

/** The line that was typed, without the options that its cure gives anew. */
function typed(argv: readonly string[], words: string): string {
  const anew = SINGLE.filter((option) => words.includes(` ${option} `));
  const kept = argv.filter(
    (word, at) =>
      !anew.some((option) => word === option || word.startsWith(`${option}=`) || argv[at - 1] === option),
  );
  return ['aitronos', ...kept].map(shellWord).join(' ');
}

/** False where two columns are named for one field. */
function readsEachFieldOnce(words: string): boolean {
  const fields = [...words.matchAll(/--column '?(\w+)=/g)].map(([, field]) => field);
  return new Set(fields).size === fields.length;
}
