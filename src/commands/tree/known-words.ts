import { OUTCOMES } from '../../results/record.ts';
import { FORMATS } from '../../validation/choices.ts';
import { METHODS } from '../api.ts';
import { DIFFERENCE_WORDS } from '../users/diff/diff-options.ts';

export interface KnownWords {
  readonly words: readonly string[];
  /** True where a value is a list of them, with commas between. */
  readonly isList: boolean;
}

/** What the values of some options and arguments can be, where Commander is not told. */
const WORDS: Readonly<Record<string, KnownWords>> = {
  '--output': { words: FORMATS, isList: false },
  '--outcome': { words: OUTCOMES, isList: true },
  '--only': { words: DIFFERENCE_WORDS, isList: true },
  method: { words: METHODS, isList: false },
};

/** The words that a value of an option (`--output`) or an argument (`method`) can be; null where they are not known. */
export const wordsFor = (name: string): KnownWords | null => WORDS[name] ?? null;
