import { cleanPerson, namesPerson } from '../cell.ts';
import type { Cells } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { nameColumns } from '../names/name-columns.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { type NoteSubject, noteSubject } from '../words/note-names.ts';
import { namesOther } from './names-beside.ts';

/** To count the cells of more rows would take long. */
const ENOUGH = 1000;

/** `Contact:`, `Any questions: Omar`, `Questions?` */
const ASKS = /[:：](?:\s|$)|[?？]$/;

/** True for a cell that says of the person beside it that it is whom to ask, or who wrote: `Contact`, `Prepared by`. */
function isLabel(cell: string): boolean {
  const text = (cell.split('<', 1)[0] ?? '').trim();
  return ASKS.test(text) || namesOther(text);
}

/** Columns in which such a cell may be of who leaves: `Manager` is a title, and `phone: returned` a note. */
const OF_ANY: ReadonlySet<NoteSubject> = new Set(['title', 'notes', 'perhaps']);

const isNamed = (cell = ''): boolean => cell.endsWith('>');

/**
 * Refuses a person at the foot, below an empty line, who stands there otherwise than all before: with half of their
 * cells or less, without a name or with one where the others have none, or beside a label. It may be whom to ask.
 */
export class FootRows implements RowObserver {
  readonly #hasNames: boolean;
  /** The columns of names, else those that may have a label; without headers the only one. */
  readonly #labels: readonly number[];
  #least = Number.POSITIVE_INFINITY;
  #leastNamed = Number.POSITIVE_INFINITY;
  #areNamed = false;
  #rows = 0;
  #apart = 0;
  #foot: number | null = null;

  constructor(headers: readonly string[]) {
    const names = nameColumns(headers);
    this.#hasNames = names.length > 0;
    this.#labels = [...headers.keys()].filter((at) => {
      const header = headers[at] ?? '';
      return this.#hasNames ? names.includes(header) : header === '' || !OF_ANY.has(noteSubject(header));
    });
  }

  observe({ line, cells, isApart }: RawRow): void {
    if ((isApart || this.#foot !== null) && this.#isOther(cells)) {
      this.#foot ??= line;
      return;
    }
    this.#foot = null;
    this.#rows += 1;
    if (isApart) this.#apart += 1;
    if (this.#rows > ENOUGH) return;
    this.#least = Math.min(this.#least, filledOf(cells));
    this.#leastNamed = Math.min(this.#leastNamed, this.#namesOf(cells));
    this.#areNamed ||= cells.some(isNamed);
  }

  finish(): Findings {
    if (this.#foot === null) return {};
    const message =
      'this row stands below an empty line, and is unlike those before: it may be whom to ask; delete it, or the empty line';
    return { problems: [{ line: this.#foot, message, mend: [] }] };
  }

  #isOther(cells: Cells): boolean {
    if (!cells.some((cell = '') => namesPerson(cleanPerson(cell)))) return false;
    // Where every other line is empty, a row may have fewer cells.
    const isSpaced = this.#apart > 0 && 2 * this.#apart >= this.#rows - 1;
    const filled = filledOf(cells);
    const hasFew = 2 * filled <= this.#least || this.#namesOf(cells) < this.#leastNamed;
    if ((!isSpaced && hasFew) || (!this.#areNamed && cells.some(isNamed))) return true;
    const labels = filled < this.#least ? cells : this.#labels.map((at) => cells[at]);
    return labels.some((cell = '') => isLabel(cell));
  }

  /** How many cells of names are filled. */
  #namesOf(cells: Cells): number {
    return this.#hasNames ? filledOf(this.#labels.map((at) => cells[at])) : 0;
  }
}

const filledOf = (cells: Cells): number => cells.filter((cell = '') => cell.trim() !== '').length;
