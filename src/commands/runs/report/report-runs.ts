import type { RunEvidence } from '../../../audit/evidence/read-run.ts';
import { csvReport } from '../../../audit/report/csv-report.ts';
import { makeReport } from '../../../audit/report/make-report.ts';
import { markdownReport } from '../../../audit/report/markdown-report.ts';
import { htmlReport } from '../../../audit/report/page/html-report.ts';
import type { RunsReport } from '../../../audit/report/report.ts';
import { deletedWords, lostWords, noRunWords } from '../../../audit/report/report-words.ts';
import type { Context } from '../../../cli/context.ts';
import { type AnswerFile, checkAnswerFile, writeAnswerFile } from '../../../cli/files/answer-file.ts';
import { during } from '../../../cli/streams/during.ts';
import { CliError, usageError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { View } from '../../../output/view.ts';
import { runsFolder } from '../../../system/folders.ts';
import { leadToSameFile } from '../../../system/written/target.ts';
import { counted } from '../../../text/counted.ts';
import { ON_STDOUT } from '../../../validation/paths.ts';
import type { PeriodFlags } from '../../audit/period.ts';
import { filesView, peopleView, remarkNotes, reportSummary, type WrittenReport } from './report-view.ts';
import type { ReportFiles } from './shape.ts';

/**
 * Makes the report of some runs and writes it to the files that are wanted; without any, it is the answer. Throws
 * `CliError` where a named run is not there, or a file cannot be written.
 */
export async function reportRuns(
  context: Context,
  ids: readonly string[],
  options: ReportFiles & PeriodFlags,
): Promise<View> {
  const { since = null, until = null } = options;
  if (ids.length > 0 && (since !== null || until !== null)) {
    throw usageError('a report is of named runs or of a period, not of both', 'leave one of them out');
  }
  const wanted = wantedFiles(options);
  const files = wanted.filter(({ file }) => file !== ON_STDOUT);
  const answer = wanted.find(({ file }) => file === ON_STDOUT);
  if (answer !== undefined) refuseOtherAnswers(answer, context);
  const runs = runsFolder(context.environment);
  for (const file of files) checkAnswerFile(answerFile(file), context);
  const zone = context.setting('time-zone', options.timeZone).value;
  const { environment } = context;
  const redact = (evidence: RunEvidence) => redactEvidence(context, evidence);
  const report = await during(context.io, 'reading the journals', () =>
    makeReport({ ids, since, until, zone, now: environment.clock.now() }, { runs, environment, redact }),
  );
  context.end.set(() => reportSummary(report));
  const written: WrittenReport[] = [];
  for (const file of files) written.push(await writeReport(file, report));
  const notes = notesOf(report);
  const error = gapsError(report);
  const end = error === null ? {} : { error };
  if (answer !== undefined) {
    const others = written.map(({ file }) => `written: ${file}`);
    return { raw: { body: [...answer.pieces(report)].join('') }, notes: [...others, ...notes], ...end };
  }
  const view =
    files.length === 0 ? peopleView(report, context.format() === 'table') : filesView(report, written);
  return { ...view, notes, ...end };
}

interface WantedFile {
  readonly format: WrittenReport['format'];
  readonly file: string;
  readonly pieces: (report: RunsReport) => Iterable<string>;
}

function answerFile({ format, file }: WantedFile): AnswerFile {
  const option = `--${format}`;
  const hint = `${option} - writes to stdout; without ${option} the people are the answer`;
  return { file, option, streamFlaw: [' is a stream of this program', hint] };
}

/** Replaces a file by the report, in one step. Throws `CliError`; the file is as before then. */
async function writeReport(wanted: WantedFile, report: RunsReport): Promise<WrittenReport> {
  const { format, file, pieces } = wanted;
  let bytes = 0;
  const counted = async function* () {
    for (const text of pieces(report)) {
      bytes += Buffer.byteLength(text);
      yield text;
    }
  };
  await writeAnswerFile(answerFile(wanted), counted());
  return { format, file, bytes };
}

/** Throws `CliError` (usage) where the answer is wanted in another form too. */
function refuseOtherAnswers({ format }: WantedFile, context: Context): void {
  const output = context.typedFormat() ?? 'table';
  const other = output !== 'table' ? `--output ${output}` : context.fields === undefined ? null : '--fields';
  if (other === null) return;
  throw usageError(`--${format} - and ${other} want two answers on stdout`, `name a file for --${format}`);
}

function wantedFiles({ html, markdown, csv }: ReportFiles): WantedFile[] {
  const all = [
    { format: 'html' as const, file: html, pieces: htmlReport },
    { format: 'markdown' as const, file: markdown, pieces: markdownReport },
    { format: 'csv' as const, file: csv, pieces: csvReport },
  ];
  const wanted = all.flatMap(({ file, ...how }) => (file === undefined ? [] : [{ ...how, file }]));
  const twice = wanted.find(
    ({ file }, index) => wanted.findIndex((other) => isSameOutput(other.file, file)) < index,
  );
  if (twice) {
    const file = twice.file === ON_STDOUT ? 'stdout' : twice.file;
    throw usageError(`two formats name the same file: ${file}`, 'name two files');
  }
  return wanted;
}

const isSameOutput = (one: string, other: string): boolean => one === other || leadToSameFile(one, other);

/** What a journal of another machine says may be a secret of this call. */
function redactEvidence({ secrets }: Context, { run, people, gaps }: RunEvidence): RunEvidence {
  const redact = <T>(value: T): T => {
    const json = JSON.stringify(value);
    const clean = secrets.redactWritten(json);
    return clean === json ? value : JSON.parse(clean);
  };
  return { run: redact(run), people: people.map(redact), gaps: redact(gaps) };
}

/** What the error does not say already. */
function notesOf(report: RunsReport): string[] {
  const { runs, counts, asked, gaps } = report;
  const none = gaps.length > 0 ? null : noRunWords(report);
  return [
    ...(none === null ? [] : [`${none}: ${asked}`]),
    ...[deletedWords(report) ?? [], lostWords(report) ?? []].flat(),
    ...remarkNotes(runs, gaps),
    ...(counts.given_back === 0
      ? []
      : [
          `${counted(counts.given_back, 'person', 'people')} got access again by a later run: the report names it`,
        ]),
  ];
}

const MOST_GAPS = 3;

/** Every gap that the ledger shows says so; a run alone has nothing to show of it. */
const isOfLedger = (gap: string): boolean => gap.includes('the ledger');

/** How to look at what is missing, of each kind of gap. */
const cures = (gaps: readonly string[]): string[] => [
  ...(gaps.some(isOfLedger)
    ? ['`aitronos runs verify --journal` compares the ledger with every journal']
    : []),
  ...(gaps.every(isOfLedger) ? [] : ['`aitronos runs show <run>` shows what is left of a run']),
];

/** The error of a report in which something is missing: it must not pass for the whole evidence. */
function gapsError({ gaps }: RunsReport): CliError | null {
  if (gaps.length === 0) return null;
  const more = gaps.length > MOST_GAPS ? `; and ${gaps.length - MOST_GAPS} more` : '';
  const message = `the report is incomplete: ${gaps.slice(0, MOST_GAPS).join('; ')}${more}`;
  const hint = `the report names what is missing; ${cures(gaps).join('; ')}`;
  return new CliError('REPORT_INCOMPLETE', EXIT.partial, message, hint, { details: { gaps } });
}
