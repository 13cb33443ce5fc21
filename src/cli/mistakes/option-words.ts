import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { usageError } from '../../errors/cli-errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import { readLetters } from './letters.ts';
import { isOptionSomewhere } from './meant-command.ts';
import { findOption } from './unknown-option.ts';
import { refuseValueOfSwitch } from './value-of-switch.ts';

type Option = CommandUnknownOpts['options'][number];

/**
 * Makes the program refuse mistyped options before Commander reads its line, which takes whatever stands next for the
 * value of an option: `--log-file --dry-run` would make the change and write a file `--dry-run`.
 */
export function refuseMistypedOptions(root: CommandUnknownOpts): void {
  const parse = root.parseOptions.bind(root);
  root.parseOptions = (words) => parse(checkedWords(root, words));
}

/**
 * True for a word that is no value unless it is attached to its option: `--dry-run`, `-y`. A lone `-` is stdin, and a
 * negative number is a value, of which the option's parser knows whether it is a good one.
 */
export const looksLikeOption = (word: string): boolean =>
  word.length > 1 && word.startsWith('-') && !/^-(\d+|\d*\.\d+)$/.test(word);

/**
 * The words as Commander reads them: it takes `-o=json` for the format `=json`. Throws `CliError` (usage) for the first
 * option that is followed by an option where its value should be, that is a switch with a value, or that begins with a
 * dash of typography.
 */
function checkedWords(root: CommandUnknownOpts, words: readonly string[]): string[] {
  const checked: string[] = [];
  let command = root;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--') return [...checked, ...words.slice(index)];
    refuseTypographicDash(word, root);
    if (!looksLikeOption(word)) {
      checked.push(word);
      command = command.commands.find((child) => child.name() === word) ?? command;
      continue;
    }
    const letters = readLetters(word, (letter) => findOption(letter, command));
    checked.push(...letters.words);
    const known = letters.option ?? findOption(word, command);
    if (!known?.required) {
      refuseValueOfSwitch(known, words[index + 1], command);
      continue;
    }
    if (letters.hasValue) continue;
    index++;
    checked.push(...valueBehind(known, words[index], root));
  }
  return checked;
}

function valueBehind(option: Option, value: string | undefined, root: CommandUnknownOpts): readonly string[] {
  if (value === undefined) return [];
  if (looksLikeOption(value)) throw valueForgotten(option, value, root);
  return [value];
}

function valueForgotten(option: Option, value: string, root: CommandUnknownOpts): Error {
  const name = option.long ?? option.flags;
  const [typed = ''] = value.split('=');
  // What is no option of this program may be a secret, and is not shown.
  const known = isOptionSomewhere(typed, root) || typed === '--' || typed === '--help' || typed === '-h';
  const message = `${name} has no value: ${known ? typed : 'a word with a dash'} is in its place`;
  const attached = `${name}=${known ? typed : '-…'}`;
  return usageError(message, `write ${option.flags}; attach a value that begins with a dash: ${attached}`);
}

/** Dashes that word processors and chats put in the place of `--`, and what follows them. */
const TYPOGRAPHIC = /^[\u2010-\u2015\u2212]+-*([a-z][a-z-]*)/;

/**
 * Refuses a word that is an option but for its dashes, which the command would else take for a user, a name or one word
 * too many. Throws `CliError` (usage).
 */
function refuseTypographicDash(word: string, root: CommandUnknownOpts): void {
  const [, name] = TYPOGRAPHIC.exec(word) ?? [];
  const option = `--${name}`;
  if (name === undefined || !isOptionSomewhere(option, root)) return;
  const message = `the dash before ${name} is a typographic one, not two hyphens`;
  throw usageError(message, didYouMean([option]));
}
