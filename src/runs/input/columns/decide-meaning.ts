import { takesAccess } from '../../../operations/by-action.ts';
import { areResults, RESULT_COLUMNS } from '../../../results/csv-columns.ts';
import { JUSTIFICATIONS } from '../../../validation/justification.ts';
import { cleanedCells } from '../cells/cleaned-cells.ts';
import { footRows } from '../cells/foot-rows.ts';
import { headingRows } from '../cells/heading-rows.ts';
import { rowsOfNobody } from '../cells/rows-of-nobody.ts';
import type { Calendar } from '../due/calendar.ts';
import { datedMeaning } from '../due/dated-meaning.ts';
import { meantRows } from '../meant/meant-rows.ts';
import type { RowsOptions } from '../row-schema.ts';
import { chosenColumns } from './chosen-columns.ts';
import { dataLine, noPerson, ofWhoAsked, overlooked } from './doubtful-columns.ts';
import {
  DATE_FIELDS,
  type FieldName,
  fieldOf,
  isFieldName,
  isPersonField,
  PERSON_FIELDS,
} from './field-names.ts';
import { columnsOf, namedTwice, placesOf } from './header.ts';
import { carriedColumns, columnsByField, reasonsWanted } from './input-columns.ts';
import { isNestedCell } from './nested-people.ts';
import { personAgreement, personColumns } from './person-columns.ts';
import type { Column, ColumnProblem, Meaning, RawRow, TableSample } from './table.ts';

type Known = Map<FieldName, readonly Column[]>;

/** Decides what the columns of a table mean, by their names, its first rows and what the call says. */
export function decideMeaning(sample: TableSample, options: RowsOptions, calendar: Calendar | null): Meaning {
  const { form, reading = {} } = options;
  const headers = sample.names.map((text) => text.trim());
  const wanted = [
    ...form.columns.filter(isFieldName),
    ...(reading.due ? DATE_FIELDS : []),
    ...reasonsWanted(headers, options),
  ];
  const said = chosenColumns(headers, reading, [...wanted, ...DATE_FIELDS], sample.mayWiden);
  const open = columnsOf(headers).filter(({ index }) => !said.ignored.has(index));
  const meant = meantRows(sample, open, options);
  const known: Known = new Map(
    [...said.stored, ...said.chosen]
      .filter(([field]) => isOfChange(field, options))
      .map(([field, column]) => [field, [column]] as const),
  );

  const saysWho = [...said.chosen.keys()].some((field) => isPersonField(field));
  const person = saysWho
    ? { ids: [], addresses: [], watched: [], notes: [] }
    : personColumns(open, meant.rows, (field) => said.stored.has(field));
  const byPerson = [['user_id', person.ids] as const, ['email', person.addresses] as const].filter(
    ([field, columns]) => columns.length > 0 && wanted.includes(field) && !known.has(field),
  );
  for (const [field, columns] of byPerson) known.set(field, columns);
  const twice = addOtherFields(known, headers, open, wanted);

  const dated = datedMeaning({ ...meant, known, action: options.action }, reading, calendar);
  const used = placesOf([...known.values()].flat());
  const unused = open.filter(({ name, index }) => !used.has(index) && !RESULT_COLUMNS.includes(name));
  // What the call says of a field is not asked again.
  const isSaid = (field: FieldName) => said.chosen.has(field) || (saysWho && isPersonField(field));
  const undecided = wanted.filter((field) => !isSaid(field));
  // One more address of the person, which no row has, is watched: it has to agree as soon as one is there.
  const watched = new Set(person.ids.length > 0 ? open : person.watched);
  const asked = (column: Column) =>
    watched.has(column) && hasNobody(column, meant.rows)
      ? undecided.filter((field) => !isPersonField(field))
      : undecided;
  const people = PERSON_FIELDS.flatMap((field) => known.get(field) ?? []);
  const nobody = [
    people.length === 0
      ? noPerson({ ...sample, rows: meant.rows }, open, wanted)
      : dataLine(
          sample,
          people.map(({ name }) => name),
        ),
  ].filter((problem) => problem !== null);
  const isGuessed = takesAccess(options.action) && byPerson.length > 0;
  const asker = isGuessed ? ofWhoAsked(sample, person, open) : [];
  const problems: ColumnProblem[] = [
    ...said.problems,
    ...meant.problems,
    ...dated.problems,
    ...nobody,
    ...asker,
    ...twice,
    ...notOffered(
      unused.flatMap((column) => overlooked(column, asked(column), meant.rows) ?? []),
      nobody,
    ),
  ];
  return {
    columns: { known, carried: carriedColumns(headers), ...(dated.times && { times: dated.times }) },
    columns_read: columnsByField(
      known,
      unused.map(({ name }) => name),
    ),
    problems,
    notes: person.notes,
    filters: takesAccess(options.action) ? [headingRows(open, people), ...meant.filters] : meant.filters,
    due: dated.due,
    observers: [
      ...meant.observers,
      cleanedCells(known),
      footRows(headers),
      rowsOfNobody(known),
      ...dated.observers,
      ...byPerson.flatMap(([field, columns]) => {
        const all = field === 'email' ? [...columns, ...person.watched] : columns;
        return all.length > 1 ? [personAgreement(field, all)] : [];
      }),
    ],
  };
}

/** The problems for which others do not offer one of their ways: it would be asked twice. */
function notOffered(problems: readonly ColumnProblem[], others: readonly ColumnProblem[]): ColumnProblem[] {
  const offered = new Set(others.flatMap(({ mend }) => mend.map((words) => words.join(' '))));
  return problems.filter(({ mend }) => !mend.some((words) => offered.has(words.join(' '))));
}

/** True for a field that the command reads; another one that the call names stays a column that is not used. */
const isOfChange = (field: FieldName, { form, action }: RowsOptions): boolean =>
  [...form.columns, ...DATE_FIELDS, ...(action === undefined ? [] : JUSTIFICATIONS)].includes(field);

/** True for a column without one filled cell, or with nested ones alone, which name no person. */
const hasNobody = ({ index }: Column, rows: readonly RawRow[]): boolean =>
  rows.every(({ cells }) => (cells[index] ?? '').trim() === '' || isNestedCell(cells[index] ?? ''));

/** Finds the columns of the fields that do not name the person; returns which fields have two of them. */
function addOtherFields(
  known: Known,
  headers: readonly string[],
  open: readonly Column[],
  wanted: readonly FieldName[],
): ColumnProblem[] {
  const problems: ColumnProblem[] = [];
  const taken = placesOf([...known.values()].flat());
  for (const field of wanted) {
    if (known.has(field) || isPersonField(field)) continue;
    const own = open.filter(({ name, index }) => fieldOf(name) === field && !taken.has(index));
    // Results have the row's own column and what became of it: the own one comes first and counts.
    if (own.length > 1 && !areResults(headers)) problems.push(namedTwice(field, own));
    if (own.length > 0) known.set(field, own);
  }
  return problems;
}
