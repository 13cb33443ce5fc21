import { isPlainJson } from '../text/json.ts';
import { type Format, isJsonFormat } from '../validation/choices.ts';
import { renderCsv } from './csv.ts';
import { breakCommands } from './safe/ci-log.ts';
import { rawAnswer } from './safe/raw.ts';
import { escapeJson, removeHidden, safeJson } from './safe/safe-text.ts';
import { type ColourHeader, type TableRenderer, wideTable } from './tables/table.ts';
import type { Destination, Grid, LongView, Records, ShortView, Stream, Table, View } from './view.ts';

/** Renders a view in the requested format, piece by piece. */
export async function* render(
  view: View,
  format: Format,
  header: ColourHeader,
  to: Destination,
): AsyncGenerator<string | Uint8Array> {
  if ('raw' in view) yield rawAnswer(view.raw, to);
  else if ('ids' in view) for (const text of view.ids) yield redactOutput(text, false, to);
  else
    for await (const text of texts(view, format, header, to))
      yield redactOutput(text, isJsonFormat(format), to);
}

async function* texts(
  view: ShortView | LongView,
  format: Format,
  header: ColourHeader,
  { terminal, width }: Destination,
): AsyncGenerator<string> {
  const toTable = await tableRenderer(header, width);
  if ('records' in view) yield* renderRecords(view.records, format, toTable, terminal);
  else yield renderShort(view, format, toTable, terminal);
}

/** `width`: columns of the terminal; Infinity where none shows the table. */
async function tableRenderer(header: ColourHeader, width: number): Promise<TableRenderer> {
  if (width === Infinity) return wideTable(header);
  const { terminalTable } = await import('./tables/terminal-table.ts');
  return terminalTable(header, width);
}

type OutputRedaction = Pick<Destination, 'log' | 'secrets'>;

/** The last step before a text leaves. Secrets first: a command of a CI log may lie within one. */
function redactOutput(text: string, json: boolean, { log, secrets }: OutputRedaction): string {
  const clean = json ? secrets.redactJson(text) : secrets.redact(text);
  return log ? breakCommands(clean, json) : clean;
}

// Small, so that programs that read the output get it early; it also sets how many rows share the widths of a table.
const GROUP_SIZE = 100;
const TABLE_GROUP_SIZE = 1000;

function renderRecords<R>(
  records: Records<R>,
  format: Format,
  toTable: TableRenderer,
  terminal: boolean,
): AsyncGenerator<string> {
  switch (format) {
    case 'json':
      return renderJson(records);
    case 'jsonl':
      return renderLines(records);
    case 'csv':
      return renderGrid(records, terminal);
    case 'ids': // By now it is made of the records; no records have a page of Markdown.
    case 'markdown':
    case 'table':
      return renderTable(records, toTable);
  }
}

async function* renderLines<R>(records: Records<R>): AsyncGenerator<string> {
  const { json: shown = unchanged } = records;
  for await (const piece of groupRecords(records.rest?.() ?? records.each()))
    yield piece.map((record) => jsonLine(shown(record))).join('');
}

async function* renderGrid<R>(records: Records<R>, terminal: boolean): AsyncGenerator<string> {
  let first = true;
  for await (const piece of groupRecords(records.each())) {
    yield csvText(records.csv(piece), terminal, first);
    first = false;
  }
  if (first) yield csvText(records.csv([]), terminal);
}

/**
 * Cells wait as bytes for those whose widths they share: as texts they would outlive the young generation of the
 * garbage collector, and the heap would grow by half.
 */
async function* renderTable<R>(records: Records<R>, toTable: TableRenderer): AsyncGenerator<string> {
  let shape: Omit<Table, 'rows'> | null = null;
  const packed = async function* () {
    for await (const piece of groupRecords(records.each())) {
      const { rows, ...rest } = records.table(piece);
      shape = rest;
      yield Buffer.from(JSON.stringify(rows));
    }
  };
  for await (const waiting of groupRecords(packed(), TABLE_GROUP_SIZE / GROUP_SIZE)) {
    const rows = waiting.flatMap((bytes): Table['rows'] => JSON.parse(bytes.toString()));
    yield* toTable({ ...(shape ?? { columns: [] }), rows });
  }
  if (shape !== null && records.below) yield `\n${removeHidden(records.below)}`;
}

async function* renderJson<R>({ within, each, json: shown = unchanged }: Records<R>): AsyncGenerator<string> {
  const [before, indent, after] = within ? listFrame(within) : ['[', '  ', ']\n'];
  let first = true;
  for await (const piece of groupRecords(each())) {
    const lines = piece.map((record) => `\n${indent}${safeJson(shown(record))}`).join(',');
    // Prints the head together with the first record, so that a call that fails at once prints nothing.
    yield `${first ? before : ','}${lines}`;
    first = false;
  }
  yield first ? `${before}${after.trimStart()}` : `\n${after}`;
}

/** The JSON before a list within an object, the indentation of its records, and the JSON after it. */
function listFrame({ head, list }: NonNullable<Records<unknown>['within']>): [string, string, string] {
  const fields = Object.entries(head).map(([name, value]) => `  ${safeJson(name)}: ${indentJson(value)},\n`);
  return [`{\n${fields.join('')}  ${safeJson(list)}: [`, '    ', '  ]\n}\n'];
}

const unchanged = (record: unknown) => record;

const jsonLine = (record: unknown): string => `${safeJson(record)}\n`;

/** Records that are already lines of JSON, written by this program. */
export function jsonLines(lines: readonly string[], { log, secrets }: OutputRedaction): string {
  const text = `${lines.join('\n')}\n`;
  const clean = secrets.redactWritten(isPlainJson(text) ? text : escapeJson(text));
  return log ? breakCommands(clean, true) : clean;
}

/** Cells of the user's input stay unchanged, except what a terminal would obey. */
function csvText(grid: Grid, terminal: boolean, withHeader = true): string {
  const text = renderCsv(grid, withHeader);
  return terminal ? removeHidden(text) : text;
}

const indentJson = (value: unknown) => safeJson(value, 2).replaceAll('\n', '\n  ');

/** Groups of this size. The last may be smaller, also before a failure, so that all that came is printed. */
async function* groupRecords<R>(records: Stream<R>, size = GROUP_SIZE): AsyncGenerator<R[]> {
  let piece: R[] = [];
  try {
    for await (const record of records) {
      piece.push(record);
      if (piece.length < size) continue;
      yield piece;
      piece = [];
    }
  } catch (error) {
    if (piece.length > 0) yield piece;
    throw error;
  }
  if (piece.length > 0) yield piece;
}

function renderShort(view: ShortView, format: Format, toTable: TableRenderer, terminal: boolean): string {
  switch (format) {
    case 'json':
      return `${safeJson(view.json, 2)}\n`;
    case 'jsonl':
      return (view.lines ?? [view.json]).map(jsonLine).join('');
    case 'csv':
      return csvText(view.csv, terminal);
    case 'markdown':
      return removeHidden(view.markdown ?? '');
    case 'ids': // A view of ids has been made of it before.
    case 'table':
      if (typeof view.table === 'string') return removeHidden(view.table);
      if (view.table.rows.length === 0) return '';
      return `${toTable(view.table).join('')}${view.below ? `\n${removeHidden(view.below)}` : ''}`;
  }
}
