import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { FOR_A_FILE } from '../../../cli/help/file-options.ts';
import { listOption, timeZoneOption, valueOption } from '../../../cli/options.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import type { ReadingOptions } from '../../../runs/input/reading-options.ts';
import { shellWord } from '../../../text/shell-word.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { delimiter, encoding } from '../../../validation/choices.ts';
import { wholeNumber } from '../../../validation/numbers.ts';

/** The options that say how a file of users is to be read, as they were typed. */
export interface ReadingFlags {
  readonly column?: readonly ColumnChoice[] | undefined;
  readonly ignoreColumn?: readonly string[] | undefined;
  readonly where?: readonly string[] | undefined;
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

/** The options of every command that reads a file. They are in `aitronos help options`, not on the verb's page. */
const readingOptionsOfAll = (): readonly Option[] =>
  [
    listOption('--column <field>=<header>', 'the column of a field; may be repeated', columnChoice),
    listOption('--ignore-column <header>', 'a column to ignore; may be repeated', (text) => text),
    listOption(
      '--where <header>=<value,...>',
      'only these rows, or with != all others; may be repeated',
      condition,
    ),
    timeZoneOption('time zone of the dates, such as Europe/Zurich'),
    new Option('--date-format <format>', 'how dates are written, such as DD.MM.YYYY; else as 2026-11-20'),
    new Option('--now <instant>', 'what counts as now for dates, such as 2026-11-25T12:00:00Z'),
    valueOption(
      '--delimiter <character>',
      'column separator: comma, semicolon, tab, pipe or a character',
      delimiter,
    ),
    valueOption('--encoding <name>', 'the encoding of the file, such as windows-1252', encoding),
    valueOption(
      '--header-line <n>',
      'number of the line with the column names',
      wholeNumber(1, 1000, 'names'),
    ),
  ].map((option) => option.helpGroup(FOR_A_FILE).hideHelp());

/** Adds the options that say how a file is to be read. */
export function withReadingOptions<C extends CommandUnknownOpts>(command: C): C {
  for (const option of readingOptionsOfAll()) command.addOption(option);
  return command;
}

/** All options that say how a file is to be read, whichever commands have them. */
export const allReadingOptions = (): readonly Option[] => [
  ...readingOptionsOfAll(),
  dueOption(),
  missingOption(),
];

/** The options of a call as the reader of files wants them. */
export function readingOptions(given: ReadingFlags): ReadingOptions {
  const { column = [], ignoreColumn = [], where = [], delimiter, encoding, headerLine } = given;
  const columns = new Map(column.map(({ field, header }) => [field, header]));
  return { columns, ignored: ignoreColumn, where, delimiter, encoding, header_line: headerLine };
}

/** Refuses options that say how a file is meant where there is none. Throws `CliError` (usage). */
export function refuseChoiceWithoutFile(given: ReadingFlags & { readonly from?: string | undefined }): void {
  const choice = given.where?.[0] === undefined ? given.due && '--due' : `--where ${given.where[0]}`;
  if (given.from !== undefined) return;
  const hint = `name it with --from${given.due ? '; its column last_day says when' : ''}`;
  if (choice) throw usageError(`${choice} chooses rows of a file, and there is none`, hint);
  // `--now usr_…` would take the next user for an instant, and `--now <tomorrow>` change them at once.
  const dates = given.now === undefined ? given.dateFormat !== undefined && '--date-format' : '--now';
  if (dates) throw usageError(`${dates} is for the dates of a file, and there is none`, hint);
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
  const form = 'a header and values such as "Status=Suspended" or "Status!=Active"';
  throw new BadValue(form, text, otherSigns(text, meant));
}
