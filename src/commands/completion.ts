import { Argument, Command } from '@commander-js/extra-typings';
import { listText } from '../cli/help/examples.ts';
import { examples, type Run } from '../cli/options.ts';
import { bashScript } from './completion/bash.ts';
import { fishScript } from './completion/fish.ts';
import { powershellScript } from './completion/powershell.ts';
import { zshScript } from './completion/zsh.ts';

/**
 * The scripts ask the program for each suggestion, so they stay valid for every version.
 * See docs/decisions/2026-11-25-no-completion-package.md.
 */
const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript } as const;

export const completionCommand = (run: Run) =>
  new Command('completion')
    .description(
      'Print the script that makes a shell complete commands, options and ids. Departments, roles and organizations come from the API, ' +
        'which is waited for one second at most and remembered for five minutes.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish', 'powershell'] as const))
    .addHelpText(
      'after',
      examples(
        'completion bash',
        'completion zsh',
        'completion fish > ~/.config/fish/completions/aitronos.fish',
      ),
    )
    .addHelpText('after', listText('For good, one line in', PLACES))
    .action((shell) => run(() => ({ raw: { body: SCRIPTS[shell] } }), 'helpful'));

const PLACES = [
  ['~/.bashrc', 'eval "$(aitronos completion bash)"'],
  ['~/.zshrc', 'eval "$(aitronos completion zsh)"'],
  ['$PROFILE', 'aitronos completion powershell | Out-String | Invoke-Expression'],
] as const;
