import { holdsPerson } from '../cell.ts';
import { placesOf } from '../columns/header.ts';
import type { Cells, Column, ColumnProblem, RowFilter } from '../columns/table.ts';
import { isActionName } from '../names/other-names.ts';
import { isNothing } from '../words/answers.ts';
import { isEventName, isOfStaying } from '../words/events.ts';
import { isTitleOfStayers } from '../words/list-names.ts';
import { sideOf } from '../words/sides.ts';
import { isStateName } from '../words/state-names.ts';

const LONGEST = 60;

/** Also in words of a cell beside a person: `Zugänge`, `On hold`, `Verlängerungen`. */
const isOfStayers = (name: string): boolean =>
  isTitleOfStayers(name) || sideOf(name) === 'there' || isOfStaying(name);

/** Below these names it is a value, of a row without a person. */
const hasValues = ({ name }: Column): boolean => isStateName(name) || isEventName(name) || isActionName(name);

/** What stands in the only cell that is filled, if it is in one of these places; else empty. */
function aloneIn(cells: Cells, places: ReadonlySet<number>): string {
  let [alone, place] = ['', 0];
  for (const cell of cells) {
    const text = cell?.trim() ?? '';
    if (text !== '' && (alone !== '' || !places.has(place))) return '';
    if (text !== '') alone = text;
    place += 1;
  }
  return alone;
}

/**
 * Refuses a heading within a sheet by which those below it stay or come: `Joiners`, alone in its row. Also where it is
 * left out, as by `--where Email!=`, the rows below it are theirs. It looks at all rows, and leaves none out. `people`:
 * the columns that name them, behind which no heading begins.
 */
export function headingRows(columns: readonly Column[], people: readonly Column[]): RowFilter {
  const last = Math.min(...people.map(({ index }) => index));
  const places = placesOf(columns.filter((column) => column.index <= last && !hasValues(column)));
  let first: ColumnProblem | null = null;
  return {
    keeps({ line, cells }) {
      if (first !== null || cells.length < 2) return true;
      const name = aloneIn(cells, places);
      if (name === '' || name.length > LONGEST || isNothing(name) || holdsPerson(name) || !isOfStayers(name))
        return true;
      const message = `"${name}" stands alone in its row, as a heading of people who do not go: delete it and the rows below it that are theirs`;
      first = { line, message, mend: [] };
      return true;
    },
    finish: () => (first === null ? {} : { problems: [first] }),
  };
}
