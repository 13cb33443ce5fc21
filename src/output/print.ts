import type { Format } from '../values.ts';
import { csv } from './csv.ts';
import { safeJson } from './safe-text.ts';
import { table } from './table.ts';
import type { Records, ShortView, View } from './view.ts';

type Header = (text: string) => string;

/** The answer of a view in the format asked for, piece by piece. */
export async function* render(view: View, format: Format, header: Header): AsyncGenerator<string> {
  if ('records' in view) yield* renderRecords(view.records, format, header);
  else yield renderShort(view, format, header);
}

const PIECE = 1000;

async function* renderRecords<R>(
  records: Records<R>,
  format: Format,
  header: Header,
): AsyncGenerator<string> {
  if (format === 'json') {
    yield* renderJson(records);
    return;
  }
  let first = true;
  for await (const piece of pieces(format === 'jsonl' ? records.rest() : records.each())) {
    if (format === 'jsonl') yield piece.map(jsonLine).join('');
    else if (format === 'csv') yield csv(records.csv(piece), first);
    else yield table(records.table(piece), first ? header : null);
    first = false;
  }
}

async function* renderJson<R>({ head, list, each }: Records<R>): AsyncGenerator<string> {
  const fields = Object.entries(head).map(([name, value]) => `  ${safeJson(name)}: ${indented(value)},\n`);
  yield `{\n${fields.join('')}  ${safeJson(list)}: [`;
  let first = true;
  for await (const piece of pieces(each())) {
    yield piece
      .map((record, index) => `${first && index === 0 ? '' : ','}\n    ${safeJson(record)}`)
      .join('');
    first = false;
  }
  yield '\n  ]\n}\n';
}

/** One record as one line. */
export const jsonLine = (record: unknown): string => `${safeJson(record)}\n`;

const indented = (value: unknown) => safeJson(value, 2).replaceAll('\n', '\n  ');

async function* pieces<R>(records: AsyncIterable<R>): AsyncGenerator<R[]> {
  let piece: R[] = [];
  for await (const record of records) {
    piece.push(record);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

function renderShort(view: ShortView, format: Format, header: Header): string {
  switch (format) {
    case 'json':
      return `${safeJson(view.json, 2)}\n`;
    case 'jsonl':
      return (view.lines ?? [view.json]).map(jsonLine).join('');
    case 'csv':
      return csv(view.csv);
    case 'table':
      if (typeof view.table === 'string') return view.table;
      return view.table.rows.length === 0 ? '' : table(view.table, header);
  }
}
