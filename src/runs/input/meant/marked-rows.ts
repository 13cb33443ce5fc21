import { nameMark } from '../cells/names-beside.ts';
import {
  type FieldName,
  fieldOf,
  isDateField,
  isNameOfPeople,
  isPersonField,
} from '../columns/field-names.ts';
import { ignoreArgument, listOf, whereArgument, whereExcept } from '../columns/header.ts';
import type { Column, ColumnProblem, FoundCell, RowObserver } from '../columns/table.ts';
import { isLongAgo } from '../dates/days-and-years.ts';
import { GoneStates } from '../gone/gone-states.ts';
import { goneDateName } from '../names/gone-date-names.ts';
import { rowsInWords } from '../row.ts';
import { isFormulaError, isStruckOut, mayBeStruck } from '../words/struck-out.ts';
import { spelt } from '../words/words.ts';

const LONGEST_SHOWN = 40;
/** How many kinds of errors of formulas are told apart. */
const MOST_ERRORS = 4;

/** Of these fields what is no value is a bad row. */
const isChecked = (field: FieldName | undefined): boolean =>
  isPersonField(field) || isDateField(field) || field === 'transfer_to';

/** Without such a column, the file would name no user. */
const isPerson = ({ column, cell }: FoundCell): boolean =>
  isPersonField(fieldOf(column.name)) || cell.includes('@');

/** A cell that a formula failed in, the first of its column, and the errors that stand there. */
interface Failed {
  readonly first: FoundCell;
  readonly errors: Set<string>;
  rows: number;
}

/**
 * Refuses rows of which a cell is struck out, or holds in place of a value that a formula failed: whether their people
 * are meant, the file does not say. `open`: the columns that may mean something; `judged`: those of them by which the
 * call does not choose.
 */
export function struckRows(open: readonly Column[], judged: readonly Column[]): RowObserver {
  const checked = new Set(judged.filter(({ name }) => !isChecked(fieldOf(name))));
  const failed = new Map<Column, Failed>();
  /** The first of each column. */
  const struck = new Map<Column, FoundCell>();
  let rows = 0;

  const fail = (first: FoundCell) => {
    if (!checked.has(first.column)) return;
    const known = failed.get(first.column) ?? { first, errors: new Set<string>(), rows: 0 };
    known.rows += 1;
    if (known.errors.size < MOST_ERRORS) known.errors.add(first.cell);
    failed.set(first.column, known);
  };

  const ofFailed = ({ first: { line, column, cell }, errors, rows }: Failed): ColumnProblem => ({
    line,
    message: `${listOf([column.name])} holds ${cell} in ${rowsInWords(rows)}, because a formula failed: correct the sheet, choose rows with --where, or use --ignore-column if it does not matter`,
    mend: [
      ...(errors.size < MOST_ERRORS
        ? [whereArgument(column, ...errors), whereExcept(column, ...errors)]
        : []),
      ignoreArgument(column),
    ],
  });

  const ofStruck = ([first, ...others]: readonly [FoundCell, ...FoundCell[]]): ColumnProblem => {
    const all = [first, ...others];
    const mayIgnore = !all.some(isPerson);
    return {
      line: first.line,
      message: `${listOf(all.map(({ column }) => column.name))} is struck out in ${rowsInWords(rows)} (here ${first.cell.trim().slice(0, LONGEST_SHOWN)}): delete those lines, or the marks around the text${mayIgnore ? ', or use --ignore-column if it does not matter' : ''}`,
      mend: mayIgnore ? [all.flatMap(({ column }) => ignoreArgument(column))] : [],
    };
  };

  /** True for a cell that is struck out, of those that may be. */
  const see = (found: FoundCell): boolean => {
    if (isFormulaError(found.cell)) fail({ ...found, cell: found.cell.trim() });
    if (!isStruckOut(found.cell)) return false;
    if (!struck.has(found.column)) struck.set(found.column, found);
    return true;
  };

  return {
    observe({ line, cells }) {
      let isStruck = false;
      for (const column of open) {
        const cell = cells[column.index];
        if (cell !== undefined && mayBeStruck(cell) && see({ line, column, cell })) isStruck = true;
      }
      if (isStruck) rows += 1;
    },
    finish() {
      const [first, ...others] = struck.values();
      return {
        problems: [...(first ? [ofStruck([first, ...others])] : []), ...[...failed.values()].map(ofFailed)],
      };
    },
  };
}

/** Columns of people, besides those of their names. */
const OF_PEOPLE = spelt(
  /^(?:worker|employee|associate|colleague|person|member|user|mitarbeiter|collaborateur|salarié|dipendente|empleado|medewerker)(?: name)?$/i,
);

interface Names {
  readonly column: Column;
  gone: number;
  kept: number;
  other: number;
  rows: number;
  first: { readonly gone?: string; readonly kept?: string; readonly other?: string };
}

/**
 * Refuses names of which some are marked as programs for HR mark them: `Jane Doe (Terminated)` beside others without
 * it, and `John Smith (On Leave)`. Who leaves today has no such mark yet: where another column says of every row that
 * the person has gone, or when, it does not matter. `open`: the columns that may say who has gone.
 */
export function markedNames(columns: readonly Column[], open: readonly Column[]): RowObserver {
  const states = new GoneStates(open);
  let dated = open.filter(({ name }) => fieldOf(name) === 'last_day' || goneDateName(name) !== null);
  const watched = columns
    .filter(({ name }) => isNameOfPeople(name) || OF_PEOPLE.test(name))
    .map((column): Names => ({ column, gone: 0, kept: 0, other: 0, rows: 0, first: {} }));

  const problemOf = ({ column, gone, kept, other, rows, first }: Names): ColumnProblem | undefined => {
    const haveAllGone = gone === rows || states.areAll || dated.length > 0;
    if (kept + other === 0 && (gone === 0 || haveAllGone)) return undefined;
    const [count, what] =
      other > 0
        ? [other, `are somebody else (${first.other})`]
        : kept > 0
          ? [kept, `are kept (${first.kept})`]
          : [gone, `have gone (${first.gone})`];
    return {
      message: `${listOf([column.name])} says of ${count} of ${rows} that they ${what}: take out the rows that are not meant, or use --ignore-column if it does not matter`,
      mend: [ignoreArgument(column)],
    };
  };

  return {
    observe({ cells }) {
      if (watched.length === 0) return;
      states.observe(cells);
      dated = dated.filter(({ index }) => {
        const cell = cells[index] ?? '';
        return /[1-9]/.test(cell) && !isLongAgo(cell);
      });
      for (const each of watched) {
        each.rows += 1;
        const cell = (cells[each.column.index] ?? '').trim();
        const mark = nameMark(cell);
        if (mark === undefined) continue;
        each[mark] += 1;
        each.first = { [mark]: cell, ...each.first };
      }
    },
    finish: () => ({ problems: watched.flatMap((each) => problemOf(each) ?? []) }),
  };
}
