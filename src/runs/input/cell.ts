import { peel, peelPerson } from './cells/peel.ts';

/** What a cell says, without what surrounds it: blanks, characters that cannot be seen, one pair of quotes. */
export const cleanCell = (text: string): string => (isPlain(text) ? text : peel(text).text);

/** The same with one blank between words, whichever and however many stand there; lines stay. */
export const cellWords = (text: string): string => cleanCell(text).replaceAll(/[^\S\r\n]+/g, ' ');

/** The same of a cell that names a person: of `Jane Doe <jane@example.com>` and `mailto:` the address. */
export const cleanPerson = (text: string): string =>
  isPlain(text) && !mayBeLink(text) ? text : peelPerson(text).text;

/** True where nothing can stand around the text: it begins and ends with a letter or a digit, as nearly every cell. */
export const isPlain = (text: string): boolean =>
  isLetterOrDigit(text.charCodeAt(0)) && isLetterOrDigit(text.charCodeAt(text.length - 1));

const isLetterOrDigit = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);

/** True where the text may begin with `mailto:` or `smtp:`. */
export const mayBeLink = (text: string): boolean => text.charCodeAt(6) === 58 || text.charCodeAt(4) === 58;

/** The kind of person that a clean cell names: by id, by address, none, or something else. */
export function personKind(cell: string): 'id' | 'address' | 'empty' | 'other' {
  if (cell === '') return 'empty';
  if (cell.startsWith('usr_')) return 'id';
  // A list or an object of JSON may hold an address, and is none.
  if (cell.startsWith('{') || cell.startsWith('[')) return 'other';
  const at = cell.indexOf('@');
  return at > 0 && at < cell.length - 1 ? 'address' : 'other';
}

/** True for a clean cell with a user id or an address in it. */
export const namesPerson = (cell: string): boolean => ['id', 'address'].includes(personKind(cell));

/** True for a cell, with what surrounds it, that names a person. */
export const holdsPerson = (cell = ''): boolean => namesPerson(cleanPerson(cell));
