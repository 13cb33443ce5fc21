import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { usageError } from '../../errors/cli-errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import { isOptionSomewhere } from './meant-command.ts';

/** Dashes that word processors and chats put in the place of `--`, and what follows them. */
const TYPOGRAPHIC = /^[\u2010-\u2015\u2212]+-*([a-z][a-z-]*)/;

/**
 * Refuses a word that is an option but for its dashes, which the command would else take for a user, a name or one word
 * too many. Throws `CliError` (usage).
 */
export function refuseTypographicDash(word: string, root: CommandUnknownOpts): void {
  const [, name] = TYPOGRAPHIC.exec(word) ?? [];
  const option = `--${name}`;
  if (name === undefined || !isOptionSomewhere(option, root)) return;
  const message = `the dash before ${name} is a typographic one, not two hyphens`;
  throw usageError(message, didYouMean([option]));
}
