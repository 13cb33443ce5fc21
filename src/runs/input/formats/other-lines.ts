import { isErrorValue, isPerson } from './separators.ts';

// Lines that are no rows.

/** True for a comment, indented or not. */
export const isComment = (line: string): boolean => beginsWithHash(line) && !isErrorValue(line);

/** What is said where comments are passed over. */
export const COMMENTS_LEFT_OUT = 'lines that begin with # are left out';

/** True where the first character that is no blank is a `#`. */
export const beginsWithHash = (text: string): boolean => text.trimStart().startsWith('#');

/** True for a row that shows how others are written. */
export const isExample = (first: string): boolean =>
  /^\s*(?:examples?|beispiel|exemple|esempio)\s?:/i.test(first);

/** True for a line of dashes below the names of the columns, as in `| --- | :-: |`. */
export const isRule = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.includes('---')) && cells.every((cell) => /^:?-*:?$/.test(cell.trim()));

/** True where a line without its # would be a row: as wide as the header, with a person in it. */
export function isCommentedRow([first = '', ...others]: readonly string[], width: number): boolean {
  const cells = [first.trimStart().replace(/^#+/, ''), ...others];
  return cells.length >= width && cells.some(isPerson);
}
