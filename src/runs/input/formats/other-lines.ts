import { isFormulaError } from '../words/struck-out.ts';
import type { ReaderParts } from './reader-parts.ts';
import { isPerson } from './separators.ts';

// Lines that are no rows.

/** True for a comment, indented or not. */
export const isComment = (line: string): boolean => beginsWithHash(line) && !isFormulaError(line.trimStart());

/** Behind blank cells a `#` without a blank may be a value, such as a ticket's number, of a row without a person. */
const IS_REMARK = /^\s*#+\s/;

/** The cell with which a record begins: the first, else the only other one if it is a remark, as in `| # from HR |`. */
export function beginOf(cells: readonly string[]): string {
  const [first = ''] = cells;
  if (first.trim() !== '') return first;
  const [only = '', ...others] = cells.filter((cell) => cell.trim() !== '');
  // `# Jane <jane@example.com>` would be read as a person.
  if (others.length > 0 || !IS_REMARK.test(only)) return first;
  return isPerson(withoutHash(only)) && !only.trimEnd().endsWith('>') ? first : only;
}

const withoutHash = (text: string): string => text.trimStart().replace(/^#+/, '');

export const COMMENTS_LEFT_OUT = 'lines that begin with # are left out';

/** True where the first character that is no blank is a `#`. */
export const beginsWithHash = (text: string): boolean => text.trimStart().startsWith('#');

/** What is said of a line that is no row, `isFirst` right below the names of the columns; null for any other. */
export function noteOfLine(cells: readonly string[], line: number, isFirst: boolean): string | null {
  const [first = ''] = cells;
  if (isFirst && isExample(first)) return `line ${line} begins with "Example:", and is left out`;
  const mayBeRule = isFirst || first === '' || first.startsWith('-----');
  if (!mayBeRule || !isRule(cells)) return null;
  if (isFirst) return `line ${line} rules off the names of the columns, and is left out`;
  // Fewer stand for a value that is missing.
  return cells.some((cell) => cell.includes('-----')) ? 'lines of dashes are left out' : null;
}

/** True for the line by which a database or a sheet counts the rows before it: `(12 rows)`, `Total: 12`. */
export function countsRows(cells: readonly string[], rows: number): boolean {
  const filled: string[] = [];
  for (const cell of cells) {
    const text = cell.trim();
    // Nearly every row ends here.
    if (text.includes('@') || (text !== '' && filled.push(text) > 2)) return false;
  }
  const text = filled.join(' ').toLowerCase();
  return COUNTS.some((count) => count.test(text)) && /\d+/.exec(text)?.[0] === `${rows}`;
}

/**
 * Makes what tells of a line that counts the `rows` before it, and of those below: they were not counted, and may be
 * whom to ask. It is true of both.
 */
export function countLine({ findings, validator }: Pick<ReaderParts, 'findings' | 'validator'>) {
  let counted = 0;
  return (cells: readonly string[], line: number, rows: number): boolean => {
    if (countsRows(cells, rows)) {
      findings.note(`line ${line} counts the rows, and is left out`);
      counted = line;
    } else if (counted > 0) {
      const words = `line ${counted} counts the rows before it, and this one is below`;
      validator.problem(line, null, `${words}: delete the line that is not meant`);
    }
    return counted > 0;
  };
}

const COUNTS = [
  /^\(\d{1,9} \p{L}{3,10}(?: affected)?\)$/u,
  /^\d{1,9} rows? (?:selected\.?|in set \(\d{1,9}\.\d\d sec\))$/,
  /^(?:(?:grand )?total|count|summe|gesamt|anzahl|totale?|nombre|totaal|aantal|razem|toplam|合計|件数) ?[:：]? ?\d{1,9}$/,
];

/** True for a row that shows how others are written. */
const isExample = (first: string): boolean => /^\s*(?:examples?|beispiel|exemple|esempio)\s?:/i.test(first);

/** True for a line of dashes below the names of the columns, as in `| -- | :-: |` and `|-----+-----|`. */
const isRule = (cells: readonly string[]): boolean =>
  cells.some((cell) => /--|:-|-:/.test(cell)) && cells.every((cell) => /^:?[-+]*:?$/.test(cell.trim()));

/** True where a line without its # would be a row: as wide as the header, with a person in it. */
export function isCommentedRow([first = '', ...others]: readonly string[], width: number): boolean {
  const cells = [withoutHash(first), ...others];
  return cells.length >= width && cells.some(isPerson);
}

/** True for a line with nothing but a pair of quotes: that is how a row is written whose only cell is empty. */
export const isQuotedEmpty = (cells: readonly string[]): boolean => cells.length === 1 && cells[0] === '';
