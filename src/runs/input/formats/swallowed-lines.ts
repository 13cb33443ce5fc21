import { fieldOf, isPersonField } from '../columns/field-names.ts';
import { ignoreArgument, placesNamed } from '../columns/header.ts';
import type { ColumnProblem } from '../columns/table.ts';

/** Cells with line breaks and addresses after them: a quote that was not closed took in whole rows. */
export function swallowedLines(names: readonly string[], ignored: readonly string[]) {
  const meaningless = placesNamed(names, ignored);
  const found = new Map<number, number>();
  const isOnlyPerson = (header: string) => isOfPerson(header) && names.filter(isOfPerson).length === 1;
  return {
    /** Looks at a row with line breaks in it. `line`: where it begins. */
    observe(cells: readonly string[], line: number): void {
      let at = line;
      cells.forEach((cell, index) => {
        const opens = at;
        const lines = cell.split(/\r\n|[\r\n]/);
        at += lines.length - 1;
        if (at === opens || meaningless.has(index) || found.has(index)) return;
        if (namesPeopleFurtherDown(lines)) found.set(index, opens);
      });
    },
    problems(): readonly ColumnProblem[] {
      return [...found].map(([index, line]) => {
        const name = names[index]?.trim() ?? '';
        const header = name === '' ? `#${index + 1}` : name;
        return {
          line,
          message: `a cell of the column "${header}" holds line breaks with addresses in them: the quote (") that opens here may not be closed where it should`,
          // Without the only column of the person no user would be left.
          mend: isOnlyPerson(header) ? [] : [ignoreArgument({ name, index, headers: names })],
        };
      });
    },
  };
}

const isOfPerson = (header: string): boolean => isPersonField(fieldOf(header));

/** True where a line of a cell after its first has an address or a user id in it. */
const namesPeopleFurtherDown = (lines: readonly string[]): boolean =>
  lines.slice(1).some((line) => /[^\s@]@\w/.test(line) || /\busr_\w/.test(line));
