import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** The commands directly below that help shows: no hidden ones, and not the `help` that Commander adds to each noun. */
export const visibleCommands = (command: CommandUnknownOpts): CommandUnknownOpts[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => command.commands.includes(child));
