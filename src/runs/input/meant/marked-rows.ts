import { nameMark } from '../cells/names-beside.ts';
import { fieldOf, isNameOfPeople } from '../columns/field-names.ts';
import { ignoreArgument, listOf } from '../columns/header.ts';
import type { Column, FoundCell } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { isLongAgo } from '../dates/years.ts';
import { goneDateName } from '../names/gone-date-names.ts';
import { type ColumnProblem, type Findings, rowsInWords } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { isFormulaError, isStruckOut, mayBeStruck } from '../words/struck-out.ts';
import { GoneStates } from './gone-states.ts';
import { whereArgument, whereExcept } from './where.ts';

const LONGEST_SHOWN = 40;
/** How many kinds of errors of formulas are told apart. */
const MOST_ERRORS = 4;

/** Of these fields what is no value is a bad row. */
const CHECKED: readonly (string | undefined)[] = [
  'user_id',
  'email',
  'transfer_to',
  'last_day',
  'effective_at',
];

/**
 * Refuses rows of which a cell is struck out, or holds in place of a value that a formula failed: whether their people
 * are meant, the file does not say.
 */
export class StruckRows implements RowObserver {
  readonly #headers: readonly string[];
  readonly #open: readonly Column[];
  readonly #judged: ReadonlySet<Column>;
  #struck: FoundCell | null = null;
  #rows = 0;
  readonly #failed = new Map<
    Column,
    { readonly first: FoundCell; readonly errors: Set<string>; rows: number }
  >();

  /** `open`: the columns that may mean something; `judged`: those of them by which the call does not choose. */
  constructor(headers: readonly string[], open: readonly Column[], judged: readonly Column[]) {
    this.#headers = headers;
    this.#open = open;
    this.#judged = new Set(judged.filter(({ name }) => !CHECKED.includes(fieldOf(name))));
  }

  observe({ line, cells }: RawRow): void {
    let isStruck = false;
    for (const column of this.#open) {
      const cell = cells[column.index];
      if (cell === undefined || !mayBeStruck(cell)) continue;
      if (isFormulaError(cell)) this.#fail({ line, column, cell: cell.trim() });
      if (isStruck || !isStruckOut(cell)) continue;
      isStruck = true;
      this.#struck ??= { line, column, cell };
      this.#rows += 1;
    }
  }

  #fail(first: FoundCell): void {
    if (!this.#judged.has(first.column)) return;
    const failed = this.#failed.get(first.column) ?? { first, errors: new Set<string>(), rows: 0 };
    failed.rows += 1;
    if (failed.errors.size < MOST_ERRORS) failed.errors.add(first.cell);
    this.#failed.set(first.column, failed);
  }

  finish(): Findings {
    const failed = [...this.#failed.values()].map(({ first: { line, column, cell }, errors, rows }) => ({
      line,
      message: `${listOf([column.name])} holds ${cell} in ${rowsInWords(rows)}, because a formula failed: correct the sheet, choose rows with --where, or use --ignore-column if it does not matter`,
      mend: [
        ...(errors.size < MOST_ERRORS ? [whereArgument(this.#headers, column, ...errors)] : []),
        ...(errors.size < MOST_ERRORS ? [whereExcept(this.#headers, column, ...errors)] : []),
        ignoreArgument(this.#headers, column),
      ],
    }));
    return { problems: [...this.#ofStruck(), ...failed] };
  }

  #ofStruck(): readonly ColumnProblem[] {
    if (this.#struck === null) return [];
    const { line, column, cell } = this.#struck;
    const rows = rowsInWords(this.#rows);
    const message = `${listOf([column.name])} is struck out in ${rows} (here ${cell.trim().slice(0, LONGEST_SHOWN)}): delete those lines, or the marks around the text, or use --ignore-column if it does not matter`;
    return [{ line, message, mend: [ignoreArgument(this.#headers, column)] }];
  }
}

/** Columns of people, besides those of their names. */
const OF_PEOPLE =
  /^(?:worker|employee|associate|colleague|person|member|user|mitarbeiter|collaborateur|salarié|dipendente|empleado|medewerker)(?: name)?$/i;

interface Names {
  readonly column: Column;
  gone: number;
  kept: number;
  other: number;
  rows: number;
  /** The first who is marked so. */
  first: { readonly gone?: string; readonly kept?: string; readonly other?: string };
}

/**
 * Refuses names of which some are marked as programs for HR mark them: `Jane Doe (Terminated)` beside others without
 * it, and `John Smith (On Leave)`. Who leaves today has no such mark yet: where another column says of every row that
 * the person has gone, or when, it does not matter.
 */
export class MarkedNames implements RowObserver {
  readonly #headers: readonly string[];
  readonly #watched: readonly Names[];
  readonly #gone: GoneStates;
  #dated: readonly Column[];

  /** `open`: the columns that may say who has gone. */
  constructor(headers: readonly string[], columns: readonly Column[], open: readonly Column[]) {
    this.#headers = headers;
    this.#gone = new GoneStates(open);
    this.#dated = open.filter(({ name }) => fieldOf(name) === 'last_day' || goneDateName(name) !== null);
    this.#watched = columns
      .filter(({ name }) => isNameOfPeople(name) || OF_PEOPLE.test(name))
      .map((column) => ({ column, gone: 0, kept: 0, other: 0, rows: 0, first: {} }));
  }

  observe({ cells }: RawRow): void {
    if (this.#watched.length === 0) return;
    this.#gone.observe(cells);
    this.#dated = this.#dated.filter(({ index }) => {
      const cell = cells[index] ?? '';
      return /[1-9]/.test(cell) && !isLongAgo(cell);
    });
    for (const each of this.#watched) {
      each.rows += 1;
      const cell = (cells[each.column.index] ?? '').trim();
      const mark = nameMark(cell);
      if (mark === undefined) continue;
      each[mark] += 1;
      each.first = { [mark]: cell, ...each.first };
    }
  }

  finish(): Findings {
    return { problems: this.#watched.flatMap((each) => this.#problem(each) ?? []) };
  }

  #problem({ column, gone, kept, other, rows, first }: Names): ColumnProblem | undefined {
    const haveAllGone = gone === rows || this.#gone.areAll || this.#dated.length > 0;
    if (kept + other === 0 && (gone === 0 || haveAllGone)) return undefined;
    const [count, what] =
      other > 0
        ? [other, `are somebody else (${first.other})`]
        : kept > 0
          ? [kept, `are kept (${first.kept})`]
          : [gone, `have gone (${first.gone})`];
    return {
      message: `${listOf([column.name])} says of ${count} of ${rows} that they ${what}: take out the rows that are not meant, or use --ignore-column if it does not matter`,
      mend: [ignoreArgument(this.#headers, column)],
    };
  }
}
