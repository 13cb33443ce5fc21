import { CliError, usageError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import type { RecordShape } from '../../output/selection/record-shape.ts';
import type { View } from '../../output/view.ts';
import { type Format, STORED_FORMATS } from '../../validation/choices.ts';
import { isObject } from '../../validation/objects.ts';

/** What of an answer is wanted. */
interface Wanted {
  readonly format: Format;
  /** What the command's records hold; absent for a command without any. */
  readonly records?: RecordShape | undefined;
}

/** Refuses what the answer of a command cannot give, before anything is sent. Throws `CliError` (usage). */
export function refuseImpossible({ format, records }: Wanted): void {
  if (format !== 'ids' || records?.idOf) return;
  throw usageError(
    'this command lists nothing that has an id, so there is no --output ids of it',
    `it has --output ${STORED_FORMATS.join(', ')}`,
  );
}

/** The part of an answer that is wanted. */
export async function wantedPart(view: View, { format, records }: Wanted): Promise<View> {
  if (format !== 'ids' || !records?.idOf) return view;
  const { idsView } = await import('../../output/selection/ids.ts');
  return idsView(view, records, (count) => {
    const message = `${count === 1 ? '1 record has' : `${count} records have`} no id that could be one`;
    return new CliError('NO_ID', EXIT.refused, message, whereToLook(view));
  });
}

/** A change is not to be made once more only to see its answer. */
function whereToLook(view: View): string {
  if ('again' in view && view.again !== undefined) return `the change is made; look: ${view.again} --json`;
  if ('json' in view && isObject(view.json) && 'outcome' in view.json) {
    return 'the change is made; look: `aitronos users list --search <text>`';
  }
  return '`-o json` shows what there is';
}
