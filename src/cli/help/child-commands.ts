import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** The commands directly below that help shows: no hidden ones, and not the `help` that Commander adds to each noun. */
export const visibleCommands = (command: CommandUnknownOpts): CommandUnknownOpts[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => command.commands.includes(child));

/** The command directly below with this name, or with it as an alias. */
export const childOf = (command: CommandUnknownOpts, word: string): CommandUnknownOpts | undefined =>
  command.commands.find((child) => child.name() === word || child.aliases().includes(word));
