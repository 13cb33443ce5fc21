import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type CliError, usageError } from '../../errors/cli-errors.ts';
import { SETTINGS } from '../../settings/settings.ts';
import { agreeing, inWords } from '../../text/counted.ts';
import { didYouMean } from '../../text/nearest.ts';
import { shellWord } from '../../text/shell-word.ts';
import { listChoices } from '../../validation/bad-value.ts';
import { noSecretIn } from '../mistakes/secret-words.ts';

export interface Missing {
  /** As it is typed, such as `--org` or `user`. */
  readonly name: string;
  readonly words: string;
  readonly cure: string;
}

/** One usage error for everything that a call lacks, with a line of the hint for each cure. */
export function missingError(missing: readonly Missing[], more: readonly string[]): CliError {
  const hint = [...missing.map(({ cure }) => cure), ...more].join('\n');
  const lacking = missing.map(({ words }) => words);
  const message = `${inWords(lacking, 'and')} ${agreeing(lacking.length, 'is', 'are')} missing`;
  return usageError(message, hint, { missing: missing.map(({ name, cure }) => ({ name, cure })) });
}

/** What shows the values that an argument may have, by the argument's name. */
const SHOWN_BY: Readonly<Record<string, string>> = {
  profile: '`aitronos auth list` shows the profiles',
};

/** A setting and its value in one word. */
const ASSIGNED = /^([a-z][\w.-]*)=(.+)$/s;

/** The command that was meant by too few words; null where nothing is known. `words`: those that were given. */
function meantByFewWords(name: string, words: readonly string[]): string | null {
  const [first = ''] = words;
  const [, setting, value] = ASSIGNED.exec(first) ?? [];
  if (name !== 'set' || setting === undefined || value === undefined) return null;
  const secret = noSecretIn('setting holds', setting);
  // Behind any other name the value may be a secret.
  if (secret !== null || !Object.hasOwn(SETTINGS, setting)) return secret;
  return didYouMean([`\`aitronos config set ${setting} ${shellWord(value)}\``]);
}

/**
 * The usage error for all arguments that a command lacks: Commander's own names the first alone. `help`: the step that
 * leads to the command's help.
 */
export function missingArgumentsError(command: CommandUnknownOpts, help: string): CliError {
  const meant = meantByFewWords(command.name(), command.args);
  const missing = command.registeredArguments
    .slice(command.args.length)
    .filter(({ required }) => required)
    .map((argument) => {
      const name = argument.name();
      const choices = argument.argChoices === undefined ? '' : `: ${listChoices(argument.argChoices)}`;
      const found = SHOWN_BY[name] === undefined ? '' : `; ${SHOWN_BY[name]}`;
      const words = `<${name}>`;
      return { name, words, cure: `${words}: ${argument.description}${choices}${found}` };
    });
  return meant === null ? missingError(missing, [help]) : usageError('a word is missing', meant);
}
