import { cleanCell, cleanPerson } from '../cell.ts';
import type { RawRow } from '../columns/table.ts';
import { areOthers, nameColumns } from './people-names.ts';
import { speaksOfSuperior } from './superiors.ts';
import { wordsWithin } from './who-asked.ts';

/** The column of who leaves, by name, and of whose the addresses are; undefined where none is there. */
type Owners = Readonly<Record<'named' | 'owner', string | undefined>>;

/**
 * Says of addresses that they are of others than the people of their rows: of who leads them, by the names, or of one
 * person or people whose names are other ones in every row. Null where a row says otherwise, or not enough is known.
 */
export function ownersOf(headers: readonly string[], index: number, rows: readonly RawRow[]): Owners | null {
  const names = nameColumns(headers);
  const [named] = names;
  let leading = headers.filter(speaksOfSuperior);
  if (named === undefined) return ofLeading(headers, leading, index, rows);
  const found: { readonly name: string; readonly address: string; readonly isOther: boolean }[] = [];
  for (const { cells } of rows) {
    const textOf = (header: string) => cleanCell(cells[headers.indexOf(header)] ?? '');
    const name = names.map(textOf).join(' ').trim();
    const address = cleanPerson(cells[index] ?? '');
    const [own = ''] = address.split('@');
    if (name === '' || own === address) continue;
    const words = own
      .replace(/(?<!\d)\d{1,9}$/, '')
      .replaceAll(/[._-]+/g, ' ')
      .trim();
    const isOther = areOthers(name, words, address);
    if (wordsWithin(name, own).length > 0 || (words.includes(' ') && !isOther)) return null;
    leading = leading.filter((header) => wordsWithin(textOf(header), own).length > 0);
    found.push({ name, address, isOther });
  }
  const [first, ...others] = found;
  if (first === undefined) return null;
  const [owner] = leading;
  const areOfOne = others.every((one) => one.address === first.address && areOthers(one.name, first.name));
  const areAll = others.length > 0 && (areOfOne || found.every(({ isOther }) => isOther));
  return owner !== undefined || areAll ? { named, owner } : null;
}

/** `Requested for` and `Assigned to` may be who has what the row is about. */
const OF_USERS = /\bfor\b|assign/i;

/** Of who leads, whose whole name each address has. */
function ofLeading(
  headers: readonly string[],
  leading: readonly string[],
  index: number,
  rows: readonly RawRow[],
): Owners | null {
  const owner = leading.find(
    (header) => !OF_USERS.test(header) && areNamed(rows, index, headers.indexOf(header)),
  );
  return owner === undefined ? null : { named: undefined, owner };
}

/** True where each address has the whole name that stands in another column. */
function areNamed(rows: readonly RawRow[], index: number, name: number): boolean {
  const pairs = rows.map(
    ({ cells }) => [cleanPerson(cells[index] ?? ''), cleanCell(cells[name] ?? '')] as const,
  );
  const filled = pairs.filter(([address]) => address !== '');
  return (
    filled.length > 0 &&
    filled.every(([address, text]) => {
      const words = text.split(' ').length;
      return words > 1 && wordsWithin(text, address.split('@', 1)[0] ?? '').length === words;
    })
  );
}
