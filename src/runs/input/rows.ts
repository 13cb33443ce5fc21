import { namesUser } from './columns.ts';
import { CsvRows } from './csv-rows.ts';
import { JsonRows, ListRows } from './line-rows.ts';
import { type Keep, type RowsOptions, type RowsRead, Unreadable } from './row.ts';
import { RowValidator } from './row-validator.ts';
import { type Block, type Line, linesOf, textBlocks } from './text-blocks.ts';

export { invitationRows } from './invitation-rows.ts';
export type { Keep, Row, RowProblem, RowSchema, RowsOptions, RowsRead, Says } from './row.ts';
export { RowValidator } from './row-validator.ts';
export { userRows } from './user-rows.ts';

interface Reader {
  read(block: Block): Promise<void>;
  end(): Promise<void>;
}

/**
 * The bytes of a file (CSV with a header, JSON Lines or a bare list of ids; UTF-8) -> checked rows, as they are read.
 * `keep` gets each good row in order, until the first problem; checking goes on to the end. What is wrong with the input
 * comes back as problems; what the source or `keep` throws is thrown on.
 */
export async function readRows(
  source: AsyncIterable<Uint8Array>,
  options: RowsOptions,
  keep: Keep,
): Promise<RowsRead> {
  const check = new RowValidator(options, keep);
  try {
    await readBlocks(
      textBlocks(source, (line, message) => check.problem(line, null, message)),
      check,
    );
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    check.problem(error.line, error.column, error.message);
  }
  return check.finish();
}

/** What stands on the command line -> checked rows, by the same rules as a bare list; problems have no line. */
export async function rowsOfArguments(
  words: readonly string[],
  options: RowsOptions,
  keep: Keep,
): Promise<RowsRead> {
  const check = new RowValidator(options, keep);
  const columns = check.columns([options.form.who[0]]);
  for (const word of words) await check.row({ line: null, columns, cells: [word] });
  return check.finish();
}

async function readBlocks(blocks: AsyncIterable<Block>, check: RowValidator): Promise<void> {
  let reader: Reader | undefined;
  for await (const block of blocks) {
    reader ??= recognise(block, check);
    await reader?.read(block);
  }
  await reader?.end();
}

/** What the first line that is not blank says about the rest; undefined as long as there is none. */
function recognise(block: Block, check: RowValidator): Reader | undefined {
  for (const { line, text } of linesOf(block)) {
    const first = text.trim();
    if (first !== '') return readerFor({ line, text: first }, block, check);
  }
  return undefined;
}

function readerFor({ line, text }: Line, block: Block, check: RowValidator): Reader {
  if (text.startsWith('{')) return new JsonRows(check);
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
  return isCsv ? new CsvRows(check, block.line) : new ListRows(check);
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
