import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { isRequired } from '../../cli/help/marks.ts';
import { formatOfArgument, type ValueFormat } from '../../cli/help/value-formats.ts';
import { wordsFor } from './known-words.ts';

/** An argument of a command. */
export interface DescribedArgument {
  readonly name: string;
  /** As it is written in a usage: `[user...]`. */
  readonly usage: string;
  readonly description: string;
  readonly required: boolean;
  readonly repeatable: boolean;
  readonly format: ValueFormat | null;
  /** All values, where they are known. */
  readonly choices: readonly string[] | null;
}

/** The arguments of a command in their order, in the words of its help. */
export function describeArguments(command: CommandUnknownOpts): readonly DescribedArgument[] {
  const help = command.createHelp();
  return command.registeredArguments.map((argument) => {
    const name = argument.name();
    const required = argument.required || isRequired(argument);
    const word = argument.variadic ? `${name}...` : name;
    return {
      name,
      usage: required ? `<${word}>` : `[${word}]`,
      description: withoutMark(help.argumentDescription(argument)),
      required,
      repeatable: argument.variadic,
      format: formatOfArgument(name),
      choices: argument.argChoices ?? wordsFor(name)?.words ?? null,
    };
  });
}

/** Words of the help without the mark of what is required, which has a field of its own here. */
export const withoutMark = (words: string): string => words.replace(/^\(required\) /, '');
