import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { usageError } from '../../errors/cli-errors.ts';
import { isRepeatable } from '../help/marks.ts';

/**
 * Refuses an option of this command that is given twice with different values, because Commander would silently use
 * the last one: of two lists of protected users the first would count for nothing. The same value twice is harmless;
 * of the options of every command the last one counts, so that an alias can have some. Throws `CliError` (usage).
 */
export function refuseRepeatedOptions(command: CommandUnknownOpts): void {
  for (const option of command.options) {
    if (!option.required || isRepeatable(option)) continue;
    let first: unknown;
    command.on(`option:${option.name()}`, (value: unknown) => {
      if (first !== undefined && first !== value) throw givenTwice(option);
      first = value;
    });
  }
}

function givenTwice({ long, flags }: CommandUnknownOpts['options'][number]): Error {
  const isList = flags.includes(',');
  const hint = isList ? `give several in one, with commas: ${flags}` : 'leave one of them out';
  return usageError(`${long ?? flags} is given twice, with different values`, hint);
}
