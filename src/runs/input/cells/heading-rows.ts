import { holdsPerson } from '../cell.ts';
import type { Cells, ColumnProblem, RowFilter } from '../columns/table.ts';
import { isOfStaying } from '../words/events.ts';
import { isTitleOfStayers } from '../words/list-names.ts';
import { sideOf } from '../words/sides.ts';

const LONGEST = 60;

/** Also in words of a cell beside a person: `Zugänge`, `On hold`, `Verlängerungen`. */
const isOfStayers = (name: string): boolean =>
  isTitleOfStayers(name) || sideOf(name) === 'there' || isOfStaying(name);

/** What stands in the only cell that is filled; empty where there are others. */
function aloneIn(cells: Cells): string {
  let alone = '';
  for (const cell of cells) {
    const text = cell?.trim() ?? '';
    if (text !== '' && alone !== '') return '';
    if (text !== '') alone = text;
  }
  return alone;
}

/**
 * Refuses a heading within a sheet by which those below it stay or come: `Joiners`, alone in its row. Also where it is
 * left out, as by `--where Email!=`, the rows below it are theirs. It looks at all rows, and leaves none out.
 */
export function headingRows(): RowFilter {
  let first: ColumnProblem | null = null;
  return {
    keeps({ line, cells }) {
      if (first !== null || cells.length < 2) return true;
      const name = aloneIn(cells);
      if (name === '' || name.length > LONGEST || holdsPerson(name) || !isOfStayers(name)) return true;
      const message = `"${name}" stands alone in its row, as a heading of people who do not go: delete it and the rows below it that are theirs`;
      first = { line, message, mend: [] };
      return true;
    },
    finish: () => (first === null ? {} : { problems: [first] }),
  };
}
