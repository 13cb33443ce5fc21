import { type Difference, KINDS, type Kind } from '../../../roster/difference.ts';
import { wordsOf } from '../../../validation/choices.ts';
import type { UserLimit } from '../../../validation/numbers.ts';
import type { ReadingFlags } from '../change/reading-flags.ts';

export interface DiffOptions extends ReadingFlags {
  readonly org?: string | undefined;
  readonly roster?: string | undefined;
  readonly only?: DifferenceChoice | undefined;
  readonly max?: UserLimit | undefined;
  readonly protect?: string | undefined;
  readonly exitCode?: true | undefined;
}

export interface DifferenceChoice {
  /** Empty for every kind. */
  readonly kinds: ReadonlySet<Kind>;
  /** True where protected people are wanted too, in every format. */
  readonly withProtected: boolean;
}

export const DIFFERENCE_WORDS = [...KINDS, 'protected'] as const;

/** `orphan,leaver`: kinds with commas between them; `protected` adds who is protected. */
export function differenceChoice(text: string): DifferenceChoice {
  const words = new Set(wordsOf('a kind of difference', DIFFERENCE_WORDS, text));
  return { kinds: new Set(KINDS.filter((kind) => words.has(kind))), withProtected: words.has('protected') };
}

/** True for a difference that the call wants. Who is protected is in a list for another command only when asked for. */
export function isWanted(
  { kind, protected: isProtected }: Pick<Difference, 'kind' | 'protected'>,
  { kinds, withProtected }: DifferenceChoice,
  isList: boolean,
): boolean {
  if (kinds.size === 0 && withProtected) return isProtected;
  if (kinds.size > 0 && !kinds.has(kind)) return false;
  return !isProtected || withProtected || !isList;
}

export const ALL_DIFFERENCES: DifferenceChoice = { kinds: new Set(), withProtected: false };
