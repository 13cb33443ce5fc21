import { Argument } from '@commander-js/extra-typings';
import { listText } from '../cli/help/examples.ts';
import { newCommand, type Run } from '../cli/options.ts';
import { usageError } from '../errors/cli-errors.ts';

export const completionCommand = (run: Run) =>
  newCommand('completion', {
    description:
      'Print the script that makes a shell complete commands, options and ids. Departments, roles and organizations come from the API: ' +
      'it waits for them one second at most, and remembers them for five minutes.',
    examples: [
      'completion bash',
      'completion zsh',
      'completion fish > ~/.config/fish/completions/aitronos.fish',
    ],
  })
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish', 'powershell'] as const))
    .addHelpText('after', listText('To keep it, add one line to', PLACES))
    .action((shell) =>
      run({ stored: 'unused' }, async (context) => {
        // A format that comes from elsewhere is for other commands.
        const format = context.typedFormat() ?? 'table';
        if (format !== 'table') throw noOther(format);
        const { SCRIPTS } = await import('./completion/scripts.ts');
        return { raw: { body: SCRIPTS[shell] } };
      }),
    );

const noOther = (format: string) =>
  usageError(`the answer is a script for the shell, so there is no --output ${format} of it`, 'leave it out');

const PLACES = [
  ['~/.bashrc', 'eval "$(aitronos completion bash)"'],
  ['~/.zshrc', 'eval "$(aitronos completion zsh)"'],
  ['$PROFILE', 'aitronos completion powershell | Out-String | Invoke-Expression'],
] as const;
