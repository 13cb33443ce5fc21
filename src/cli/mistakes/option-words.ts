import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { usageError } from '../../errors/cli-errors.ts';
import { isOptionSomewhere } from './meant-command.ts';
import { refuseTypographicDash } from './typographic-dash.ts';
import { refuseValueOfSwitch } from './value-of-switch.ts';

type Option = CommandUnknownOpts['options'][number];

/**
 * Makes the program refuse mistyped options before Commander reads its line, which takes whatever stands next for the
 * value of an option: `--log-file --dry-run` would make the change and write a file `--dry-run`.
 */
export function refuseMistypedOptions(root: CommandUnknownOpts): void {
  const parse = root.parseOptions.bind(root);
  root.parseOptions = (words) => {
    checkOptions(root, words);
    return parse(words);
  };
}

/**
 * True for a word that is no value unless it is attached to its option: `--dry-run`, `-y`. A lone `-` is stdin, and a
 * negative number is a value, of which the option's parser knows whether it is a good one.
 */
export const looksLikeOption = (word: string): boolean =>
  word.length > 1 && word.startsWith('-') && !/^-(\d+|\d*\.\d+)$/.test(word);

/**
 * Throws `CliError` (usage) for the first option that is followed by an option where its value should be, that is a
 * switch with a value, or that begins with a dash of typography.
 */
function checkOptions(root: CommandUnknownOpts, words: readonly string[]): void {
  let command = root;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--') return;
    refuseTypographicDash(word, root);
    if (!looksLikeOption(word)) {
      command = command.commands.find((child) => child.name() === word) ?? command;
      continue;
    }
    const option = awaitingValue(word, command);
    if (option === undefined) {
      refuseValueOfSwitch(findOption(word, command), words[index + 1], command);
      continue;
    }
    index++;
    const value = words[index];
    if (value !== undefined && looksLikeOption(value)) throw valueForgotten(option, value, root);
  }
}

/** The option whose value is the word after this one; a group of letters may end in one: `-qo json`. */
function awaitingValue(word: string, command: CommandUnknownOpts): Option | undefined {
  const known = findOption(word, command);
  if (known !== undefined) return known.required ? known : undefined;
  if (word.startsWith('--')) return undefined;
  for (const [at, letter] of [...word.slice(1)].entries()) {
    const option = findOption(`-${letter}`, command);
    if (option === undefined) return undefined;
    if (option.required) return at === word.length - 2 ? option : undefined;
  }
  return undefined;
}

/** The option of this name that a command takes, as its own or as one of those that every command takes. */
function findOption(name: string, command: CommandUnknownOpts): Option | undefined {
  const own = command.options.find(({ long, short }) => long === name || short === name);
  return own ?? (command.parent === null ? undefined : findOption(name, command.parent));
}

function valueForgotten(option: Option, value: string, root: CommandUnknownOpts): Error {
  const name = option.long ?? option.flags;
  const [typed = ''] = value.split('=');
  // What is no option of this program may be a secret, and is not shown.
  const known = isOptionSomewhere(typed, root) || typed === '--' || typed === '--help' || typed === '-h';
  const message = `${name} lacks its value: ${known ? `${typed} stands` : 'a word with a dash stands'} in its place`;
  return usageError(
    message,
    `write ${option.flags}; a value that begins with a dash is attached: ${name}=${known ? typed : '-…'}`,
  );
}
