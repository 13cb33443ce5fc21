import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { pageWidth } from '../cli/help/items.ts';
import { examples, type Run } from '../cli/options.ts';
import { usageError } from '../errors/cli-errors.ts';
import type { Topic } from './help/topics.ts';

/**
 * What there is help about besides commands. Commander's own `help` knows no topics.
 * See docs/decisions/2026-11-25-help-command.md.
 */
export const TOPICS: readonly Topic[] = ['environment', 'exit-codes', 'options'];

export const helpCommand = (run: Run) => {
  const help: CommandUnknownOpts = new Command('help')
    .description(
      'Print help for a command, or on a topic: environment (the variables that are read), exit-codes, options (those of every command).',
    )
    .argument('[command...]', 'a command such as `users deactivate`, or a topic')
    .addHelpText('after', examples('help users deactivate', 'help options', 'help exit-codes --json'))
    .action((words) => {
      const topic = TOPICS.find((name) => name === words.join(' '));
      const root = help.parent;
      if (topic === undefined || root === null) return findCommand(root, words).help();
      return run(async ({ environment }) => {
        const { topicAnswer } = await import('./help/topics.ts');
        return topicAnswer(topic, root, pageWidth(environment.stdout.columns));
      }, 'helpful');
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
