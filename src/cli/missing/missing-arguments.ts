import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CliError } from '../../errors/cli-errors.ts';
import { missingError } from './missing-error.ts';

/** What shows the values that an argument may have, by the argument's name. */
const SHOWN_BY: Readonly<Record<string, string>> = {
  run: '`aitronos runs list` shows the runs',
  profile: '`aitronos auth list` shows the profiles',
};

/**
 * The usage error for all arguments that a command lacks: Commander's own names the first alone. `help`: the step that
 * leads to the command's help.
 */
export function missingArgumentsError(command: CommandUnknownOpts, help: string): CliError {
  const missing = command.registeredArguments
    .slice(command.args.length)
    .filter(({ required }) => required)
    .map((argument) => {
      const name = argument.name();
      const choices = argument.argChoices === undefined ? '' : `: ${argument.argChoices.join(', ')}`;
      const found = SHOWN_BY[name] === undefined ? '' : `; ${SHOWN_BY[name]}`;
      const words = `<${name}>`;
      return { name, words, cure: `${words}: ${argument.description}${choices}${found}` };
    });
  return missingError(missing, [help]);
}
