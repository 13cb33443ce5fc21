import type { UserLimit } from '../../../validation/numbers.ts';
import type { ReadingFlags } from '../change/reading-flags.ts';
import type { DifferenceChoice } from './choice.ts';

/** The options of `users diff`. */
export interface DiffOptions extends ReadingFlags {
  readonly org?: string | undefined;
  readonly roster?: string | undefined;
  readonly only?: DifferenceChoice | undefined;
  readonly max?: UserLimit | undefined;
  readonly protect?: string | undefined;
  readonly exitCode?: true | undefined;
}
