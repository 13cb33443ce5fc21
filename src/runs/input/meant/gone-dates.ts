import type { Action } from '../../../results/record.ts';
import { cleanCell } from '../cell.ts';
import { ignoreArgument, listOf } from '../columns/header.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { isNoDate } from '../due/date-columns.ts';
import type { ColumnProblem, Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { ABOUT, headerWords } from './state-names.ts';
import { whereArgument, whereFilled } from './where.ts';
import { wordSet } from './word-set.ts';

/** Words of headers that say that a person went, or was kept out from then on. */
const WENT = wordSet([
  'deleted|deletion|deactivated|deactivation|disabled|suspended|suspension|archived|terminated|termination',
  'offboarded|offboarding|removed|removal|deprovisioned|departed|left|exit|exited|resigned|retired',
  'dismissed|revoked|gelöscht|deaktiviert|gesperrt|ausgeschieden|ausgetreten|gekündigt|austritt|supprimé',
  'désactivé|suspendu|sorti|parti|licencié|cessato|disattivato|sospeso|eliminato|uscito|baja|eliminado',
]);

/** Words that say that it is about when. */
const WHEN = wordSet([
  'at|on|date|datetime|time|timestamp|stamp|since|when|day|utc|am|seit|datum|zeitpunkt|tag|le|depuis|jour',
  'il|dal|data|giorno|el|fecha',
]);

/** True for a header that says when a person went: `deletedDateTime`, `Deactivated on`. */
function isGoneDateName(header: string): boolean {
  const words = headerWords(header);
  return (
    words.some((word) => WENT.has(word)) &&
    words.some((word) => WHEN.has(word)) &&
    words.every((word) => WENT.has(word) || WHEN.has(word) || ABOUT.has(word))
  );
}

/** Where dates stand that say who has gone. */
interface Dates {
  readonly headers: readonly string[];
  readonly columns: readonly Column[];
  /** In how many rows none of the columns has a date, and in how many one does. */
  readonly empty: number;
  readonly filled: number;
}

/** That some rows have no date and others do: such a list holds those who stay too. */
export function someUndated(
  { headers, columns, empty, filled }: Dates,
  wanted: 'gone' | 'there',
): readonly ColumnProblem[] {
  const [column, other] = columns;
  if (column === undefined || empty === 0 || filled === 0) return [];
  const names = listOf(columns.map(({ name }) => name));
  const chosen = wanted === 'gone' ? whereFilled(headers, column) : whereArgument(headers, column, '');
  const which = wanted === 'gone' ? 'have a date' : 'have none';
  const message = `${names} is empty in ${empty} of ${empty + filled} rows, and who has no date may be staying: --where takes those who ${which}, --ignore-column says that it does not matter`;
  const ignored = columns.flatMap((each) => ignoreArgument(headers, each));
  return [{ message, mend: [...(other ? [] : [chosen]), ignored] }];
}

interface Watched {
  readonly column: Column;
  empty: number;
  filled: number;
  /** Whether a cell is no date, so that the column says something else. */
  isOther: boolean;
}

/** Refuses columns that say when people went and are empty in some rows: such a list holds those who stay too. */
export class GoneDates implements RowObserver {
  readonly #headers: readonly string[];
  readonly #wanted: 'gone' | 'there';
  #watched: readonly Watched[];

  /** `action`: what is to be done with the people, absent for a roster. */
  constructor(headers: readonly string[], columns: readonly Column[], action: Action | undefined) {
    this.#headers = headers;
    this.#wanted = action === 'deactivate' || action === 'remove' ? 'gone' : 'there';
    this.#watched = columns
      .filter(({ name }) => isGoneDateName(name))
      .map((column) => ({ column, empty: 0, filled: 0, isOther: false }));
  }

  observe({ cells }: RawRow): void {
    let isOther = false;
    for (const each of this.#watched) {
      const cell = cleanCell(cells[each.column.index] ?? '');
      if (isNoDate(cell)) each.empty += 1;
      else if (/\d/.test(cell)) each.filled += 1;
      else each.isOther = true;
      isOther ||= each.isOther;
    }
    if (isOther) this.#watched = this.#watched.filter((each) => !each.isOther);
  }

  finish(): Findings {
    const headers = this.#headers;
    return {
      problems: this.#watched.flatMap(({ column, empty, filled }) =>
        someUndated({ headers, columns: [column], empty, filled }, this.#wanted),
      ),
    };
  }
}
