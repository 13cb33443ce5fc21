import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { FOR_A_FILE } from '../../../cli/help/file-options.ts';
import { markRepeatable } from '../../../cli/help/marks.ts';
import { collect, parseWith } from '../../../cli/options.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import type { ReadingOptions } from '../../../runs/input/reading-options.ts';
import { shellWord } from '../../../text/shell-word.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { delimiter, encoding, timeZone } from '../../../validation/choices.ts';
import { wholeNumber } from '../../../validation/numbers.ts';

/** The options that say how a file of users is to be read, as they were typed. */
export interface ReadingFlags {
  readonly column?: readonly ColumnChoice[] | undefined;
  readonly ignoreColumn?: readonly string[] | undefined;
  readonly where?: readonly string[] | undefined;
  readonly missing?: 'fail' | 'skip' | undefined;
  readonly due?: true | undefined;
  readonly timeZone?: string | undefined;
  readonly dateFormat?: string | undefined;
  /** The instant that counts as now, as it was typed. */
  readonly now?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly encoding?: string | undefined;
  readonly headerLine?: number | undefined;
}

interface ColumnChoice {
  readonly field: string;
  readonly header: string;
}

const columnOption = () =>
  markRepeatable(
    new Option('--column <field>=<header>', 'the column that a field is in; may be repeated')
      .argParser(collect(columnChoice))
      .helpGroup(FOR_A_FILE),
  );

const ignoreColumnOption = () =>
  markRepeatable(
    new Option('--ignore-column <header>', 'a column that means nothing; may be repeated')
      .argParser(collect((text) => text))
      .helpGroup(FOR_A_FILE),
  );

const whereOption = () =>
  markRepeatable(
    new Option('--where <header>=<value,...>', 'the rows that are meant, != for all others; may be repeated')
      .argParser(collect(condition))
      .helpGroup(FOR_A_FILE),
  );

const delimiterOption = () =>
  new Option('--delimiter <character>', 'what separates columns: comma, semicolon, tab, pipe or a character')
    .argParser(parseWith(delimiter))
    .helpGroup(FOR_A_FILE);

const encodingOption = () =>
  new Option('--encoding <name>', 'the encoding of the file, such as windows-1252')
    .argParser(parseWith(encoding))
    .helpGroup(FOR_A_FILE);

const headerLineOption = () =>
  new Option('--header-line <n>', 'the line with the names of the columns')
    .argParser(parseWith(wholeNumber(1, 1000, 'names')))
    .helpGroup(FOR_A_FILE);

/** What becomes of people whom the organization does not have; for changes of people whom it should have. */
export const missingOption = () =>
  new Option('--missing <fail|skip>', 'people whom the organization does not have are an error, or left out')
    .choices(['fail', 'skip'] as const)
    .helpGroup(FOR_A_FILE)
    .hideHelp();

/** Which rows are for now; for commands that change something. */
export const dueOption = () =>
  new Option('--due', 'only the rows whose last day is over, or whose time has come')
    .helpGroup(FOR_A_FILE)
    .hideHelp();

const timeZoneOption = () =>
  new Option(
    '--time-zone <zone>',
    'where a last day ends, such as Europe/Zurich; else AITRONOS_TIME_ZONE or stored time-zone',
  )
    .argParser(parseWith(timeZone))
    .helpGroup(FOR_A_FILE);

const dateFormatOption = () =>
  new Option(
    '--date-format <format>',
    'how dates are written, such as DD.MM.YYYY; else as 2026-11-20',
  ).helpGroup(FOR_A_FILE);

const nowOption = () =>
  new Option('--now <instant>', 'what counts as now for dates, such as 2026-11-25T12:00:00Z').helpGroup(
    FOR_A_FILE,
  );

const READING_OPTIONS = [
  columnOption,
  ignoreColumnOption,
  whereOption,
  timeZoneOption,
  dateFormatOption,
  nowOption,
  delimiterOption,
  encodingOption,
  headerLineOption,
];

/** Adds the options that say how a file is to be read. They are in `aitronos help options`, not on the verb's page. */
export function withReadingOptions<C extends CommandUnknownOpts>(command: C): C {
  for (const option of READING_OPTIONS) command.addOption(option().hideHelp());
  return command;
}

/** All options that say how a file is to be read, whichever commands have them. */
export const allReadingOptions = (): readonly Option[] =>
  [...READING_OPTIONS, dueOption, missingOption].map((option) => option());

/** The options of a call as the reader of files wants them. */
export function readingOptions(given: ReadingFlags): ReadingOptions {
  const { column = [], ignoreColumn = [], where = [], delimiter, encoding, headerLine } = given;
  const columns = new Map(column.map(({ field, header }) => [field, header]));
  return {
    columns,
    ignored: ignoreColumn,
    where,
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
    ...(headerLine !== undefined && { header_line: headerLine }),
  };
}

/** Refuses options that say how a file is meant where there is none. Throws `CliError` (usage). */
export function refuseChoiceWithoutFile(given: ReadingFlags & { readonly from?: string | undefined }): void {
  const choice = given.where?.[0] === undefined ? given.due && '--due' : `--where ${given.where[0]}`;
  if (given.from !== undefined) return;
  const hint = 'name it with --from';
  if (choice) throw usageError(`${choice} chooses rows of a file, and there is none`, hint);
  const column = given.column?.[0] ? '--column' : given.ignoreColumn?.[0] !== undefined && '--ignore-column';
  if (column) throw usageError(`${column} names a column of a file, and there is none`, hint);
}

function columnChoice(text: string): ColumnChoice {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) {
    const meant = singleBlanks(text).replace(/ ?(?::|->) ?/, '=');
    throw new BadValue('a field and a header such as "email=Work Email"', text, otherSigns(text, meant));
  }
  return { field: text.slice(0, at).trim(), header: text.slice(at + 1).trim() };
}

const singleBlanks = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/** The text with our signs between its two parts, in quotes as a shell needs them; none where that changes nothing. */
const otherSigns = (text: string, meant: string): string[] =>
  meant === text || !/^[^=]+=./.test(meant) ? [] : [shellWord(meant)];

function condition(text: string): string {
  if (text.indexOf('=') > 0 && !text.startsWith('!=')) return text;
  const meant = singleBlanks(text)
    .replace(/ ?<> ?| is not /i, '!=')
    .replace(/ ?[:~] ?| (?:is|in|eq) /i, '=');
  throw new BadValue(
    'a header and values such as "Status=Suspended" or "Status!=Active"',
    text,
    otherSigns(text, meant),
  );
}
