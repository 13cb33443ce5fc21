import { cleanPerson, namesPerson } from '../cell.ts';
import type { Cells } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { namesOther } from './names-beside.ts';

/** `Contact:`, `Any questions: Omar`, `Questions?` */
const ASKS = /[:：](?:\s|$)|[?？]$/;

/** True for a cell that says of the person beside it that it is whom to ask, or who wrote: `Contact`, `Prepared by`. */
function isLabel(cell: string): boolean {
  const text = (cell.split('<', 1)[0] ?? '').trim();
  return ASKS.test(text) || namesOther(text);
}

/**
 * Refuses a person at the foot, below an empty line, who stands there otherwise than all before: with fewer cells, with
 * a name where the others have none, or beside a label. It may be whom to ask.
 */
export class FootRows implements RowObserver {
  #least = Number.POSITIVE_INFINITY;
  #areNamed = false;
  #rows = 0;
  #apart = 0;
  #foot: number | null = null;

  observe({ line, cells, isApart }: RawRow): void {
    let [filled, isNamed] = [0, false];
    for (const cell of cells) {
      if (cell === undefined || cell.trim() === '') continue;
      filled += 1;
      isNamed ||= cell.endsWith('>');
    }
    if ((isApart || this.#foot !== null) && this.#isOther(cells, filled, isNamed)) {
      this.#foot ??= line;
      return;
    }
    this.#foot = null;
    this.#rows += 1;
    if (isApart) this.#apart += 1;
    this.#least = Math.min(this.#least, filled);
    this.#areNamed ||= isNamed;
  }

  finish(): Findings {
    if (this.#foot === null) return {};
    const message =
      'this row stands below an empty line, and is unlike those before: it may be whom to ask; delete it, or the empty line';
    return { problems: [{ line: this.#foot, message, mend: [] }] };
  }

  #isOther(cells: Cells, filled: number, isNamed: boolean): boolean {
    if (!cells.some((cell = '') => namesPerson(cleanPerson(cell)))) return false;
    // Where every other line is empty, a row may have fewer cells.
    const isSpaced = this.#apart > 0 && 2 * this.#apart >= this.#rows - 1;
    if ((!isSpaced && filled < this.#least) || (isNamed && !this.#areNamed)) return true;
    return cells.some((cell = '') => isLabel(cell));
  }
}
