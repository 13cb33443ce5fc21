import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { ColumnProblem, RowProblem } from '../../../runs/input/rows.ts';
import { shellWord } from '../../../text/shell-word.ts';

/**
 * One error for all that is wrong with the columns of a file. Its hint is the whole command line that mends them, or
 * several where only the user knows what is meant; where none is known, it says to do it by hand. `argv`: the
 * arguments of this call; null for a file of which no option says how it is read.
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
  const message = `it is unclear how to read ${file}: nothing was sent`;
  const hint = argv === null ? IN_THE_FILE : (commandLines(found, argv) ?? BY_HAND);
  return new CliError('BAD_COLUMNS', EXIT.usage, message, hint, {
    details: { problems, problem_count: problems.length },
  });
}

/** The step where no command line is known that mends all of it. */
const BY_HAND =
  'correct the above and run the same command again; `aitronos help options` explains --column and --where';

const IN_THE_FILE =
  'these options are for the file of --from: save this one as UTF-8 with user_id or email as its only column';

const MOST_LINES = 8;
const MOST_MADE = 1000;

/** One way to mend a problem, and the words that ignore what it is about. */
interface Way {
  readonly words: readonly string[];
  readonly ignored: readonly (readonly string[])[];
  /** The header of a column that it ignores in place of a choice of its rows. */
  readonly unsorted?: string | undefined;
}

/** The command lines that mend the problems, each way of one with each way of the others. Null where none helps. */
function commandLines(problems: readonly ColumnProblem[], argv: readonly string[]): string | null {
  if (problems.some(({ mend }) => mend.length === 0)) return null;
  // Two problems may have the same cures, and are mended by one.
  const own = [...new Map(problems.map((each) => [JSON.stringify(each.mend), waysOf(each)])).values()];
  const choices = own.reduce<readonly (readonly Way[])[]>(
    (lines, ways) => lines.flatMap((line) => ways.map((way) => [...line, way])).slice(0, MOST_MADE),
    [[]],
  );
  const possible = [...new Set(choices.map(neededWays).filter(hasOneMeaning).map(wordsOf))]
    .filter(readsEachFieldOnce)
    .slice(0, MOST_LINES);
  return possible.length === 0 ? null : possible.map((words) => `${typed(argv, words)}${words}`).join('\n');
}

function waysOf({ mend, ignored }: ColumnProblem): readonly Way[] {
  const ways = ignored === undefined ? mend.filter(([first]) => first === '--ignore-column') : [ignored];
  const sorts = mend.some(([option]) => option === '--where');
  return mend.map((words) => ({
    words,
    ignored: ways,
    unsorted: sorts && words[0] === '--ignore-column' ? words[1] : undefined,
  }));
}

/**
 * False where a column is read as two fields, or as one and ignored, or its rows are chosen by another value, or chosen
 * for one problem and not for the other, or left out by it.
 */
function hasOneMeaning(line: readonly Way[]): boolean {
  const given = (option: string) =>
    line.flatMap(({ words }) => words.filter((_, at) => words[at - 1] === option));
  const columns = new Set(given('--column'));
  const read = new Set([...columns].map((text) => text.slice(text.indexOf('=') + 1)));
  return !(
    read.size < columns.size ||
    given('--ignore-column').some((text) => read.has(text)) ||
    given('--where').some((text) => read.has(text.slice(0, text.indexOf('=')))) ||
    given('--where').some((text) => line.some(({ unsorted }) => unsorted === text.split(/!?=/, 1)[0])) ||
    given('--where').some((text, _, all) => all.includes(text.replace('=', '!=')))
  );
}

/** The ways of a line without those that read the dates of a column that another one ignores. */
const neededWays = (line: readonly Way[]): readonly Way[] =>
  line.filter(({ words, ignored }, at) => {
    const others = new Set(line.flatMap((each, place) => (place === at ? [] : inOptions(each.words))));
    return !(
      words.includes('--due') && ignored.some((each) => inOptions(each).every((one) => others.has(one)))
    );
  });

/** The options of a line, each once. */
const wordsOf = (line: readonly Way[]): string =>
  [...new Set(line.flatMap(({ words }) => inOptions(words)))].map((option) => ` ${option}`).join('');

/** An option and its value are one text. */
function inOptions(words: readonly string[]): readonly string[] {
  const [option, value, ...rest] = words;
  if (option === undefined) return [];
  if (option === '--due' || value === undefined) return [option, ...inOptions(words.slice(1))];
  return [`${option} ${shellWord(value)}`, ...inOptions(rest)];
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

function readsEachFieldOnce(words: string): boolean {
  const fields = [...words.matchAll(/--column '?(\w+)=/g)].map(([, field]) => field);
  return new Set(fields).size === fields.length;
}
