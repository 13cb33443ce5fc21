import type { CommandUnknownOpts } from '@commander-js/extra-typings';

export const rootOf = (command: CommandUnknownOpts): CommandUnknownOpts =>
  command.parent === null ? command : rootOf(command.parent);

/** The command as it is typed, from the program's name on. */
export const commandPath = (command: CommandUnknownOpts): string =>
  command.parent === null ? command.name() : `${commandPath(command.parent)} ${command.name()}`;

/** The same without the name of the program. */
export const typedWordsOf = (command: CommandUnknownOpts): string =>
  commandPath(command).split(' ').slice(1).join(' ');

/** The commands directly below that help shows: no hidden ones, and not the `help` that Commander adds to each noun. */
export const visibleCommands = (command: CommandUnknownOpts): CommandUnknownOpts[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => command.commands.includes(child));

/** The command directly below with this name, or with it as an alias. */
export const childOf = (command: CommandUnknownOpts, word: string): CommandUnknownOpts | undefined =>
  command.commands.find((child) => child.name() === word || child.aliases().includes(word));
