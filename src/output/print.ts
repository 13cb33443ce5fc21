import type { Output } from '../host.ts';
import type { Format } from '../values.ts';
import { csv } from './csv.ts';
import { safeJson } from './safe-text.ts';
import { table } from './table.ts';
import type { View } from './view.ts';

/** The answer of a view in the format asked for; empty when a table has no rows. */
export function render(view: View, format: Format, header: (text: string) => string): string {
  switch (format) {
    case 'json':
      return `${safeJson(view.json, 2)}\n`;
    case 'jsonl':
      return (view.lines ?? [view.json]).map((line) => `${safeJson(line)}\n`).join('');
    case 'csv':
      return csv(view.csv);
    case 'table':
      if (typeof view.table === 'string') return view.table;
      return view.table.rows.length === 0 ? '' : table(view.table, header);
  }
}

/** Writes and waits until it is written. A reader that went away (`| head -1`) is no error. */
export function write(stream: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !('code' in error && error.code === 'EPIPE')) reject(error);
      else resolve();
    });
  });
}
