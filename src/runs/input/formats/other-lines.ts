import { isPerson } from './separators.ts';

// Lines below the names of the columns that are no rows.

/** True for a row that shows how others are written. */
export const isExample = (first: string): boolean =>
  /^\s*(?:examples?|beispiel|exemple|esempio)\s?:/i.test(first);

/** True for a line of dashes below the names of the columns, as in `| --- | :-: |`. */
export const isRule = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.includes('---')) && cells.every((cell) => /^:?-*:?$/.test(cell.trim()));

/** True where a line without its # would be a row: as wide as the header, with a person in it. */
export function isCommentedRow([first = '', ...others]: readonly string[], width: number): boolean {
  const cells = [first.replace(/^#+/, ''), ...others];
  return cells.length >= width && cells.some(isPerson);
}
