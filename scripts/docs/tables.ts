import { environmentTopic } from '../../src/commands/help/environment.ts';
import { exitCodesTopic } from '../../src/commands/help/exit-codes.ts';
import { optionsTopic } from '../../src/commands/help/options.ts';
import { CHANGED } from '../../src/operations/outcomes.ts';
import type { ShortView } from '../../src/output/view.ts';
import { isColumnSetting, SETTING_NAMES, SETTINGS, type SettingName } from '../../src/settings/settings.ts';
import { columnNamesTable, columnsTable, inputColumnsTable } from './column-tables.ts';
import { type DocumentedCommand, fullName, wholeTree } from './command-tree.ts';
import { code, markdownTable, prose } from './markdown.ts';
import { operationsTable } from './operations-table.ts';
import { OUTCOMES, SETTING_MEANINGS } from './words.ts';

/** The tables that pages can have, by the names in their markers. */
export const TABLES: Readonly<Record<string, (program: DocumentedCommand) => string>> = {
  commands: (program) => commandsTable(program),
  options: optionsTable,
  environment: environmentTable,
  settings: settingsTable,
  'exit-codes': exitCodesTable,
  outcomes: outcomesTable,
  columns: columnsTable,
  'input-columns': inputColumnsTable,
  'column-names': columnNamesTable,
  operations: operationsTable,
};

/** The rows of a help topic, as text. Its layout for a terminal is of no matter here, nor is its width. */
export const topicRows = (topic: (width: number) => ShortView): readonly (readonly string[])[] =>
  topic(80).csv.rows.map((row) => row.map((cell) => String(cell ?? '')));

/** Every verb in one line; `name` says how it is written. */
export function commandsTable(
  program: DocumentedCommand,
  name = (verb: DocumentedCommand) => code(fullName(verb)),
): string {
  const verbs = program.commands.flatMap((noun) => (noun.commands.length > 0 ? noun.commands : [noun]));
  const rows = verbs.map((verb) => [name(verb), prose(verb.summary)]);
  return markdownTable(['command', 'what it does'], rows);
}

/** The options that every command takes, each with the variable that it beats and what holds without both. */
export function optionsTable(): string {
  const rows = topicRows((width) => optionsTopic(wholeTree(), width))
    .filter(([, , , , whose]) => whose === 'every command')
    .map(([option = '', variable = '', fallback = '', meaning = '']) => [
      code(option),
      code(variable),
      code(fallback),
      prose(meaning),
    ]);
  return markdownTable(['option', 'variable', 'default', 'what it does'], rows);
}

function environmentTable(): string {
  const rows = topicRows(environmentTopic).map(([variable = '', option = '', meaning = '']) => [
    code(variable),
    code(option),
    prose(meaning),
  ]);
  return markdownTable(['variable', 'option', 'what it says'], rows);
}

/** What a setting is where nothing says otherwise; no text for none. */
function defaultOf(name: SettingName): string {
  return String(SETTINGS[name].fallback ?? '');
}

function settingsTable(): string {
  const rows = SETTING_NAMES.filter((name) => !isColumnSetting(name)).map((name) => {
    return [code(name), code(SETTINGS[name].env ?? ''), code(defaultOf(name)), SETTING_MEANINGS[name]];
  });
  const ofColumns = 'the header of a [column of files](files.md#columns), or its place such as `#3`';
  return markdownTable(
    ['setting', 'variable', 'default', 'what it says'],
    [...rows, [code('column.<field>'), '', '', ofColumns]],
  );
}

function exitCodesTable(): string {
  return markdownTable(['code', 'meaning', 'a script should'], topicRows(exitCodesTopic));
}

function outcomesTable(): string {
  const outcomes = Object.keys(CHANGED) as (keyof typeof CHANGED)[];
  const rows = outcomes.map((name) => [code(name), OUTCOMES[name], code(String(CHANGED[name]))]);
  return markdownTable(['`outcome`', 'when', '`changed`'], rows);
}
