import { memoize } from '../../../memoize.ts';
import { cleanPerson, holdsPerson } from '../cell.ts';
import type { Cells, RowObserver } from '../columns/table.ts';
import { isOfNobody, nameColumns } from '../names/people-names.ts';
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
/** Of a row, whose other cells may name a manager. */
const isOffice = (cells: Cells): boolean => isOfNobody(cleanPerson(cells.find(holdsPerson) ?? ''));

/**
 * Refuses a person at the foot, below an empty line, who stands there otherwise than all before: with half of their
 * cells or less, without a name or with one where the others have none, beside a label, or as `hr@`. It may be whom to
 * ask.
 */
export function footRows(headers: readonly string[]): RowObserver {
  const names = nameColumns(headers);
  const hasNames = names.length > 0;
  // The columns of names, else those that may have a label; without headers the only one.
  const labels = memoize(() =>
    [...headers.keys()].filter((at) => {
      const header = headers[at] ?? '';
      return hasNames ? names.includes(header) : header === '' || !OF_ANY.has(noteSubject(header));
    }),
  );
  let [least, leastNamed] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [areNamed, areOffices] = [false, false];
  let [rows, apart] = [0, 0];
  let foot: number | null = null;

  const namesOf = (cells: Cells) => (hasNames ? filledOf(labels().map((at) => cells[at])) : 0);

  const isOther = (cells: Cells): boolean => {
    if (!cells.some(holdsPerson)) return false;
    // Where every other line is empty, a row may have fewer cells.
    const isSpaced = apart > 0 && 2 * apart >= rows - 1;
    const filled = filledOf(cells);
    const hasFew = 2 * filled <= least || namesOf(cells) < leastNamed;
    if ((!isSpaced && hasFew) || (!areNamed && cells.some(isNamed))) return true;
    if (!areOffices && isOffice(cells)) return true;
    return (filled < least ? cells : labels().map((at) => cells[at])).some((cell = '') => isLabel(cell));
  };

  return {
    observe({ line, cells, isApart }) {
      if (rows > 0 && (isApart || foot !== null) && isOther(cells)) {
        foot ??= line;
        return;
      }
      foot = null;
      rows += 1;
      if (isApart) apart += 1;
      if (rows > ENOUGH) return;
      least = Math.min(least, filledOf(cells));
      leastNamed = Math.min(leastNamed, namesOf(cells));
      areNamed ||= cells.some(isNamed);
      areOffices ||= isOffice(cells);
    },
    finish: () => (foot === null ? {} : { problems: [{ line: foot, message: UNLIKE, mend: [] }] }),
  };
}

const UNLIKE =
  'this row stands below an empty line, and is unlike those before: it may be whom to ask; delete it, or the empty line';

const filledOf = (cells: Cells): number => cells.filter((cell = '') => cell.trim() !== '').length;
