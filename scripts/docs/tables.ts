import { environment } from '../../src/commands/help/environment.ts';
import { exitCodes } from '../../src/commands/help/exit-codes.ts';
import { CHANGED } from '../../src/operations/outcomes.ts';
import type { View } from '../../src/output/view.ts';
import { SETTING_NAMES, SETTINGS } from '../../src/settings/settings.ts';
import { columnsTable, inputColumnsTable } from './column-tables.ts';
import { type DocumentedCommand, fullName } from './command-tree.ts';
import { code, markdownTable, prose } from './markdown.ts';
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
};

/** The rows of a help topic, as text. */
export function topicRows(topic: () => View): readonly (readonly string[])[] {
  const view = topic();
  if (!('csv' in view)) throw new Error('a help topic is a list');
  return view.csv.rows.map((row) => row.map((cell) => String(cell ?? '')));
}

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
export function optionsTable(program: DocumentedCommand): string {
  const variables = new Map(topicRows(environment).map(([variable = '', option = '']) => [option, variable]));
  const rows = program.options.map(({ flags, meaning }) => {
    const long = /--[\w-]+/.exec(flags)?.[0] ?? '';
    const variable = variables.get(long) ?? '';
    const fallback = defaultOf(long.slice(2));
    const words = meaning.replace(` (${variable})`, '').replace(` (or ${variable})`, '');
    return [code(flags), code(variable), code(fallback), prose(words.replace(`; default ${fallback}`, ''))];
  });
  return markdownTable(['option', 'variable', 'default', 'what it does'], rows);
}

/** What a setting is where nothing says otherwise; no text for none. */
function defaultOf(setting: string): string {
  const name = SETTING_NAMES.find((each) => each === setting);
  return name === undefined ? '' : String(SETTINGS[name].fallback ?? '');
}

function environmentTable(): string {
  const rows = topicRows(environment).map(([variable = '', option = '', meaning = '']) => [
    code(variable),
    code(option),
    prose(meaning),
  ]);
  return markdownTable(['variable', 'option', 'what it says'], rows);
}

function settingsTable(): string {
  const rows = SETTING_NAMES.map((name) => {
    return [code(name), code(SETTINGS[name].env ?? ''), code(defaultOf(name)), SETTING_MEANINGS[name]];
  });
  return markdownTable(['setting', 'variable', 'default', 'what it says'], rows);
}

function exitCodesTable(): string {
  return markdownTable(['code', 'meaning', 'a script should'], topicRows(exitCodes));
}

function outcomesTable(): string {
  const outcomes = Object.keys(CHANGED) as (keyof typeof CHANGED)[];
  const rows = outcomes.map((name) => [code(name), OUTCOMES[name], code(String(CHANGED[name]))]);
  return markdownTable(['`outcome`', 'when', '`changed`'], rows);
}
