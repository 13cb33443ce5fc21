import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** The heading of the options that say how a file of users is read. */
export const FOR_A_FILE = 'For a file of users:';

/** Those options of a command. Its page has one line about them: all commands that read a file have the same. */
export const fileOptionsOf = (command: CommandUnknownOpts) =>
  command.options.filter(({ helpGroupHeading }) => helpGroupHeading === FOR_A_FILE);
