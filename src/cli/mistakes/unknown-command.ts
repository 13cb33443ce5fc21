import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type CliError, usageError } from '../../errors/cli-errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import { commandPath, rootOf, typedWordsOf } from '../help/command-tree.ts';
import { departmentMembers } from './extra-words.ts';
import { meantCommands } from './meant-command.ts';

/**
 * The error for a word that is no command: `words` say so, and its hint names the command that was probably meant.
 * `tree` has all verbs.
 */
export function unknownCommand(
  words: string,
  command: CommandUnknownOpts,
  tree: CommandUnknownOpts,
  word = command.args[0] ?? '',
): CliError {
  const members = departmentMembers(typedWordsOf(command), word);
  if (members !== null) return usageError(words, members);
  const nearest = meantCommands(command, word, tree);
  const isOfSandbox = nearest.some((path) => path.startsWith('sandbox '));
  if (typedWordsOf(command) === 'sandbox' && !isOfSandbox) return usageError(words, SANDBOX_LIFE);
  const program = rootOf(command).name();
  const meant = didYouMean(nearest.map((path) => `\`${program} ${path}\``));
  const hint = meant ?? `\`${commandPath(command)} --help\` shows the commands`;
  return usageError(words, hint, nearest.length === 0 ? {} : { nearest });
}

/** Said of a word of sandboxes that have to be stopped, watched or taken away: this one ends by itself. */
const SANDBOX_LIFE =
  'it runs only as long as a command, so there is nothing to stop: --sandbox starts it for one call, `aitronos sandbox start` ' +
  'serves it until Ctrl-C, `aitronos sandbox reset` restores its first data';
