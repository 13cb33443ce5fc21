import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { visibleCommands } from '../../cli/help/command-tree.ts';
import { lastLines } from '../../cli/help/page.ts';
import type { ExitCode } from '../../errors/exit-codes.ts';
import { type AnswerForm, type CommandEffect, commandFacts, effectOf, exitCodesOf } from './command-facts.ts';
import {
  type DescribedArgument,
  type DescribedOption,
  describeArguments,
  describeOptions,
} from './described-option.ts';

export interface DescribedCommand {
  /** What is typed, without the name of the program; empty for the program itself. */
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** What follows the command: `[options] [user...]`. */
  readonly usage: string;
  /** Null for a word that only has commands below it; so is every list of such a word but `commands` empty. */
  readonly effect: CommandEffect | null;
  readonly arguments: readonly DescribedArgument[];
  /** Its own options: those that every command takes stand with the program. */
  readonly options: readonly DescribedOption[];
  readonly answers: readonly AnswerForm[];
  readonly exit_codes: readonly ExitCode[];
  /** What its help has at the end: examples, and what else is to be typed. */
  readonly sections: readonly HelpSection[];
  readonly commands: readonly DescribedCommand[];
}

/**
 * A command and all that are below it, from the tree by which lines are parsed; it is not to parse any afterwards.
 * `name`: what is typed for it.
 */
export function describeCommand(command: CommandUnknownOpts, name = ''): DescribedCommand {
  const facts = commandFacts(name);
  return {
    name,
    summary: command.summary(),
    description: command.description().replaceAll('\n', ' '),
    usage: command.usage(),
    effect: facts && effectOf(facts),
    arguments: describeArguments(command),
    options: describeOptions(command),
    answers: facts?.answers ?? [],
    exit_codes: facts === null ? [] : exitCodesOf(facts),
    sections: sectionsOf(textAfterHelp(command)),
    commands: visibleCommands(command).map((child) =>
      describeCommand(child, `${name} ${child.name()}`.trimStart()),
    ),
  };
}

/** Every command below this one and this one itself, in the order of the help. */
export function everyCommand(command: DescribedCommand): readonly DescribedCommand[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** What a command's help has behind the lists that Commander makes. */
function textAfterHelp(command: CommandUnknownOpts): string {
  let shown = '';
  const write = (text: string) => {
    shown += text;
  };
  // Not wrapped: readers of a description wrap by themselves.
  command.configureOutput({ writeOut: write, getOutHelpWidth: () => 10_000 }).outputHelp();
  const lists = command.helpInformation();
  return shown.slice(shown.indexOf(lists) + lists.length, shown.lastIndexOf(lastLines({ command })));
}

/** A part of a help text: its heading without the colon, and its lines. */
export interface HelpSection {
  readonly heading: string;
  readonly lines: readonly HelpLine[];
}

/** What is to be typed, and the words about it; none for most. */
export interface HelpLine {
  readonly text: string;
  readonly remark: string;
}

/** The parts of the text at the end of a help page: a heading that ends with a colon, then indented lines. */
function sectionsOf(text: string): readonly HelpSection[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .filter((part) => part !== '')
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return { heading: heading.replace(/:$/, ''), lines: lines.map(lineOf) };
    });
}

/** `$ aitronos users list  # fifty`, or `~/.bashrc  eval …`: blanks divide what is typed from the words about it. */
function lineOf(line: string): HelpLine {
  const trimmed = line.trim();
  const [first = '', second = ''] = trimmed.replace(/^\$ /, '').split(/ {2,}/, 2);
  if (trimmed.startsWith('$ ') || second === '') return { text: first, remark: second.replace(/^# /, '') };
  return { text: second, remark: first };
}
