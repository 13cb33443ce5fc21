import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { HelpShown } from '../../src/cli/commander-adapter.ts';
import { wholeTree } from './command-tree.ts';

/**
 * Every page of help, as it is printed where no terminal says how wide it is, by what is typed for its command: nothing
 * for the program itself. `bin/aitronos.js` prints them. See docs/decisions/2026-11-26-ready-help.md.
 */
export const helpPages = (): Readonly<Record<string, string>> => Object.fromEntries(pagesBelow(wholeTree()));

function pagesBelow(command: CommandUnknownOpts): readonly (readonly [string, string])[] {
  return [pageOf(command), ...command.commands.flatMap(pagesBelow)];
}

function pageOf(command: CommandUnknownOpts): readonly [string, string] {
  try {
    return command.help();
  } catch (shown) {
    if (!(shown instanceof HelpShown) || shown.command === null) throw shown;
    return [shown.command, shown.message];
  }
}
