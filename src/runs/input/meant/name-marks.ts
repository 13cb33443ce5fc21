import { namesOther, notesBeside } from '../cells/names-beside.ts';
import { isKept } from '../words/kept.ts';
import { sideOf } from '../words/sides.ts';
import { isClosed } from '../words/sorting-answers.ts';

/** A note in brackets, behind a dash or a colon, or `Prepared by`. */
const MAY_BE_MARKED = /[([（［【]|[-–—:：]| (?:by|von|par|da|por|door)$/i;

/** How the name of a person is marked: as gone, to be kept, or that of another; undefined for none. */
export function markOf(cell: string): 'gone' | 'kept' | 'other' | undefined {
  if (!MAY_BE_MARKED.test(cell)) return undefined;
  if (namesOther((cell.split(/[:：]/, 1)[0] ?? '').trim())) return 'other';
  const notes = notesBeside(cell).filter((note) => note !== '');
  if (notes.some((note) => isKept(note))) return 'kept';
  // `INACTIVE - Jane Doe`
  const [before = '', name] = cell.split(/ [-–—] |: /, 2);
  const marks = [...notes, name === undefined ? '' : before];
  const [first = '', ...others] = cell.split('-');
  const isGone =
    marks.some((note) => sideOf(note) === 'gone' || isClosed(note)) ||
    [first, others.at(-1) ?? ''].some(isClosed);
  return isGone ? 'gone' : undefined;
}
