import { foldCase } from '../../../text/fold-case.ts';
import { tryParseJson } from '../../../text/json.ts';
import { cleanPerson, holdsPerson, namesPerson, personKind } from '../cell.ts';
import { speaksOfSuperior } from '../names/superiors.ts';
import { rowsInWords } from '../row.ts';
import { type FieldName, fieldOf, isBareName, isLoginName, isPersonField } from './field-names.ts';
import { columnArgument, listOf, namedTwice, placesOf } from './header.ts';
import { leaversFirst, speaksOfPerson } from './header-words.ts';
import { isNestedCell } from './nested-people.ts';
import type { Column, RawRow, RowObserver } from './table.ts';
import { speaksOfTransfer } from './transfer-words.ts';

/** The columns that name the person of a row, the first of each kind first. */
export interface PersonColumns {
  readonly ids: readonly Column[];
  readonly addresses: readonly Column[];
  /** Columns that would name the person too, if an address stood in a later row. */
  readonly watched: readonly Column[];
  readonly notes: readonly string[];
}

interface Content {
  readonly column: Column;
  readonly ids: number;
  readonly addresses: number;
  readonly others: number;
}

/**
 * Decides by names and the first rows which columns name the person. A column of user ids without one `usr_…` is none
 * where there are addresses, also in a column that the call has to name; a login name is one where all are addresses;
 * `id` and `user` are where nothing else is in them. Another column that speaks of a person is taken where it has
 * addresses beside one that is named so, and has to agree with it. `isStored` is true for a field whose column is
 * stored, and so is not to be guessed.
 */
export function personColumns(
  columns: readonly Column[],
  rows: readonly RawRow[],
  isStored: (field: FieldName) => boolean,
): PersonColumns {
  const contents = columns.map((column) => contentOf(column, rows));
  const named = (field: string) => contents.filter(({ column }) => fieldOf(column.name) === field);
  const idNamed = named('user_id');
  const ofAddresses = contents.filter(({ ids, addresses, others }) => addresses > 0 && ids + others === 0);
  const logins = ofAddresses.filter(({ column: { name } }) => isLoginName(name) && fieldOf(name) !== 'email');
  const addressNamed = [...named('email'), ...logins];
  const bare = contents.filter(
    ({ column, ids, addresses, others }) => isBareName(column.name) && others === 0 && ids + addresses > 0,
  );
  const bareIds = idNamed.length > 0 || isStored('user_id') ? [] : bare.filter(({ ids }) => ids > 0);
  const hasAddresses = addressNamed.length > 0 || isStored('email');
  const bareAddresses = hasAddresses ? [] : bare.filter(({ ids }) => ids === 0);
  const mayBeElsewhere = hasAddresses || ofAddresses.some(({ column }) => !speaksOfSuperior(column.name));
  const foreign = mayBeElsewhere ? idNamed.filter(({ ids, others }) => ids === 0 && others > 0) : [];
  const ids = [...idNamed.filter((content) => !foreign.includes(content)), ...bareIds];
  const addresses = [...addressNamed, ...bareAddresses].filter(
    // Beside an id, an address that cannot be read makes a bad row: another person may be meant.
    ({ column }) => ids.length > 0 || !isNested(column, rows),
  );
  const taken = placesOf(columnsOf([...ids, ...addresses, ...foreign]));
  const further = contents.filter(
    ({ column: { index, name } }) => !taken.has(index) && speaksOfPerson(name) && !speaksOfTransfer(name),
  );
  // Beside an id, an address of another name says nothing about who is meant.
  const beside = addresses.length > 0 && ids.length === 0 ? further : [];
  const alike = beside.filter((content) => content.addresses > 0);
  return {
    ids: columnsOf(ids),
    addresses: columnsOf([...addresses, ...alike]),
    watched: columnsOf(beside.filter((content) => content.addresses === 0)),
    notes: [
      ...foreign.map(({ column }) => `${column.name} holds no user id (usr_…), so it is not used`),
      ...bareIds.map(({ column, addresses }) => {
        const what = addresses > 0 ? 'user ids and addresses' : 'user ids';
        return `${column.name} holds ${what}, and is read as user_id`;
      }),
      ...bareAddresses.map(({ column }) => `${column.name} holds addresses, and is read as email`),
    ],
  };
}

/** True for a column of ids, in which anything else is a bad row: not for one of the numbers of HR. */
export const holdsIds = ({ name, index }: Column, rows: readonly RawRow[]): boolean =>
  fieldOf(name) === 'user_id' && rows.some(({ cells }) => holdsPerson(cells[index]));

const columnsOf = (contents: readonly Content[]): Column[] => contents.map(({ column }) => column);

/** True for a column of objects or lists alone: what is within them is named by its path. */
const isNested = ({ index }: Column, rows: readonly RawRow[]): boolean =>
  rows.length > 0 &&
  rows.every(
    ({ cells }) => isNestedCell(cells[index] ?? '') && tryParseJson(cells[index] ?? '') !== undefined,
  );

function contentOf(column: Column, rows: readonly RawRow[]): Content {
  const counts = { id: 0, address: 0, empty: 0, other: 0 };
  for (const { cells } of rows) counts[personKind(cleanPerson(cells[column.index] ?? ''))] += 1;
  return { column, ids: counts.id, addresses: counts.address, others: counts.other };
}

/**
 * Columns of one kind that name the person have to agree in every row, and to have names of their own; an empty cell
 * agrees with anything. One of another name is believed by itself only if it agrees somewhere with one that is
 * believed.
 */
export function personAgreement(field: string, columns: readonly Column[]): RowObserver {
  const seen = new Set<Column>();
  const named = columns.filter(({ name }) => isNameOfPerson(name));
  const sure = new Set(named);
  let first: { readonly line: number | null; readonly here: string; readonly there: string } | null = null;
  let count = 0;
  return {
    observe({ line, cells }) {
      let here = '';
      let isSure = false;
      for (const column of columns) {
        const there = cleanPerson(cells[column.index] ?? '');
        if (!namesPerson(there)) continue;
        seen.add(column);
        if (here === '') [here, isSure] = [there, sure.has(column)];
        else if (!isSame(here, there)) {
          first ??= { line, here, there };
          count += 1;
          return;
        } else if (isSure) sure.add(column);
      }
    },
    finish() {
      const found = columns.filter((column) => seen.has(column));
      const unsure = found.filter((column) => !sure.has(column));
      if (found.length < 2 && unsure.length === 0) return {};
      const names = found.map(({ name }) => name).join(' and ');
      const all = found.map(({ name }) => name);
      const twice = found.filter((_, at) => all.filter((name) => name === all[at]).length > 1);
      if (first === null && twice.length > 0) return { problems: [namedTwice(field, twice)] };
      if (first === null && unsure.length === 0)
        return { notes: [`${names} name the same person in every row, and are read as one`] };
      const what =
        first === null
          ? `${listOf(unsure.map(({ name }) => name))} may name somebody else, as no row has the same address in ${listOf(named.map(({ name }) => name))}`
          : `${names} name two people in ${rowsInWords(count)} (here ${first.here} and ${first.there})`;
      const message = `${what}: choose one with --column`;
      // An empty one by its own name too: without it the first line might be of another person.
      const choices = columns.filter((column) => seen.has(column) || named.includes(column));
      const mend = leaversFirst(choices).map((column) => columnArgument(field, column));
      return { problems: [{ line: first?.line ?? null, message, mend }] };
    },
  };
}

const isSame = (one: string, other: string): boolean => one === other || foldCase(one) === foldCase(other);

/** True for a name that by itself says who is meant, and not only for one that speaks of a person. */
const isNameOfPerson = (name: string): boolean =>
  isPersonField(fieldOf(name)) || isLoginName(name) || isBareName(name);
