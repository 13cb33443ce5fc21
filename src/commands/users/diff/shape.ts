import { idIn, type RecordShape } from '../../../output/selection/record-shape.ts';
import { DIFFERENCE_FIELDS, type Kind } from '../../../roster/difference.ts';
import { userId } from '../../../validation/ids.ts';
import { isObject } from '../../../validation/objects.ts';
import type { DifferenceChoice } from './diff-options.ts';

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
