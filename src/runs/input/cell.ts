/** What a cell says, without what surrounds it: blanks. */
export const cleanCell = (text: string): string => text.trim();

/** The kind of person that a clean cell names: by id, by address, none, or something else. */
export function personKind(cell: string): 'id' | 'address' | 'empty' | 'other' {
  if (cell === '') return 'empty';
  if (cell.startsWith('usr_')) return 'id';
  const at = cell.indexOf('@');
  return at > 0 && at < cell.length - 1 ? 'address' : 'other';
}
