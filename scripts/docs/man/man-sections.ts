import { environmentTopic } from '../../../src/commands/help/environment.ts';
import { exitCodesTopic } from '../../../src/commands/help/exit-codes.ts';
import type { HelpSection } from '../../../src/commands/tree/described-command.ts';
import { type DocumentedCommand, fullName, type Parameter } from '../command-tree.ts';
import { topicRows } from '../tables.ts';
import { placesOfFiles } from './places.ts';
import { bold, escapeRoff, italic, item, literal, prose, section, syntax } from './roff.ts';
import { breakCommand } from './shell-lines.ts';

// The sections of a man page; one that has nothing to say is no text at all.

export const descriptionSection = ({ description }: DocumentedCommand): string =>
  section('DESCRIPTION', prose(description));

export const commandsSection = (commands: readonly DocumentedCommand[]): string =>
  commands.length === 0
    ? ''
    : section('COMMANDS', ...commands.map((each) => item(bold(fullName(each)), prose(each.summary))));

export const argumentsSection = ({ arguments: args }: DocumentedCommand): string =>
  args.length === 0 ? '' : section('ARGUMENTS', ...args.map(parameterItem));

/** A command's own options; those that every command takes are on the program's page. */
export function optionsSection({ words, options }: DocumentedCommand): string {
  const items = options.map(parameterItem);
  if (words.length === 0) {
    return section('OPTIONS', 'Every command takes them; they may stand before or after it.', ...items);
  }
  const others = `${bold('-h')}, ${bold('--help')} and the options in ${bold('aitronos')}(1)`;
  return section(
    'OPTIONS',
    ...items,
    '.PP',
    options.length > 0 ? `It also takes ${others}.` : `Only ${others}.`,
  );
}

export function exitStatusSection(): string {
  const items = topicRows(exitCodesTopic).map(([code = '', meaning = '', advice = '']) =>
    item(
      bold(code),
      prose(sentence(advice === '' ? `${meaning}.` : `${meaning}. A script should ${advice}.`)),
    ),
  );
  return section('EXIT STATUS', ...items);
}

export function environmentSection(): string {
  const items = topicRows(environmentTopic).map(([variable = '', option = '', meaning = '']) =>
    item(bold(variable), prose(option === '' ? meaning : `${meaning}; \`${option}\` beats it`)),
  );
  const order = 'An option beats a variable, which beats what is stored, which beats the default.';
  return section('ENVIRONMENT', order, ...items);
}

export const filesSection = (): string =>
  section('FILES', ...placesOfFiles().map(({ path, meaning }) => item(italic(path), prose(meaning))));

/** What the help has at its end: examples, and what else is to be typed. */
export function examplesSections(sections: readonly HelpSection[]): readonly string[] {
  if (sections.length === 0) return [];
  const parts = sections.flatMap(({ heading, lines }) => [
    ...(heading === 'Examples' ? [] : ['.PP', `${escapeRoff(heading)}:`]),
    ...lines.flatMap(({ text, remark }) => [
      '.PP',
      ...(remark === '' ? [] : [`${prose(sentence(remark))}:`]),
      ...literal(breakCommand(text)),
    ]),
  ]);
  return [section('EXAMPLES', ...parts)];
}

export const seeAlsoSection = (names: readonly string[]): string =>
  section('SEE ALSO', names.map((name) => `${bold(name)}(1)`).join(',\n'));

const parameterItem = ({ flags, meaning }: Parameter): string => item(syntax(flags), prose(meaning));

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
