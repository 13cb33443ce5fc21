import {
  type IdsView,
  mayCut,
  type Records,
  type ShortView,
  type Stream,
  type TableColumn,
  toCell,
  type View,
} from '../view.ts';
import { chooseFields, hasField, valueAt } from './chosen-fields.ts';
import { isDocumented, type RecordShape } from './record-shape.ts';

/** So many records are looked through for fields that are not documented; a page of the API has no more. */
const LOOKED_THROUGH = 100;

/** The fields that are wanted, in their order, and what records hold. */
export interface FieldChoice {
  readonly names: readonly string[];
  readonly shape: RecordShape;
  readonly unknown: (names: readonly string[]) => Error;
}

/**
 * The same view with these fields of its records alone, in every format. A field that is not documented is there when
 * one of the first records has it; otherwise the `unknown` error is thrown, before anything is printed.
 */
export function fieldsView(view: View, choice: FieldChoice): View {
  if ('records' in view) return { ...view, records: chosenRecords(view.records, choice) };
  return 'json' in view ? chosenShort(view, choice) : view;
}

function chosenShort({ below: _, ...view }: ShortView, choice: FieldChoice): ShortView {
  const { json, lines, table } = view;
  const records = lines ?? (Array.isArray(json) ? json : [json]);
  refuseMissing(records, choice);
  return {
    ...view,
    json: Array.isArray(json)
      ? json.map((one) => withChildren(one, choice))
      : chooseFields(json, choice.names),
    ...(lines && { lines: lines.map((one) => chooseFields(one, choice.names)) }),
    csv: { columns: choice.names, rows: rowsOf(records, choice) },
    // No table at all is that of a call that failed.
    table: table === '' ? '' : tableOf(records, choice),
  };
}

/** A record with the records below it, which have the same fields. */
function withChildren(record: unknown, choice: FieldChoice): unknown {
  const { children } = choice.shape;
  const below = children === undefined ? null : valueAt(record, children);
  const chosen = chooseFields(record, choice.names);
  if (children === undefined || !Array.isArray(below) || typeof chosen !== 'object') return chosen;
  return { ...chosen, [children]: below.map((one) => withChildren(one, choice)) };
}

function chosenRecords({ below: _, ...records }: Records<unknown>, choice: FieldChoice): Records<unknown> {
  const { json: shown = (record: unknown) => record } = records;
  const looked = (source: () => Stream<unknown>) => () => lookThrough(source(), shown, choice);
  return {
    ...records,
    each: looked(records.each),
    ...(records.rest && { rest: looked(records.rest) }),
    json: (record) => chooseFields(shown(record), choice.names),
    csv: (page) => ({ columns: choice.names, rows: rowsOf(page.map(shown), choice) }),
    table: (page) => tableOf(page.map(shown), choice),
  };
}

/** The same records; the first of them, as they are shown, are looked through before any of them is given. */
async function* lookThrough(
  source: Stream<unknown>,
  shown: (record: unknown) => unknown,
  choice: FieldChoice,
): AsyncGenerator<unknown> {
  if (undocumented(choice).length === 0) {
    yield* source;
    return;
  }
  let held: unknown[] | null = [];
  for await (const record of source) {
    if (held === null) {
      yield record;
      continue;
    }
    held.push(record);
    if (held.length < LOOKED_THROUGH) continue;
    refuseMissing(held.map(shown), choice);
    yield* held;
    held = null;
  }
  if (held === null) return;
  refuseMissing(held.map(shown), choice);
  yield* held;
}

const undocumented = ({ names, shape }: FieldChoice) => names.filter((name) => !isDocumented(shape, name));

/** Of no records at all nothing can be said: a list that is empty today is no mistake. */
function refuseMissing(records: readonly unknown[], choice: FieldChoice): void {
  if (records.length === 0) return;
  const missing = undocumented(choice).filter((name) => !records.some((record) => hasField(record, name)));
  if (missing.length > 0) throw choice.unknown(missing);
}

const rowsOf = (records: readonly unknown[], { names }: FieldChoice, shown = valueAt) =>
  records.map((record) => names.map((name) => toCell(shown(record, name))));

/** Of an object that has a name, as a role, a table says that alone; the other formats have all of it. */
const tableOf = (records: readonly unknown[], choice: FieldChoice) => ({
  columns: choice.names.map(columnOf),
  rows: rowsOf(records, choice, (record, name) => {
    const inner = `${name}.name`;
    return (choice.shape.fields.includes(inner) && valueAt(record, inner)) || valueAt(record, name);
  }),
});

/** `user_id` is `USER ID`; ids stay whole at a terminal. */
function columnOf(name: string): TableColumn {
  const header = name.replaceAll('_', ' ').toUpperCase();
  return /(?:^|[._])ids?$/.test(name) ? header : mayCut(header);
}

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
