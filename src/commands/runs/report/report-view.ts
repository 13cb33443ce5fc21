import { lagText, peopleGrid } from '../../../audit/report/csv-report.ts';
import type { RunsReport } from '../../../audit/report/report.ts';
import { byUrgency, type ReportPerson } from '../../../audit/report/report-person.ts';
import { laterWords, roundLag } from '../../../audit/report/report-words.ts';
import {
  type LongView,
  mayCut,
  mayLeaveOut,
  mayWrap,
  type ShortView,
  type Table,
} from '../../../output/view.ts';
import { counted, namedFirst } from '../../../text/counted.ts';

export interface WrittenReport {
  readonly format: 'html' | 'markdown' | 'csv';
  readonly file: string;
  readonly bytes: number;
}

/** The counts of a report, and what they are of, for programs. */
export function reportSummary(report: RunsReport) {
  const { asked, made_at, version, organizations, counts, deleted, gaps } = report;
  const runs = report.runs.map(({ run_id }) => run_id);
  return { asked, made_at, version, organizations, runs, counts, deleted, gaps };
}

/** The answer without a file: the people, for a reader the urgent ones first, for programs as the runs have them. */
export function peopleView(report: RunsReport, isForReader: boolean): LongView {
  const people = isForReader ? report.people.toSorted(byUrgency) : report.people;
  return {
    records: {
      within: { head: { summary: reportSummary(report) }, list: 'results' },
      each: () => people,
      json: (person: ReportPerson) => ({ ...person, lag: person.lag && roundLag(person.lag) }),
      csv: peopleGrid,
      table: peopleTable,
    },
  };
}

const peopleTable = (people: readonly ReportPerson[]): Table => ({
  columns: [
    ...['USER', mayCut('NAME'), 'ACTION', 'OUTCOME', mayLeaveOut('LAST DAY', 2), 'ACCESS ENDED', 'LAG'],
    ...[mayLeaveOut(mayCut('BY'), 1), 'VERIFIED', mayWrap('LATER RUN')],
  ],
  rows: people.map((person) => [
    person.user_id ?? person.email,
    person.full_name,
    person.action,
    person.outcome,
    person.last_day,
    person.removed_at?.slice(0, 10) ?? null,
    lagText(person),
    person.by,
    person.verified,
    laterWords(person)?.replace(/^later /, '') ?? null,
  ]),
});

/** The answer with files: which they are, and what they are of. */
export function filesView(report: RunsReport, files: readonly WrittenReport[]): ShortView {
  const { runs, people } = report.counts;
  return {
    json: { summary: reportSummary(report), files },
    lines: files,
    csv: {
      columns: ['format', 'file', 'bytes'],
      rows: files.map(({ format, file, bytes }) => [format, file, bytes]),
    },
    table: {
      columns: ['FORMAT', 'RUNS', 'PEOPLE', 'BYTES', 'FILE'],
      rows: files.map(({ format, file, bytes }) => [format, runs, people, bytes, file]),
    },
  };
}

const MOST_NAMED = 10;

interface Told {
  readonly run_id: string;
  readonly remark: string;
}

/** What is to be said of runs, once for all that are alike: a clock that was wrong for weeks is one note. */
export function remarkNotes(runs: RunsReport['runs'], gaps: readonly string[]): string[] {
  const alike = new Map<string, [Told, ...Told[]]>();
  const told = new Set(gaps);
  for (const { run_id, remarks } of runs)
    for (const remark of remarks) {
      if (told.has(`run ${run_id}: ${remark}`)) continue;
      const words = withoutFigures(remark);
      // Of one run, the second names something else than the first: another run that cannot be read.
      const key = alike.get(words)?.at(-1)?.run_id === run_id ? remark : words;
      const before = alike.get(key);
      if (before === undefined) alike.set(key, [{ run_id, remark }]);
      else before.push({ run_id, remark });
    }
  return [...alike.values()].map(noteOf);
}

/** The runs differ in whom they name and in how much is wrong. */
const withoutFigures = (remark: string): string =>
  remark
    .split(' ')
    .filter((word) => !/\d|usr_/.test(word))
    .join(' ');

function noteOf(told: readonly [Told, ...Told[]]): string {
  const [{ run_id, remark }] = told;
  if (told.length === 1) return `run ${run_id}: ${remark}`;
  const ids = told.map((one) => one.run_id);
  const like = told.every((one) => one.remark === remark) ? '' : ' has a remark like this';
  return `each of ${counted(told.length, 'run')} (${namedFirst(ids, MOST_NAMED)})${like}: ${remark}`;
}
