import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { usageError } from '../../errors/cli-errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import { writeAlone } from './value-of-switch.ts';

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
export function readLetters(word: string, find: (name: string) => Option | undefined): Letters {
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
