import { namesUser } from '../input-columns.ts';
import { Unreadable } from '../row.ts';
import type { RowValidator } from '../row-validator.ts';
import { CsvRows } from './csv-rows.ts';
import { JsonRows, ListRows } from './line-rows.ts';
import { type Block, type Line, linesOf } from './text-blocks.ts';

/** Reads the rows of one format, block by block, and hands them to a validator. */
export interface Reader {
  read(block: Block): Promise<void>;
  end(): Promise<void>;
}

/**
 * What the first line that is not blank says about the rest: undefined as long as there is none. Throws
 * `Unreadable` for other kinds of files.
 */
export function detectFormat(block: Block, validator: RowValidator): Reader | undefined {
  for (const { line, text } of linesOf(block)) {
    const first = text.trim();
    if (first !== '') return readerFor({ line, text: first }, block, validator);
  }
  return undefined;
}

function readerFor({ line, text }: Line, block: Block, validator: RowValidator): Reader {
  if (text.startsWith('{')) return new JsonRows(validator);
  if (text.startsWith('[')) {
    throw new Unreadable(line, 'begins like a JSON array: JSON Lines are wanted, one object a line');
  }
  // Within quotes a CR may stand in a name.
  if (text.includes('\r') && !text.includes('"')) {
    throw new Unreadable(line, 'lines end in a bare CR: save the file with LF or CRLF line endings');
  }
  const separators = otherSeparators(text);
  if (separators) {
    throw new Unreadable(
      line,
      `columns are separated by ${separators}, commas are wanted: save the file as comma-separated CSV`,
    );
  }
  // Ids hold neither, so a list does not begin with such a line.
  const isCsv = /[,"]/.test(text) || namesUser(text);
  return isCsv ? new CsvRows(validator, block.line) : new ListRows(validator);
}

const SEPARATORS = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
] as const;

/** What separates the names in a header, in words; undefined for commas or nothing at all. */
function otherSeparators(header: string): string | undefined {
  const isSeparator = (mark: string) =>
    header.split(mark).some((name) => namesUser(name.trim().replace(/^"(.*)"$/, '$1')));
  if (isSeparator(',')) return undefined;
  return SEPARATORS.find(
    ([mark]) => header.includes(mark) && (isSeparator(mark) || !/[,"]/.test(header)),
  )?.[1];
}
