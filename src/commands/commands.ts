import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { pageWidth } from '../cli/help/items.ts';
import { newCommand, type Run, type TypedCall } from '../cli/options.ts';

/** What is told is the whole tree. */
export const commandsCommand = (run: Run, { wholeTree }: Pick<TypedCall, 'wholeTree'>): CommandUnknownOpts =>
  newCommand('commands', {
    description:
      'List every command. In JSON, all that a program or an agent needs to call one: arguments, options, ' +
      'what it changes, whether it asks, what it answers, its exit codes. --help --json says the same of ' +
      'one command.',
    examples: [
      'commands',
      'commands --json',
      'commands -o csv                        what changes, and how',
      'users deactivate --help --json         one of them',
    ],
  }).action(() =>
    run({ stored: 'helpful' }, async ({ environment }) => {
      const { commandsView } = await import('./tree/commands-view.ts');
      return commandsView(wholeTree(), pageWidth(environment.stdout.columns));
    }),
  );
