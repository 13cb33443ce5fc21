import type { CiJob } from '../../runs/ci-job.ts';
import { isDay } from '../../runs/input/dates/days-and-years.ts';
import type { JournalHeader } from '../../runs/journal/journal-entries.ts';
import { type RecordedRow, recordedRows } from '../../runs/journal/recorded-results.ts';
import { journalFile } from '../../runs/journal/run-paths.ts';
import type { FoundRun } from '../../runs/journal/run-reader.ts';
import { STILL_AT_WORK } from '../../runs/ledger/run-at-work.ts';
import { fileDigest } from '../../system/reading/file-digest.ts';
import { SharedValues } from '../../text/shared-values.ts';
import type { Approval, ReportedRun } from '../report/report.ts';
import type { ReportPerson } from '../report/report-person.ts';
import { ChecksSince } from './checks-since.ts';
import { ClockCheck } from './clock-check.ts';
import type { LagFinder } from './lag.ts';
import { digestOfLine, ledgerVerdict, newestLines, type ReadLedger } from './ledger-lines.ts';
import { RateBins } from './rate-bins.ts';
import { recordedPerson, textIn } from './recorded-person.ts';
import { readChecks, runGaps } from './run-gaps.ts';

/** What is known of a run, with what is wrong with its files. */
export interface RunEvidence {
  readonly run: ReportedRun;
  readonly people: readonly ReportPerson[];
  /** What is missing from the evidence, or is not to be believed. */
  readonly gaps: readonly string[];
}

export interface EvidenceOptions {
  readonly lags: LagFinder;
  /** Where last days end when the run does not say it; null where no zone is known. */
  readonly zone: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly ledger: ReadLedger;
  readonly isAtWork: (run_id: string) => boolean;
  /** The same, or one was killed at it. */
  readonly isOpen: (run_id: string) => boolean;
  /** Stops the reading of a long run. */
  readonly signal: AbortSignal;
}

/** Reads the evidence of a run from its journal, its rows and its newest check, without a request. */
export async function readEvidence(found: FoundRun, options: EvidenceOptions): Promise<RunEvidence> {
  const { header, summary, path } = found;
  const { lags, ledger } = options;
  const zone = options.zone ?? NO_ZONE;
  const lines = newestLines(ledger, header.run_id);
  const line = lines.ofJournal;
  const checks = await readChecks(path, lines);
  const bins = new RateBins();
  const clocks = new ClockCheck(header.created_at, options.now);
  const shared = new SharedValues();
  const people: ReportPerson[] = [];
  let edited = 0;
  const checked = lines.ofCheck?.length ?? Number.POSITIVE_INFINITY;
  const since = new ChecksSince(checks.rows, found.states, checked);
  for await (const recorded of recordedRows(found)) {
    options.signal.throwIfAborted();
    const { check, logged_at } = since.of(recorded);
    const person = recordedPerson(recorded, { header, check, lags, shared, zone });
    people.push(person);
    if (recorded.isEdited) edited += 1;
    if (recorded.at !== null) bins.add(Date.parse(recorded.at));
    clocks.add(person, [deactivatedAt(recorded), logged_at]);
  }
  const journal = await fileDigest(journalFile(path), found.length);
  const { gap, remark } = ledgerVerdict(found, ledger, options.isOpen(header.run_id));
  const gaps = await runGaps(found, edited, [checks.gap, gap]);
  const run: ReportedRun = {
    ...headOf(header, zone),
    summary,
    digests: {
      rows: header.rows_sha256,
      journal,
      ledger: line ? digestOfLine(line) : null,
    },
    timeline: bins.timeline(),
    remarks: [
      ...(header.origin === 'sandbox' ? [PRACTISED] : []),
      ...gaps,
      ...since.remarks(header.run_id),
      ...endRemarks(found, options),
      ...(remark === null || options.isAtWork(header.run_id) ? [] : [remark]),
      ...zoneRemarks(found, people, options),
      ...clocks.remarks(),
    ],
  };
  return { run, people, gaps };
}

/** Such runs lie beside the others, and would pass for evidence. */
const PRACTISED = 'it is of the sandbox: nothing real was changed';

const deactivatedAt = ({ record }: RecordedRow): string | null =>
  record.user === null ? null : textIn(record.user, 'deactivated_at');

/** Where last days end if neither the run nor the call says it. */
const NO_ZONE = 'UTC';

/** A lag is told with a decimal, and would be another one elsewhere. */
function zoneRemarks(
  { header }: FoundRun,
  people: readonly ReportPerson[],
  { zone }: EvidenceOptions,
): string[] {
  const isGuessed = zone === null && !header.time_zone;
  const days = people.filter(({ lag, last_day }) => lag !== null && isDay(last_day ?? ''));
  return isGuessed && days.length > 0 ? ['no time zone is known: last days end in UTC here'] : [];
}

/** A damaged journal does not say whether the run ended. */
function endRemarks({ header, summary, damage }: FoundRun, { isAtWork }: EvidenceOptions): string[] {
  if (summary.exit_code !== null || damage !== null) return [];
  return isAtWork(header.run_id) ? [STILL_AT_WORK] : ['it has no end: it was cut off'];
}

function headOf(
  header: JournalHeader,
  zone: string,
): Omit<ReportedRun, 'summary' | 'digests' | 'timeline' | 'remarks'> {
  const { run_id, action, organization_id, origin, version, created_at } = header;
  return {
    run_id,
    action,
    organization_id,
    origin,
    version,
    created_at,
    by: header.by ?? null,
    job: jobOf(header),
    approval: approvalOf(header),
    reason: header.reason || null,
    ticket: header.ticket || null,
    time_zone: header.time_zone || zone,
    undoes: header.undoes ?? null,
  };
}

/** Whatever else an edited journal says of it is left out. */
function jobOf({ ci }: JournalHeader): CiJob | null {
  if (ci === undefined) return null;
  const { provider, url, actor, commit } = ci;
  return { provider, url, actor, commit };
}

function approvalOf({ plan_digest, planned_by, planned_at, digest_given }: JournalHeader): Approval | null {
  if (!plan_digest) return null;
  return {
    plan_digest,
    planned_by: planned_by || null,
    planned_at: planned_at || null,
    digest_given: digest_given === true,
  };
}
