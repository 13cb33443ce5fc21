import { cleanCell, cleanPerson, holdsPerson, namesPerson } from '../cell.ts';
import { ownersOf } from '../names/owners.ts';
import { speaksOfSuperior } from '../names/superiors.ts';
import { marksOfActing, marksOfAsking } from '../names/who-asked.ts';
import { answerOf, areDates } from '../words/answers.ts';
import { isProgress } from '../words/decisions.ts';
import { isStateName } from '../words/state-names.ts';
import { endOfPath } from '../words/words.ts';
import { type FieldName, fieldOf, isPersonField, PERSON_FIELDS } from './field-names.ts';
import { columnArgument, ignoreArgument, listOf, placesOf } from './header.ts';
import { leaversFirst, nearField, speaksOfOther } from './header-words.ts';
import { nestedList, nestedPeople } from './nested-people.ts';
import type { PersonColumns } from './person-columns.ts';
import type { Column, ColumnProblem, TableSample } from './table.ts';
import { speaksOfTransfer } from './transfer-words.ts';

/** True for a cell by which something goes or went, or when, and not where: a number may be that of a department. */
const saysWhether = (cell: string): boolean =>
  areDates([cell]) || (!/\d/.test(cell) && (answerOf(cell) !== undefined || isProgress(cell)));

/** A column that is not read although its name is nearly one that is, or says where something goes. Else undefined. */
export function overlooked(
  column: Column,
  wanted: readonly FieldName[],
  rows: TableSample['rows'] = [],
): ColumnProblem | undefined {
  // `Terminated` is a state, of which is asked elsewhere.
  const alike = isStateName(column.name) ? undefined : nearField(column.name, wanted);
  const near = isPersonField(alike) && speaksOfOther(column.name) ? undefined : alike;
  const cells = rows.map((row) => cleanCell(row.cells[column.index] ?? '')).filter((cell) => cell !== '');
  const goes =
    wanted.includes('transfer_to') &&
    speaksOfTransfer(column.name) &&
    (cells.length === 0 || !cells.every(saysWhether));
  const field = near ?? (goes ? 'transfer_to' : null);
  if (field === null) return undefined;
  const why = near ? `is nearly ${field}` : 'says where something goes';
  const ways = [columnArgument(field, column), ignoreArgument(column)];
  // Resources go to no person.
  const areOfPeople = field === 'transfer_to' && cells.length > 0 && cells.every((cell) => holdsPerson(cell));
  const isOfPeople = field === 'transfer_to' && cells.some((cell) => holdsPerson(cell));
  const asked = areOfPeople
    ? 'and resources go to a department, not to a person: use --ignore-column if it does not matter'
    : 'and would not be read: use --column if it is meant, --ignore-column if not';
  return {
    message: `${listOf([column.name])} ${why}, ${asked}`,
    mend: areOfPeople ? ways.slice(1) : isOfPeople ? ways.reverse() : ways,
  };
}

/** That what may mean something stands far down alone. `ignore`: the words that say that it means nothing. */
export const tooLate = (name: string, ignore: readonly string[]): ColumnProblem => ({
  message: `${name} first appears in row 1000 or later, too late to be judged: put it into the first row too, or use --ignore-column if it does not matter`,
  mend: [ignore],
});

const MOST_SHOWN_CELL = 40;

/** That one of these names is a person: the line is a row, whose person would be left out. Null where none is. */
export function dataLine(
  { names, line, between }: Pick<TableSample, 'names' | 'line' | 'between'>,
  asked: readonly string[],
): ColumnProblem | null {
  const first = asked.find((name) => holdsPerson(name));
  if (first === undefined || line === null) return null;
  const fields = names.map((name) =>
    holdsPerson(name) ? (name.includes('@') ? 'email' : 'user_id') : 'note',
  );
  const isAgain = (field: (typeof fields)[number], at: number) =>
    field !== 'note' && fields.indexOf(field) < at;
  const cells = fields.map((field, at) => (isAgain(field, at) ? 'note' : field));
  const cure = fields.some(isAgain)
    ? 'write one person a line, or put a line above it'
    : 'put a line above it';
  const message = `${line === 1 ? 'the first' : 'this'} line is data, not column names (${listOf([first.slice(0, MOST_SHOWN_CELL)])}): ${cure} such as ${cells.join(between === '\t' ? '<tab>' : between)}`;
  return { line, message, mend: [] };
}

/** Those for which each of these holds, as long as it holds for one. */
const likeliest = <T>(all: readonly T[], ...tests: readonly ((each: T) => boolean)[]): readonly T[] =>
  tests.reduce((left, test) => (left.some(test) ? left.filter(test) : left), all);

/** True for a name or a path that ends in that of an address: `profile.email`, not `profile.secondEmail`. */
const isOfMail = (name: string): boolean => fieldOf(endOfPath(name)) === 'email';

/** That no column names the person: which columns there are, and which of them has addresses or user ids in it. */
export function noPerson(
  { names, rows, line, between }: TableSample,
  open: readonly Column[],
  wanted: readonly string[],
): ColumnProblem {
  const fields = PERSON_FIELDS.filter((field) => wanted.includes(field));
  const people = open.filter(
    ({ name, index }) => !speaksOfSuperior(name) && rows.some(({ cells }) => holdsPerson(cells[index])),
  );
  const likely = likeliest(
    people,
    ({ name }) => !speaksOfTransfer(name),
    ({ name }) => !speaksOfOther(name),
    ({ name }) => isOfMail(name),
  );
  const data = dataLine({ names, line, between }, names);
  if (data !== null) return data;
  const field = (column: Column) =>
    rows.some(({ cells }) => (cells[column.index] ?? '').includes('@')) ? 'email' : 'user_id';
  const list = line === null && likely.length === 0 ? nestedList(open, rows) : undefined;
  const within = list === undefined ? '' : `; the list ${list} is nested: \`jq .${list}\` takes it out`;
  return {
    line,
    message: `no column names the person: expected ${fields.join(' or ')}, found ${listOf(names.map((name) => name.trim()))}${within}`,
    mend: [
      ...likely
        .filter((column) => wanted.includes(field(column)))
        .map((column) => columnArgument(field(column), column)),
      // Only JSON has columns without a line of names, and cells that are nested.
      ...likeliest(
        line === null ? nestedPeople(open, rows) : [],
        (path) => !speaksOfOther(path),
        isOfMail,
      ).map((path) => ['--column', `email=${path}`]),
    ],
  };
}

/**
 * Answers to a form, tickets and logs have the address of who filled it in, asked or acted: where no other address
 * stands there, that person would be taken for the one who leaves. None for any other table.
 */
export function ofWhoAsked(
  { names: headers, rows, line }: Pick<TableSample, 'names' | 'rows' | 'line'>,
  { ids, addresses }: Pick<PersonColumns, 'ids' | 'addresses'>,
  open: readonly Column[],
): readonly ColumnProblem[] {
  const people = [...ids, ...addresses];
  const names = people.map(({ name }) => name);
  const [acted, asked] = [
    marksOfActing(headers, names, rows),
    ids.length > 0 ? [] : marksOfAsking(headers, names, line === null ? [] : rows),
  ];
  const [person, ...further] = people;
  if (person === undefined) return [];
  if (acted.length + asked.length === 0)
    return ofOwners(headers, person, ids.length === 0 && addresses.length === 1 ? rows : []);
  const own = placesOf(people);
  const others = open.filter(
    ({ name, index }) =>
      !own.has(index) &&
      !speaksOfSuperior(name) &&
      rows.some(({ cells }) => isAlone(cleanPerson(cells[index] ?? ''))),
  );
  const [who, marks] =
    acted.length > 0 ? ['did what is logged', acted] : ['filled in the form or asked', asked];
  const problem = {
    message: `${listOf([person.name])} may be of who ${who} (beside ${listOf(marks)}), not of who is meant: choose the right column with --column`,
    mend: leaversFirst([...others, ...further, person]).map((column) =>
      columnArgument(ids.includes(column) ? 'user_id' : 'email', column),
    ),
  };
  return [problem];
}

/** That the addresses are of others than the people who are named. */
function ofOwners(
  names: readonly string[],
  person: Column,
  rows: TableSample['rows'],
): readonly ColumnProblem[] {
  const found = ownersOf(names, person.index, rows);
  if (found === null) return [];
  const [email, named, owner] = [person.name, found.named ?? 'who is meant', found.owner ?? 'others'].map(
    (name) => listOf([name]),
  );
  const message = `${email} has addresses of ${owner}, not of ${named}: add a column with theirs, or say by --column that it is right`;
  // A line to paste would send those others.
  return [{ message, mend: [] }];
}

/** True for an address or an id alone, and not for a sentence with one in it. */
const isAlone = (cell: string): boolean => namesPerson(cell) && !/\s/.test(cell);
