import { PassThrough } from 'node:stream';
import { FOR_A_FILE } from '../../src/cli/help/file-options.ts';
import {
  type DescribedCommand,
  describeCommand,
  type HelpSection,
} from '../../src/commands/tree/described-command.ts';
import { wholeCommandTree } from '../../src/program.ts';

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

/** The whole tree of Commander. */
export const wholeTree = () => wholeCommandTree(new PassThrough());

/** The whole tree, as documents tell of it. */
export const readCommandTree = (): DocumentedCommand => document(describeCommand(wholeTree()));

/** Every command below this one and this one itself, in the order of the help. */
export function allCommands(command: DocumentedCommand): readonly DocumentedCommand[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/** A command as it is typed: `aitronos users list`. */
export const fullName = ({ words }: DocumentedCommand): string => ['aitronos', ...words].join(' ');

function document(command: DescribedCommand): DocumentedCommand {
  const { name, summary, description, usage, sections } = command;
  return {
    words: name.split(' ').filter((word) => word !== ''),
    summary,
    description,
    usage,
    arguments: command.arguments.map((argument) => parameter(argument.usage, argument)),
    options: command.options
      .filter(({ hidden, group }) => !hidden || group === FOR_A_FILE)
      // As in help: those that are required, then its own, then those of a run of many and of a file.
      .toSorted((one, other) => place(one) - place(other))
      .map((option) => parameter(option.flags, option)),
    sections,
    commands: command.commands.map(document),
  };
}

const parameter = (
  flags: string,
  { required, description }: { readonly required: boolean; readonly description: string },
): Parameter => ({ flags, meaning: required ? `(required) ${description}` : description });

const place = ({ required, group }: DescribedCommand['options'][number]): number =>
  required ? 0 : group === null ? 1 : group === FOR_A_FILE ? 3 : 2;
