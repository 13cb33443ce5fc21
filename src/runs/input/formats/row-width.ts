import { counted } from '../../../text/counted.ts';
import { joinTypographic } from '../cells/quotes.ts';

const SEPARATORS = [';', '\t', '|', ','];

/** Makes a row as wide as the header; returns what is wrong with one that has too many cells, null for nothing. */
export function fitRow(cells: string[], width: number, delimiter: string): string | null {
  const [only = ''] = cells;
  const other = SEPARATORS.find((mark) => mark !== delimiter && only.split(mark).length === width);
  if (cells.length === 1 && width > 1 && other !== undefined) {
    return `the cells of this row are separated by ${JSON.stringify(other)}, those of the header by ${JSON.stringify(delimiter)}: use the same in both`;
  }
  if (cells.length > width) cells.splice(0, cells.length, ...joinTypographic(cells, delimiter));
  while (cells.length > width && cells.at(-1)?.trim() === '') cells.pop();
  while (cells.length < width) cells.push('');
  return cells.length === width ? null : tooWide(cells.length, width, delimiter);
}

function tooWide(cells: number, columns: number, delimiter: string): string {
  const mark = delimiter === ',' ? 'a comma' : JSON.stringify(delimiter);
  return `${counted(cells, 'cell')}, but the header has ${columns}: put cells that hold ${mark} in quotes`;
}
