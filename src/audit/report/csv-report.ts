import { renderCsv } from '../../output/csv.ts';
import type { Grid } from '../../output/view.ts';
import type { RunsReport } from './report.ts';
import { REPORT_COLUMNS, type ReportPerson } from './report-person.ts';
import { roundLag } from './report-words.ts';

/** People as CSV; what is not known is an empty field. */
export const peopleGrid = (people: readonly ReportPerson[]): Grid => ({
  columns: REPORT_COLUMNS,
  rows: people.map((person) =>
    REPORT_COLUMNS.map((name) => (name === 'lag' ? lagText(person) : person[name])),
  ),
});

/** Days with one decimal, also where it is 0. */
export const lagText = ({ lag }: Pick<ReportPerson, 'lag'>): string | null =>
  lag === null ? null : roundLag(lag).toFixed(1);

const GROUP_SIZE = 500;

/** The report as CSV, in the order of runs and rows. */
export function* csvReport({ people }: RunsReport): Generator<string> {
  if (people.length === 0) yield renderCsv(peopleGrid([]));
  for (let start = 0; start < people.length; start += GROUP_SIZE) {
    yield renderCsv(peopleGrid(people.slice(start, start + GROUP_SIZE)), start === 0);
  }
}
