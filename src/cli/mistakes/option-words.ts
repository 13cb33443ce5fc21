import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { usageError } from '../../errors/cli-errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import { findOption } from './unknown-option.ts';
import { refuseValueOfSwitch, writeAlone } from './value-of-switch.ts';

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
 * dash of typography, and for `-v` with more than a noun.
 */
function checkedWords(root: CommandUnknownOpts, words: readonly string[]): string[] {
  const checked: string[] = [];
  let command = root;
  let isNoun = true;
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  for (let index = 0; index < end; index++) {
    const word = words[index] ?? '';
    refuseTypographicDash(word, root);
    if (!looksLikeOption(word)) {
      checked.push(word);
      const child = command.commands.find((one) => one.name() === word);
      isNoun = child !== undefined && child.commands.length > 0;
      command = child ?? command;
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
  if (!isNoun && checked.includes('-v')) throw verbose();
  return [...checked, ...words.slice(end)];
}

/** With a command, `-v` is verbose to other tools; the version and exit 0 would say that the command did its work. */
const verbose = (): Error =>
  usageError("unknown option '-v'", 'did you mean --debug? `aitronos --version` prints the version');

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

type Option = CommandUnknownOpts['options'][number];

/** What a word says whose options are letters behind one dash. */
interface Letters {
  /** The word as Commander reads it: `-o=json` is the format `=json` to it, and in `-yq` it knows one letter only. */
  readonly words: readonly string[];
  /** The option that has a value, or the only one; undefined where the word is none of letters. */
  readonly option: Option | undefined;
  /** True where the value stands in the word itself: `-ojson`. */
  readonly hasValue: boolean;
}

/**
 * Reads a word such as `-q`, `-qo` or `-o=json`. `find`: the option of a name that the command takes. Throws `CliError`
 * (usage) for a switch with a value, `-q=true`, and for a long option behind one dash, `-quiet`, of which Commander
 * would tell the rest only: `-=true`, `-uiet`.
 */
function readLetters(word: string, find: (name: string) => Option | undefined): Letters {
  const none: Letters = { words: [word], option: undefined, hasValue: false };
  if (!/^-[^-]/.test(word)) return none;
  refuseSingleDash(word, find);
  const words: string[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const option = find(`-${letter}`);
    if (option === undefined) return { ...none, words: [...words, unknownRest(word, at)] };
    const value = word.slice(at + 1);
    const bare = value.length > 1 ? value.replace(/^=/, '') : value;
    words.push(`-${letter}${option.required ? bare : ''}`);
    if (option.required) return { words, option, hasValue: value !== '' };
  }
  return { ...none, words, option: find(word) };
}

/**
 * The word from an unknown letter on, without the known ones before it, which Commander would take for unknown where
 * they are of every command. Throws `CliError` (usage) where it is no letter, but the value of a switch.
 */
function unknownRest(word: string, at: number): string {
  const letter = word[at] ?? '';
  if (at > 1 && !/[a-z]/i.test(letter)) throw switchWithValue(word.slice(0, at), letter);
  return `-${word.slice(at)}`;
}

/** The value may be a secret, and is not shown. */
function switchWithValue(letters: string, next: string): Error {
  const shown = `${letters}${next === '=' ? '=' : ''}…`;
  return usageError(`unknown option '${shown}'`, writeAlone(`-${letters.at(-1)}`));
}

function refuseSingleDash(word: string, find: (name: string) => Option | undefined): void {
  const [name = ''] = word.split('=');
  const long = name.length > 2 ? find(`-${name}`)?.long : undefined;
  if (long !== undefined) throw usageError(`unknown option '${name}'`, didYouMean([long]));
}

/** True for an option that some verb takes. */
export function isOptionSomewhere(option: string, command: CommandUnknownOpts): boolean {
  const [long] = option.split('=');
  return (
    command.options.some((known) => known.long === long || known.short === long) ||
    command.commands.some((child) => isOptionSomewhere(option, child))
  );
}
