import type { CommandUnknownOpts } from '@commander-js/extra-typings';

export const rootOf = (command: CommandUnknownOpts): CommandUnknownOpts =>
  command.parent === null ? command : rootOf(command.parent);

/** The command as it is typed, from the program's name on. */
export const commandPath = (command: CommandUnknownOpts): string =>
  command.parent === null ? command.name() : `${commandPath(command.parent)} ${command.name()}`;

/** The same without the name of the program. */
export const typedWordsOf = (command: CommandUnknownOpts): string =>
  commandPath(command).split(' ').slice(1).join(' ');
