import { fieldOf } from '../columns/field-names.ts';
import { Unreadable } from '../row.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import { CsvRows } from './csv-rows.ts';
import { JsonRows, ListRows } from './line-rows.ts';
import { type Block, type Line, linesOf } from './text-blocks.ts';

/** Reads rows of one format, block by block, and passes them to a validator. */
export interface Reader {
  read(block: Block): Promise<void>;
  end(): Promise<void>;
}

/**
 * Chooses the reader by the first line that is not blank: undefined while there is none. Throws `Unreadable`
 * for other kinds of files.
 */
export function detectFormat(block: Block, validator: RowValidator, table: TableRows): Reader | undefined {
  for (const { line, text } of linesOf(block)) {
    const first = text.trim();
    if (first !== '') return readerFor({ line, text: first }, block, validator, table);
  }
  return undefined;
}

function readerFor({ line, text }: Line, block: Block, validator: RowValidator, table: TableRows): Reader {
  if (text.startsWith('{')) return new JsonRows(validator, table);
  if (text.startsWith('[')) {
    throw new Unreadable(line, 'begins like a JSON array: JSON Lines are wanted, one object a line');
  }
  // A CR within quotes may be part of a name.
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
  // User ids contain neither, so such a line does not begin a list.
  const isCsv = /[,"]/.test(text) || identifiesUser(text);
  return isCsv ? new CsvRows(validator, table, block.line) : new ListRows(table);
}

const SEPARATORS = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
] as const;

/** The separator of a header in words; undefined for commas or none. */
function otherSeparators(header: string): string | undefined {
  const isSeparator = (mark: string) =>
    header.split(mark).some((name) => identifiesUser(name.trim().replace(/^"(.*)"$/, '$1')));
  if (isSeparator(',')) return undefined;
  return SEPARATORS.find(
    ([mark]) => header.includes(mark) && (isSeparator(mark) || !/[,"]/.test(header)),
  )?.[1];
}

/** True for the name of a column that identifies users. */
const identifiesUser = (name: string): boolean => ['user_id', 'email'].includes(fieldOf(name) ?? '');
