import { parse } from 'csv-parse/sync';
import { accessOf, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { counted } from '../../../text/counted.ts';
import { cutText } from '../../../text/cut.ts';
import { FirstSuggestions } from '../../../text/first-suggestions.ts';
import { foldCase } from '../../../text/fold-case.ts';
import { cellWords } from '../cell.ts';
import { columnsNamed, headerWord, listOf, noSuchColumn } from '../columns/header.ts';
import type { Column, ColumnProblem, RowFilter } from '../columns/table.ts';
import { ValueCounts } from './value-counts.ts';

/** One `--where`: in which column, which values, and whether these are meant or all others. */
export interface Condition {
  readonly column: Column;
  /** Folded. */
  readonly values: ReadonlySet<string>;
  readonly isMeant: boolean;
  /** As it was typed. */
  readonly text: string;
}

/** A `--where` divided: its header, what follows, and whether `!=` stands between. */
interface Divided {
  readonly header: string;
  readonly rest: string;
  readonly isMeant: boolean;
}

/** Reads a `--where`: the first `=` or `!=` behind a header divides. Returns what is wrong with it instead. */
export function conditionOf(headers: readonly string[], text: string): Condition | ColumnProblem {
  const ways = divisions(text);
  const known = ways.find(({ header }) => columnsNamed(headers, header).length > 0);
  if (known === undefined) {
    return { message: noSuchColumn(headers, '--where', ways[0]?.header ?? text), mend: [] };
  }
  const found = columnsNamed(headers, known.header);
  const [column] = found;
  if (column === undefined || found.length > 1) {
    const places = listOf(found.map(({ index }) => `#${index + 1}`));
    const message = `--where names ${found.length} columns with "${known.header}": write ${places} in its place`;
    return { message, mend: [] };
  }
  const values = valuesOf(known.rest);
  if (values !== null) return { column, values, isMeant: known.isMeant, text };
  const message = `--where ${text}: the values are no line of CSV; put one that holds a comma or a quote in quotes`;
  return { message, mend: [] };
}

/** The ways to divide it, the one nearest to its beginning first; a header may hold an `=` itself. */
function divisions(text: string): readonly Divided[] {
  return [...text.matchAll(/=/g)].flatMap(({ index }) => {
    const rest = text.slice(index + 1);
    const plain = { header: text.slice(0, index).trim(), rest, isMeant: true };
    if (text[index - 1] !== '!') return [plain];
    return [{ header: text.slice(0, index - 1).trim(), rest, isMeant: false }, plain];
  });
}

/** The folded values of one line of CSV; null where it is none. */
function valuesOf(text: string): ReadonlySet<string> | null {
  if (text.trim() === '') return new Set(['']);
  try {
    const lines: string[][] = parse(text, { ltrim: true, relax_column_count: true });
    const [line = []] = lines;
    return lines.length === 1 ? new Set(line.map((value) => foldCase(cellWords(value)))) : null;
  } catch {
    return null;
  }
}

/** The words that choose the rows with one of these values of a column. */
export const whereArgument = (column: Column, ...values: readonly string[]) =>
  whereWords(column, '=', values);

/** The words for each of these values, and before them those for all where all are meant. */
export function whereEach(column: Column, values: readonly string[], areMeant: boolean): string[][] {
  const each = values.map((value) => whereArgument(column, value));
  return areMeant && values.length > 1 ? [whereArgument(column, ...values), ...each] : each;
}

/** The words that choose the rows with anything else in a column. */
export const whereExcept = (column: Column, ...values: readonly string[]) => whereWords(column, '!=', values);

/** The words that leave out the rows with these cells, which have no date; none where there are no such rows. */
export const whereFilled = (column: Column, undated: readonly string[]): readonly string[] =>
  undated.length > 0 ? whereExcept(column, ...undated) : [];

/** The lines that choose by a column of dates, in which the cells without one are these. */
export function whereDated(
  action: Action | undefined,
  column: Column,
  undated: readonly string[],
  isOfAccount: boolean,
): readonly string[][] {
  const filled = whereExcept(column, ...undated);
  const empty = whereArgument(column, ...undated);
  if (takesAccess(action)) return [filled];
  if (accessOf(action) !== 'restored') return [empty];
  return isOfAccount ? [filled] : [filled, empty];
}

function whereWords(column: Column, sign: '=' | '!=', values: readonly string[]): string[] {
  return ['--where', `${headerWord(column)}${sign}${values.map(valueWord).join(',')}`];
}

/** A value as `--where` takes it. */
const valueWord = (value: string): string =>
  /^[^",\r\n]*$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;

/** Chooses the rows for which every `--where` holds; a value that no row of the file has is a problem. */
export function chosenRows(conditions: readonly Condition[]): RowFilter {
  const seen = conditions.map(
    (condition): SeenCondition => ({
      condition,
      counts: new ValueCounts(),
      missing: new Set(condition.values),
    }),
  );
  let [rows, leftOut] = [0, 0];
  return {
    keeps({ cells }) {
      let isChosen = true;
      // Every condition sees every row: what the file holds does not depend on what the others leave out.
      for (const { condition, counts, missing } of seen) {
        const value = counts.add(cells[condition.column.index] ?? '');
        missing.delete(value);
        if (condition.values.has(value) !== condition.isMeant) isChosen = false;
      }
      rows += 1;
      if (!isChosen) leftOut += 1;
      return isChosen;
    },
    finish() {
      const problems = seen.flatMap(unknownValues);
      const chosen = `--where chooses ${rows - leftOut} of ${counted(rows, 'row')}`;
      return { problems, notes: problems.length > 0 ? [] : [chosen], not_chosen: leftOut };
    },
  };
}

interface SeenCondition {
  readonly condition: Condition;
  readonly counts: ValueCounts;
  /** Those of its values that no row had by now: more are told apart than the counts of the others have room for. */
  readonly missing: Set<string>;
}

const LONGEST_TEXT_BYTES = 200;

/** The values that a condition names and no row has. */
function unknownValues({ condition: { column, text }, counts, missing }: SeenCondition): ColumnProblem[] {
  const known = counts.list().map(({ value }) => value);
  const { suggest } = new FirstSuggestions();
  return [...missing].map((value) => {
    const nearest = suggest(value, known).map(valueWord);
    const all = () => listOf(known.map(valueWord)) || 'none';
    const words = nearest.length > 0 ? `did you mean ${listOf(nearest)}?` : `there are: ${all()}`;
    const what = value === '' ? 'no row without a value' : `no row with "${value}"`;
    const where = `--where ${cutText(text, LONGEST_TEXT_BYTES)}`;
    return { message: `${where}: there is ${what} in ${listOf([column.name])}; ${words}`, mend: [] };
  });
}
