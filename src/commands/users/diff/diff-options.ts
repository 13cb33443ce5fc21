import { idIn, type RecordShape } from '../../../output/selection/record-shape.ts';
import { DIFFERENCE_FIELDS, type Difference, KINDS, type Kind } from '../../../roster/difference.ts';
import { wordsOf } from '../../../validation/choices.ts';
import { userId } from '../../../validation/ids.ts';
import type { UserLimit } from '../../../validation/numbers.ts';
import { isObject } from '../../../validation/objects.ts';
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

/** The kinds of a list of ids where the call does not name one: who must go. */
const WHO_MUST_GO: readonly Kind[] = ['orphan', 'leaver'];

/** A difference as JSON has it. A list of ids has who must go, or the one kind that is chosen; none is ambiguous. */
export function differenceShape(choice: DifferenceChoice | undefined): RecordShape {
  const chosen = [...(choice?.kinds ?? [])];
  const listed = chosen.length === 1 ? chosen.filter((kind) => kind !== 'ambiguous') : WHO_MUST_GO;
  return {
    idOf: idIn(userId, 'user_id'),
    isListed: (record) => isObject(record) && listed.some((kind) => kind === record['kind']),
    fields: [...DIFFERENCE_FIELDS, 'roster.*'],
    headings: { user: 'user_id', name: 'full_name' },
  };
}
