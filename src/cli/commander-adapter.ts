import {
  type CommanderError,
  type CommandUnknownOpts,
  InvalidArgumentError,
} from '@commander-js/extra-typings';
import { type CliError, usageError } from '../errors/cli-errors.ts';
import type { Environment } from '../system/environment.ts';

/** Help or the version was asked for; the message is what is to be printed. */
export class HelpShown extends Error {}

/** The ways to end that are no mistake: help or the version was printed. */
const SHOWN: readonly string[] = ['commander.help', 'commander.helpDisplayed', 'commander.version'];

/** The mistakes for which Commander may know what was meant. */
const SUGGESTING: readonly string[] = ['commander.unknownOption', 'commander.unknownCommand'];

/**
 * Fits a tree of Commander's commands to this program, every command of it, because Commander hands none of this
 * down to commands that are added: nothing is printed and nothing ends the process. Parsing throws `HelpShown` for
 * help or the version, else `CliError` (usage). See docs/decisions/2026-11-26-commander-codes.md.
 */
export function adaptCommands(
  command: CommandUnknownOpts,
  environment: Pick<Environment, 'stdout'>,
  isRoot = true,
): void {
  let shown = '';
  const keep = (text: string) => {
    shown += text;
  };
  const unknownOption = rememberUnknownOption(command);
  command
    .helpOption('-h, --help', 'print help')
    .exitOverride((error) => {
      throw SHOWN.includes(error.code) ? new HelpShown(shown) : usageErrorOf(error, unknownOption());
    })
    .configureHelp({ showGlobalOptions: !isRoot, sortSubcommands: false })
    .configureOutput({
      writeOut: keep,
      // Only help for want of a subcommand is written there; errors are thrown, and said elsewhere.
      writeErr: keep,
      outputError: () => {},
      getOutHelpWidth: () => environment.stdout.columns ?? 100,
      getOutHasColors: () => false,
    });
  for (const option of command.options) keepOwnWords(option, `${option.flags}: `);
  for (const argument of command.registeredArguments) keepOwnWords(argument, '');
  for (const child of command.commands) adaptCommands(child, environment, false);
}

/** Commander's error: its code says what is wrong, and its words are passed on. */
function usageErrorOf({ code, message }: CommanderError, unknownOption: string): CliError {
  const text = message.startsWith(PREFIX) ? message.slice(PREFIX.length) : message;
  if (!SUGGESTING.includes(code)) return usageError(text);
  const { words, suggestion } = splitSuggestion(text);
  if (unknownOption === '') return usageError(words, suggestion);
  return usageError(
    words.replace(unknownOption, () => hideValue(unknownOption)),
    suggestion,
  );
}

const PREFIX = 'error: ';

/** What Commander thinks was meant stands in brackets on a last line of its own. */
function splitSuggestion(text: string): { readonly words: string; readonly suggestion: string | null } {
  const at = text.lastIndexOf('\n(');
  if (at === -1 || !text.endsWith(')')) return { words: text, suggestion: null };
  return { words: text.slice(0, at), suggestion: text.slice(at + 2, -1) };
}

/** What is glued to an option that there is not may be a password: `--pasword=x`, `-px`. */
function hideValue(option: string): string {
  const [name] = /^--[\w-]+=/.exec(option) ?? /^-\w/.exec(option) ?? [];
  return name === undefined || IS_WORD.test(option) ? option : `${name}…`;
}

/** `-recursive`: a word with a dash too few. */
const IS_WORD = /^-\w[a-z-]*$/;

/**
 * Commander names an unknown option in its words only, so the method that finds it is wrapped. Gives back what
 * reads the last one that was found; an empty text before that.
 */
function rememberUnknownOption(command: CommandUnknownOpts): () => string {
  let found = '';
  const method: unknown = Reflect.get(command, 'unknownOption');
  Reflect.set(command, 'unknownOption', (option: string) => {
    found = option;
    if (typeof method === 'function') Reflect.apply(method, command, [option]);
  });
  return () => found;
}

/**
 * Our parsers say what is wrong with a value, and quote it safely. Commander would put the bare value before that.
 */
function keepOwnWords(
  read: { parseArg?: (value: string, previous: unknown) => unknown },
  before: string,
): void {
  const { parseArg } = read;
  if (!parseArg) return;
  read.parseArg = (value, previous) => {
    try {
      return parseArg.call(read, value, previous);
    } catch (error) {
      throw error instanceof InvalidArgumentError ? usageError(before + error.message) : error;
    }
  };
}
