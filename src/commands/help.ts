import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type Run } from '../cli/options.ts';
import { usageError } from '../errors/cli-errors.ts';
import type { View } from '../output/view.ts';
import { environment } from './help/environment.ts';
import { exitCodes } from './help/exit-codes.ts';

/**
 * The help topics besides commands. Commander's own `help` command has no topics.
 * See docs/decisions/2026-11-25-help-command.md.
 */
export const TOPICS: ReadonlyMap<string, () => View> = new Map([
  ['environment', environment],
  ['exit-codes', exitCodes],
]);

export const helpCommand = (run: Run) => {
  const help: CommandUnknownOpts = new Command('help')
    .summary('help for a command, or on a topic')
    .description(
      'Print help for a command, or on a topic: environment (the variables that are read), exit-codes.',
    )
    .argument('[command...]', 'a command such as `users deactivate`, or a topic')
    .addHelpText('after', examples('help users deactivate', 'help environment', 'help exit-codes --json'))
    .action((words) => {
      const topic = TOPICS.get(words.join(' '));
      return topic ? run(topic, 'helpful') : findCommand(help.parent, words).help();
    });
  return help;
};

/** The command that the words name. */
function findCommand(root: CommandUnknownOpts | null, words: readonly string[]): CommandUnknownOpts {
  let found = root;
  for (const word of words) {
    found = found?.commands.find((child) => child.name() === word || child.alias() === word) ?? null;
  }
  if (found) return found;
  throw usageError(`no command or topic '${words.join(' ')}'`, '`aitronos help` lists them');
}
