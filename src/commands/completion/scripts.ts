import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { powershellScript } from './powershell.ts';
import { zshScript } from './zsh.ts';

/**
 * The scripts ask the program for each suggestion, so they stay valid for every version.
 * See docs/decisions/2026-11-25-no-completion-package.md.
 */
export const SCRIPTS = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
} as const;
