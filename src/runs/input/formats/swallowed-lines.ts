import { fieldOf } from '../columns/field-names.ts';
import { columnsNamed, ignoreArgument } from '../columns/header.ts';
import type { Findings } from '../row.ts';

/** Cells that hold line breaks with addresses after them: a quote that was not closed took in whole rows. */
export class SwallowedLines {
  readonly #names: readonly string[];
  readonly #ignored: ReadonlySet<number>;
  readonly #found = new Map<number, number>();

  /** `names`: the headers; `ignored`: those that mean nothing, as the call names them. */
  constructor(names: readonly string[], ignored: readonly string[]) {
    this.#names = names;
    this.#ignored = new Set(
      ignored.flatMap((header) => columnsNamed(names, header).map(({ index }) => index)),
    );
  }

  /** Looks at a row with line breaks in it. `line`: where it begins. */
  observe(cells: readonly string[], line: number): void {
    let at = line;
    cells.forEach((cell, index) => {
      const opens = at;
      const lines = cell.split(/\r\n|[\r\n]/);
      at += lines.length - 1;
      if (at === opens || this.#ignored.has(index) || this.#found.has(index)) return;
      if (namesPeopleFurtherDown(lines)) this.#found.set(index, opens);
    });
  }

  finish(): Required<Pick<Findings, 'problems'>> {
    const problems = [...this.#found].map(([index, line]) => {
      const name = this.#names[index]?.trim() ?? '';
      const header = name === '' ? `#${index + 1}` : name;
      return {
        line,
        message: `a cell of the column "${header}" holds line breaks with addresses in them: the quote (") that opens here may not be closed where it should`,
        // Without the only column of the person no user would be left.
        mend: this.#isOnlyPerson(header) ? [] : [ignoreArgument(this.#names, { name, index })],
      };
    });
    return { problems };
  }

  #isOnlyPerson(header: string): boolean {
    return isOfPerson(header) && this.#names.filter(isOfPerson).length === 1;
  }
}

const isOfPerson = (header: string): boolean => ['user_id', 'email'].includes(fieldOf(header) ?? '');

/** True where a line of a cell after its first has an address or a user id in it. */
const namesPeopleFurtherDown = (lines: readonly string[]): boolean =>
  lines.slice(1).some((line) => /[^\s@]@\w/.test(line) || /\busr_\w/.test(line));
