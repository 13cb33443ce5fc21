import { type Item, itemLines } from '../../cli/help/items.ts';
import { wrapWords } from '../../cli/help/wrap.ts';
import { type Cell, listView, type ShortView } from '../../output/view.ts';

/** A topic of help: rows with the same columns in every format and, for readers, one list that fits the terminal. */
export function topicView<K extends string, R extends Readonly<Record<K, Cell>>>(
  columns: readonly K[],
  rows: readonly R[],
  { about, itemOf, width }: TopicPage<R>,
): ShortView {
  // What is not there is null, as in `commands --json`.
  const cells = rows.map((row) => {
    const own: Record<K, Cell> = { ...row };
    for (const name of columns) own[name] = row[name] === '' ? null : row[name];
    return own;
  });
  const view = listView(columns, cells);
  // Terms such as options begin with dashes; a CSV cell must not escape them as formulas.
  const csv = { ...view.csv, verbatim: columns.length };
  const lines = [...wrapWords(about, width), '', ...itemLines(rows.map(itemOf), width)];
  return { ...view, csv, table: `${lines.join('\n')}\n` };
}

/** How a topic looks to readers: what it is about, a row as an item of its list, and the columns of the page. */
interface TopicPage<R> {
  readonly about: string;
  readonly itemOf: (row: R) => Item;
  readonly width: number;
}

/** The words that are there, in brackets; nothing for none. */
export function inBrackets(...words: readonly string[]): string {
  const given = words.filter((word) => word !== '');
  return given.length === 0 ? '' : ` (${given.join('; ')})`;
}
