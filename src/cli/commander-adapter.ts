import type { CommanderError, CommandUnknownOpts } from '@commander-js/extra-typings';
import { type CliError, helpStep, usageError } from '../errors/cli-errors.ts';
import type { Environment } from '../system/environment.ts';
import { showUnseen } from '../text/shown.ts';
import { shownWord } from '../validation/bad-value.ts';
import { childOf, commandPath, typedWordsOf } from './help/command-tree.ts';
import { pageWidth } from './help/items.ts';
import { HelpPage, lastLines } from './help/page.ts';
import { missingArgumentsError } from './missing/missing-error.ts';
import { meantByExtraWords } from './mistakes/extra-words.ts';
import { isOptionSomewhere, refuseMistypedOptions } from './mistakes/option-words.ts';
import { keepParserMessage } from './mistakes/parser-errors.ts';
import { refuseRepeatedOptions } from './mistakes/repeated-option.ts';
import { hideValue } from './mistakes/secret-words.ts';
import { unknownCommand } from './mistakes/unknown-command.ts';
import { meantOption, takesNoValue } from './mistakes/unknown-option.ts';

/** Thrown after help or the version was requested; the message is the text to print. */
export class HelpShown extends Error {
  /** What is typed for the command whose page it is; null for the version. */
  readonly command: string | null;

  constructor(text: string, command: string | null) {
    super(text);
    this.command = command;
  }
}

const VERSION = 'commander.version';

/** Commander's code where the help was asked for by `--help`. */
const BY_OPTION = 'commander.helpDisplayed';
/** Commander's codes for help and version, which are no errors. */
const SHOWN: readonly string[] = ['commander.help', BY_OPTION, VERSION];

/** The errors about a word that is none here. */
const UNKNOWN: readonly string[] = ['commander.unknownOption', 'commander.unknownCommand'];

/**
 * Adapts a tree of Commander's commands: nothing is printed, and the process is not ended. Every command is
 * adapted, because added commands inherit none of this from Commander. Parsing throws `HelpShown` for help or
 * the version, else `CliError` (usage). `wholeTree` makes the tree with all verbs, from which suggestions are taken.
 * See docs/decisions/2026-11-26-commander-codes.md.
 */
export function adaptCommands(
  command: CommandUnknownOpts,
  environment: Pick<Environment, 'stdout' | 'argv'>,
  wholeTree: () => CommandUnknownOpts,
): void {
  const { stdout, argv } = environment;
  let shown = '';
  const keep = (text: string) => {
    shown += text;
  };
  const unknownOption = recordUnknownOption(command);
  command
    .helpOption('-h, --help', 'print help')
    .exitOverride((error) => {
      if (!SHOWN.includes(error.code))
        throw toUsageError(error, { command, unknownOption: unknownOption(), wholeTree, argv });
      refuseUnknownVerb(command, wholeTree);
      const meant = error.code === BY_OPTION ? commandBehind(command, wholeTree) : command;
      if (meant !== command) meant.help();
      throw new HelpShown(shown, error.code === VERSION ? null : typedWordsOf(command));
    })
    .configureOutput({
      writeOut: keep,
      // Only the help for a missing subcommand is written here; errors are thrown.
      writeErr: keep,
      outputError: () => {},
      getOutHelpWidth: () => pageWidth(stdout.columns),
      getOutHasColors: () => false,
    })
    .addHelpText('after', lastLines);
  command.createHelp = () => new HelpPage();
  const place = { command, help: seeHelp(command) };
  for (const option of command.options) keepParserMessage(option, { ...place, before: `${option.flags}: ` });
  for (const argument of command.registeredArguments) keepParserMessage(argument, { ...place, before: '' });
  for (const child of command.commands) adaptCommands(child, environment, wholeTree);
  if (command.parent === null) refuseMistypedOptions(command);
  else refuseRepeatedOptions(command);
}

/** Commander would show the page of the group for a verb that is none, also behind `users help`. */
function refuseUnknownVerb(command: CommandUnknownOpts, wholeTree: Mistake['wholeTree']): void {
  const [first, second = '-'] = command.args;
  const word = first === 'help' && !childOf(command, first) ? second : (first ?? '-');
  if (!word.startsWith('-') && command.commands.length > 0 && !childOf(command, word))
    throw unknownWord(word, command, wholeTree);
}

const unknownWord = (word: string, command: CommandUnknownOpts, wholeTree: Mistake['wholeTree']): CliError =>
  unknownCommand(`unknown command '${shownWord(word)}'`, command, wholeTree(), word);

/** How Commander says that nothing follows an option. */
const NO_VALUE = /^option '(?:-\w, )?(--[\w-]+) [^']*' argument missing$/;

/** Turns Commander's error into a usage error with the same message; a word that is none here is named by us. */
function toUsageError({ code, message }: CommanderError, mistake: Mistake): CliError {
  const text = message.startsWith(PREFIX) ? message.slice(PREFIX.length) : message;
  const { command, unknownOption, wholeTree } = mistake;
  if (code === 'commander.missingArgument') return missingArgumentsError(command, seeHelp(command));
  if (code === 'commander.excessArguments') return usageError(text, extraWordsHint(mistake));
  if (!UNKNOWN.includes(code))
    return usageError(showUnseen(text.replace(NO_VALUE, '$1 has no value')), seeHelp(command));
  if (unknownOption === '') return unknownWord(command.args[0] ?? '', command, wholeTree);
  const shown = `unknown option '${shownWord(hideValue(unknownOption))}'`;
  const [name = ''] = unknownOption.split('=');
  if (
    command.commands.length > 0 &&
    !takesNoValue(name, command) &&
    isOptionSomewhere(unknownOption, wholeTree())
  )
    return usageError(shown, `${name} belongs after the verb: ${commandPath(command)} <command> ${name} …`);
  return usageError(shown, meantOption(unknownOption, command, wholeTree()) ?? seeHelp(command));
}

/**
 * The command whose words follow `--help`: Commander would show the page of the one before it. What stands behind an
 * option may be its value. Throws `CliError` (usage) for a word that is no command.
 */
function commandBehind(command: CommandUnknownOpts, wholeTree: Mistake['wholeTree']): CommandUnknownOpts {
  let found = command;
  let maybeValue = false;
  for (const word of command.args) {
    const child = childOf(found, word);
    if (word.startsWith('-')) maybeValue = !['--help', '-h'].includes(word);
    else if (child === undefined && !maybeValue && found.commands.length > 0 && word !== 'help')
      throw unknownWord(word, found, wholeTree);
    found = child ?? found;
  }
  return found;
}

function extraWordsHint({ command, argv }: Mistake): string {
  const path = typedWordsOf(command);
  const takes = command.registeredArguments.length;
  return meantByExtraWords(path, command.args, takes, argv) ?? seeHelp(command);
}

interface Mistake {
  readonly command: CommandUnknownOpts;
  /** Empty when it is about no option. */
  readonly unknownOption: string;
  readonly wholeTree: () => CommandUnknownOpts;
  readonly argv: readonly string[];
}

/** The step for a wrong call of this command; of the root only the options that every command takes can be wrong. */
const seeHelp = (command: CommandUnknownOpts): string =>
  command.parent === null ? GLOBAL_OPTIONS : helpStep(commandPath(command));

const GLOBAL_OPTIONS = '`aitronos help options` shows the options that every command takes';

const PREFIX = 'error: ';

/**
 * Wraps Commander's method for unknown options, because its error names the option only within the message.
 * Returns a function that reads the last unknown option, or an empty text.
 */
function recordUnknownOption(command: CommandUnknownOpts): () => string {
  let found = '';
  const method: unknown = Reflect.get(command, 'unknownOption');
  Reflect.set(command, 'unknownOption', (option: string) => {
    found = option;
    if (typeof method === 'function') Reflect.apply(method, command, [option]);
  });
  return () => found;
}
