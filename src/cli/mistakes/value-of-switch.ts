import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { usageError } from '../../errors/cli-errors.ts';

type Option = CommandUnknownOpts['options'][number];

const ON_OR_OFF: readonly string[] = ['true', 'false', 'yes', 'no', 'on', 'off', '1', '0'];

/** The arguments that such a word may be. */
const FREE: readonly string[] = ['value', 'profile', 'name'];

/** What is said of a value for an option that takes none. */
export const writeAlone = (name: string): string => `${name} takes no value: write it alone, or leave it out`;

/**
 * Refuses a word such as `true` or `off` behind a switch, which the command would take for a user or for one word too
 * many: `--yes false` would else say yes. Throws `CliError` (usage).
 */
export function refuseValueOfSwitch(
  option: Option | undefined,
  next: string | undefined,
  command: CommandUnknownOpts,
): void {
  if (!option?.long || option.required || option.optional || next === undefined) return;
  if (!ON_OR_OFF.includes(next.toLowerCase())) return;
  if (command.registeredArguments.some((argument) => FREE.includes(argument.name()))) return;
  throw usageError(`${next} follows ${option.long}, which takes no value`, writeAlone(option.long));
}

/** What is said of an argument that stands directly behind a switch, as if it were its value; null where none does. */
export function switchBefore(word: string | undefined, argv: readonly string[]): string | null {
  const before = word === undefined ? undefined : argv[argv.indexOf(word) - 1];
  return before !== undefined && /^--[a-z-]+$/.test(before)
    ? `${writeAlone(before)} (${word} after it is read as a user)`
    : null;
}
