import { type CommandUnknownOpts, Help } from '@commander-js/extra-typings';
import { listChoices } from '../../validation/bad-value.ts';
import { commandPath, visibleCommands } from './command-tree.ts';
import { examples, type HelpText, widthOf } from './examples.ts';
import { fileOptionsOf } from './file-options.ts';
import { type Item, itemLines, meaningColumn, section } from './items.ts';
import { isRequired } from './marks.ts';
import { wrapWords } from './wrap.ts';

type Option = CommandUnknownOpts['options'][number];
type Argument = CommandUnknownOpts['registeredArguments'][number];

/**
 * A page of help: what the command does, how it is called, its arguments and options, its commands. Its examples and
 * the line about the options of every command are texts that are added behind it.
 */
export class HelpPage extends Help {
  override formatHelp(command: CommandUnknownOpts): string {
    const width = this.helpWidth ?? widthOf(command);
    const [usage = '', ...more] = wrapWords(`Usage: ${this.commandUsage(command)}`, width - 4);
    const description = this.commandDescription(command);
    const lines = [
      // The root's description stands before its examples, with which its page begins.
      ...(command.parent === null || description === '' ? [] : [...wrapWords(description, width), '']),
      ...[usage, ...more.map((line) => `    ${line}`), ''],
      ...section('Arguments:', itemLines(this.#argumentItems(command), width)),
      ...(command.parent === null ? [] : this.#optionSections(command, width)),
      ...this.#commandSections(command, width),
    ];
    return lines.join('\n');
  }

  #argumentItems(command: CommandUnknownOpts): readonly Item[] {
    return command.registeredArguments.map((each) => [each.name(), this.argumentDescription(each)]);
  }

  /** The options by their headings, those that are required first. `--help` is among the options of every command. */
  #optionSections(command: CommandUnknownOpts, width: number): readonly string[] {
    const options = this.visibleOptions(command).filter(({ long }) => long !== '--help');
    const sorted = [...options.filter(isRequired), ...options.filter((option) => !isRequired(option))];
    const items = (some: readonly Option[]) =>
      some.map((each): Item => [each.flags, this.optionDescription(each)]);
    const column = meaningColumn(items(sorted), width);
    return grouped(sorted, (option) => option.helpGroupHeading ?? 'Options:').flatMap(([heading, group]) =>
      section(heading, itemLines(items(group), width, column)),
    );
  }

  #commandSections(command: CommandUnknownOpts, width: number): readonly string[] {
    return grouped(visibleCommands(command), (child) => child.helpGroup() || 'Commands:').flatMap(
      ([heading, group]) =>
        section(
          heading,
          itemLines(
            group.map((each) => [each.name(), this.subcommandDescription(each)]),
            width,
          ),
        ),
    );
  }

  override optionDescription(option: Option): string {
    const words = joinWords(': ', option.description, choicesOf(option, option.flags));
    return (isRequired(option) ? '(required) ' : '') + joinWords('; ', words, defaultOf(option));
  }

  override argumentDescription(argument: Argument): string {
    const words = joinWords(': ', argument.description, choicesOf(argument));
    return (argument.required || isRequired(argument) ? '(required) ' : '') + words;
  }
}

const joinWords = (between: string, ...words: readonly string[]): string =>
  words.filter((each) => each !== '').join(between);

/** All values; none where the option itself names them: `--drift <fail|skip>`. */
const choicesOf = ({ argChoices = [] }: Option | Argument, flags = ''): string =>
  flags.includes(argChoices.join('|')) ? '' : listChoices(argChoices);

function defaultOf(option: Option): string {
  const value: unknown = option.defaultValue;
  const isShown =
    (option.required || option.optional) && (typeof value === 'string' || typeof value === 'number');
  return isShown ? `default ${value}` : '';
}

function grouped<T>(items: readonly T[], headingOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(headingOf(item), [...(groups.get(headingOf(item)) ?? []), item]);
  return [...groups];
}

/** The beginning of the root's page: what the program is for, and examples. */
export const firstLines =
  (...lines: readonly string[]): HelpText =>
  ({ command }) =>
    `${wrapWords(command.description(), widthOf(command)).join('\n')}\n${examples(...lines)({ command })}\n`;

/** The end of each page: where the commands below it are told of, and the options that every command takes. */
export const lastLines: HelpText = ({ command }) => {
  const path = commandPath(command).replace(/^\w+/, '$& help');
  const more = command.commands.length > 0 ? [`Help for a command: ${path} <command>`] : [];
  const ofFiles = fileOptionsOf(command).map(({ long }) => long);
  const [third] = ['--due', '--time-zone'].filter((long) => ofFiles.includes(long));
  if (third) more.push(`For a file: --column, --where, ${third}, …: aitronos help options`);
  return `\n${[...more, GLOBAL_OPTIONS].flatMap((line) => wrapWords(line, widthOf(command))).join('\n')}`;
};

const GLOBAL_OPTIONS = 'Global options: -o, --json, --profile, --sandbox, -h, …: aitronos help options';
