import { PassThrough } from 'node:stream';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { fileOptionsOf } from '../../src/cli/help/file-options.ts';
import { lastLines } from '../../src/cli/help/page.ts';
import { isRequired } from '../../src/cli/help/required.ts';
import { visibleCommands } from '../../src/cli/help/visible-commands.ts';
import { commandTree } from '../../src/program.ts';
import { type HelpSection, sectionsOf } from './help-sections.ts';

/** An argument or an option of a command, in the words of its help. */
export interface Parameter {
  /** As it is typed: `[user...]`, or `-o, --output <format>`. */
  readonly flags: string;
  /** What it is for, with its choices and its default. */
  readonly meaning: string;
}

/** One command of the program, as documents tell of it. */
export interface DocumentedCommand {
  /** What is typed, without the name of the program; none for the program itself. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly description: string;
  /** What follows the command: `[options] [user...]`. */
  readonly usage: string;
  readonly arguments: readonly Parameter[];
  readonly options: readonly Parameter[];
  /** What its help has at the end: examples, and what else there is to say. */
  readonly sections: readonly HelpSection[];
  readonly commands: readonly DocumentedCommand[];
}

/** The whole tree, as documents tell of it. */
export const readCommandTree = (): DocumentedCommand => describeCommand(wholeTree(), []);

/** The whole tree. Verbs are made for the nouns that are typed, so all of them are. */
export function wholeTree(): CommandUnknownOpts {
  const stdout = new PassThrough();
  const nouns = commandTree({ argv: [], stdout }).commands.map((noun) => noun.name());
  return commandTree({ argv: nouns, stdout });
}

/** Every command below this one and this one itself, in the order of the help. */
export function allCommands(command: DocumentedCommand): readonly DocumentedCommand[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/** A command as it is typed: `aitronos users list`. */
export const fullName = ({ words }: DocumentedCommand): string => ['aitronos', ...words].join(' ');

function describeCommand(command: CommandUnknownOpts, words: readonly string[]): DocumentedCommand {
  const help = command.createHelp();
  return {
    words,
    summary: command.summary(),
    description: command.description().replaceAll('\n', ' '),
    usage: command.usage(),
    arguments: command.registeredArguments.map((argument) => ({
      flags: bracketed(argument),
      meaning: help.argumentDescription(argument),
    })),
    options: [...help.visibleOptions(command), ...fileOptionsOf(command)]
      .filter((option) => option.long !== '--help' || words.length === 0)
      .map((option) => ({ flags: option.flags, meaning: help.optionDescription(option) })),
    sections: sectionsOf(textAfterHelp(command)),
    commands: visibleCommands(command).map((child) => describeCommand(child, [...words, child.name()])),
  };
}

const bracketed = (argument: CommandUnknownOpts['registeredArguments'][number]): string => {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required || isRequired(argument) ? `<${name}>` : `[${name}]`;
};

/** What a command's help has behind the lists that Commander makes. */
function textAfterHelp(command: CommandUnknownOpts): string {
  let shown = '';
  const write = (text: string) => {
    shown += text;
  };
  // Not wrapped: pages wrap by themselves.
  command.configureOutput({ writeOut: write, getOutHelpWidth: () => 10_000 }).outputHelp();
  const lists = command.helpInformation();
  return shown.slice(shown.indexOf(lists) + lists.length, shown.lastIndexOf(lastLines({ command })));
}
