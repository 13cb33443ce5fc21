import { reason } from '../../errors/reason.ts';
import { unreadableWords } from '../../runs/journal/later/later-runs.ts';
import { openRun } from '../../runs/journal/run-reader.ts';
import { isMarked } from '../../runs/ledger/at-work.ts';
import { isLedgerLost } from '../../runs/ledger/checks/without-line.ts';
import { isAtWork } from '../../runs/ledger/run-at-work.ts';
import type { Environment } from '../../system/environment.ts';
import type { Processes } from '../../system/locks/lock-holder.ts';
import { version } from '../../version.ts';
import { isOfFile } from '../evidence/file-errors.ts';
import { LagFinder } from '../evidence/lag.ts';
import { withLaterChanges } from '../evidence/later-changes.ts';
import { LedgerMeanwhile, type ReadLedger } from '../evidence/ledger-lines.ts';
import { type EvidenceOptions, type RunEvidence, readEvidence } from '../evidence/read-run.ts';
import { missingRuns } from '../evidence/run-gaps.ts';
import { chooseRuns, mayHaveBegun, type ReportPeriod, type ReportRequest } from './chosen-runs.ts';
import type { RunsReport, UnreadableRun } from './report.ts';
import { countPeople } from './report-person.ts';

export interface ReportSurroundings {
  readonly runs: string;
  readonly environment: Processes & Pick<Environment, 'clock' | 'signal'>;
  /** The same run with the secrets of this call taken out. */
  readonly redact: (evidence: RunEvidence) => RunEvidence;
}

/**
 * Makes the report of some runs from their journals, without a request. A run that cannot be read is named in it.
 * Throws `CliError` where a named run is not there, and the signal's reason after an interrupt.
 */
export async function makeReport(request: ReportRequest, place: ReportSurroundings): Promise<RunsReport> {
  const { runs, environment } = place;
  const { signal } = environment;
  const now = environment.clock.now();
  const { ids, period, words, isMeant } = await chooseRuns(runs, request);
  const ledger = await LedgerMeanwhile.read(runs);
  const missing = await ledger.settled(
    async ({ chain }) => missingRuns(runs, chain, isMeant),
    ({ gone }) => gone.length > 0,
  );
  const options = {
    lags: new LagFinder(),
    zone: request.zone,
    now,
    signal,
    isAtWork: (run_id: string) => isAtWork(runs, run_id, environment),
    isOpen: (run_id: string) => isMarked(runs, run_id),
  };
  const ledger_lost = await ledger.settled(
    async ({ chain }) => chain !== null && isLedgerLost(runs, chain),
    (lost) => lost,
  );
  const { gap } = ledger.now;
  const read = await readRuns(
    ids,
    ledger,
    (run_id, now) => readOne(run_id, period, place, { ...options, ledger: now }),
    (run_id) =>
      period !== null && missingRuns(runs, ledger.now.chain, (id) => id === run_id).deleted.length > 0,
  );
  const { evidence } = read;
  // The ids of runs of the same second end at random.
  evidence.sort((one, other) => Date.parse(one.run.created_at) - Date.parse(other.run.created_at));
  const reported = evidence.map(({ run }) => run);
  const { people, open, unread } = await withLaterChanges(
    runs,
    reported,
    evidence.flatMap((one) => one.people),
  );
  const named = new Set(read.unreadable.map(({ run_id }) => run_id));
  const told = reported.map((run) => {
    const later = (unread.get(run.run_id) ?? []).filter((id) => !named.has(id));
    return {
      ...run,
      remarks: [...run.remarks, ...(open.get(run.run_id) ?? []), ...later.map(unreadableWords)],
    };
  });
  return {
    made_at: new Date(now).toISOString(),
    version,
    asked: words,
    organizations: [...new Set(told.map(({ organization_id }) => organization_id))],
    runs: told,
    unreadable: read.unreadable,
    deleted: [...new Set([...missing.deleted, ...read.deleted])].sort(),
    ledger_lost,
    counts: countPeople(people, new Map(reported.map(({ run_id, origin }) => [run_id, origin]))),
    people,
    gaps: [
      ...(gap === null ? [] : [gap]),
      ...missing.gone.map((run_id) => `run ${run_id}: the ledger has it, and its journal is not there`),
      ...read.gaps,
    ],
  };
}

interface ReadRuns extends Record<'deleted' | 'gaps', string[]> {
  readonly evidence: RunEvidence[];
  readonly unreadable: UnreadableRun[];
}

/** Reads runs one after the other. `isDeleted`: whether another process has deleted one since they were looked for. */
async function readRuns(
  ids: readonly string[],
  ledger: LedgerMeanwhile,
  read: (run_id: string, now: ReadLedger) => ReturnType<typeof readOne>,
  isDeleted: (run_id: string) => boolean,
): Promise<ReadRuns> {
  const all: ReadRuns = { evidence: [], unreadable: [], deleted: [], gaps: [] };
  for (const run_id of ids) {
    const found = await ledger.settled(
      (now) => read(run_id, now),
      (one) => one !== null && ('why' in one || one.gaps.length > 0),
    );
    if (found === null) continue;
    if (!('why' in found)) {
      all.evidence.push(found);
      all.gaps.push(...found.gaps.map((gap) => `run ${run_id}: ${gap}`));
    } else if (isDeleted(run_id)) all.deleted.push(run_id);
    else {
      all.unreadable.push(found);
      all.gaps.push(`run ${run_id}: ${found.why}`);
    }
  }
  return all;
}

/** The evidence of a run, or why it cannot be read; null where it did not begin in the period. */
async function readOne(
  run_id: string,
  period: ReportPeriod | null,
  { runs, redact }: ReportSurroundings,
  options: EvidenceOptions,
): Promise<RunEvidence | UnreadableRun | null> {
  const unreadable = (error: unknown): UnreadableRun | null => {
    if (!isOfFile(error)) throw error;
    return period === null || mayHaveBegun(run_id, period) ? { run_id, why: reason(error) } : null;
  };
  const found = await openRun(runs, run_id).catch(unreadable);
  if (found === null || 'why' in found) return found;
  if (period !== null && !period.contains(Date.parse(found.header.created_at))) return null;
  return readEvidence(found, options).then(redact, unreadable);
}
