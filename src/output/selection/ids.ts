import type { IdsView, View } from '../view.ts';
import type { RecordShape } from './record-shape.ts';

/** How many ids are kept in one text: a text for each would take three times the memory. */
const IDS_IN_A_TEXT = 1000;

/**
 * The view with the ids of its records alone. Reads all of them first: a list that is cut short reaches no pipe, where
 * the next command would take it for the whole one. Records without an id are an error, and then none is listed; unless
 * the answer is an error already, of which they are part. `missingIds`: the error for so many records.
 * See docs/decisions/2026-11-26-ids-when-all-are-known.md.
 */
export async function idsView(
  view: View,
  shape: RecordShape,
  missingIds: (count: number) => Error,
): Promise<IdsView> {
  const { ids, without } = await collectIds(view, shape);
  const { before, notes, warnings = [], failures, error } = view;
  const missing = without === 0 ? null : missingIds(without);
  return {
    ids: missing !== null && error === undefined ? [] : ids,
    ...(before && { before }),
    ...(notes && { notes }),
    ...(failures && { failures }),
    warnings: missing === null || error === undefined ? warnings : [...warnings, missing.message],
    ...((error !== undefined || missing !== null) && { error: error ?? missing }),
  };
}

/** The ids of all records, many lines in a text, and the number of records without one. */
async function collectIds(view: View, { idOf = noId, isListed = () => true }: RecordShape) {
  const ids: string[] = [];
  let lines: string[] = [];
  let without = 0;
  const join = () => {
    if (lines.length > 0) ids.push(`${lines.join('\n')}\n`);
    lines = [];
  };
  for await (const record of recordsOf(view)) {
    if (!isListed(record)) continue;
    const id = idOf(record);
    if (id === null) without += 1;
    else if (lines.push(id) === IDS_IN_A_TEXT) join();
  }
  join();
  return { ids, without };
}

const noId = () => null;

async function* recordsOf(view: View): AsyncGenerator<unknown> {
  if ('records' in view) yield* view.records.each();
  else if ('json' in view) yield* view.lines ?? [view.json];
}
