import { reason } from '../../errors/reason.ts';
import { type FoundRun, openRun } from '../../runs/journal/run-reader.ts';
import { version } from '../../version.ts';
import { LagFinder } from '../evidence/lag.ts';
import { type RunEvidence, readEvidence } from '../evidence/read-run.ts';
import { isOfFile } from '../evidence/run-gaps.ts';
import { chooseRuns, type ReportRequest, timeOfId } from './chosen-runs.ts';
import type { RunsReport, UnreadableRun } from './report.ts';
import { countPeople } from './report-counts.ts';
import type { ReportPeriod } from './report-period.ts';
import type { ReportPerson } from './report-person.ts';

/** What a report is made with. */
export interface ReportSurroundings {
  /** The folder of all runs. */
  readonly runs: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The same run with the secrets of this call taken out. */
  readonly redact: (evidence: RunEvidence) => RunEvidence;
}

/**
 * Makes the report of some runs from their journals, without a request. A run that cannot be read is named in it.
 * Throws `CliError` where a named run is not there.
 */
export async function makeReport(request: ReportRequest, place: ReportSurroundings): Promise<RunsReport> {
  const { runs, now, redact } = place;
  const { ids, period, words } = await chooseRuns(runs, request);
  const options = { lags: new LagFinder(), zone: request.zone, now, ledger: new Map<string, string>() };
  const reported: RunEvidence['run'][] = [];
  const people: ReportPerson[] = [];
  const gaps: string[] = [];
  const unreadable: UnreadableRun[] = [];
  for (const run_id of ids) {
    try {
      const found = await openRun(runs, run_id);
      if (period !== null && !isIn(found, period)) continue;
      const evidence = redact(await readEvidence(found, options));
      reported.push(evidence.run);
      for (const person of evidence.people) people.push(person);
      gaps.push(...evidence.gaps.map((gap) => `run ${run_id}: ${gap}`));
    } catch (error) {
      if (!isOfFile(error)) throw error;
      if (period !== null && !mayHaveBegun(run_id, period)) continue;
      unreadable.push({ run_id, why: reason(error) });
      gaps.push(`run ${run_id}: ${reason(error)}`);
    }
  }
  const sorted = reported.toSorted((one, other) => Date.parse(one.created_at) - Date.parse(other.created_at));
  return {
    made_at: new Date(now).toISOString(),
    version,
    asked: words,
    organizations: [...new Set(sorted.map(({ organization_id }) => organization_id))],
    runs: sorted,
    unreadable,
    counts: countPeople(people, reported.length),
    people,
    gaps,
  };
}

function isIn({ header }: FoundRun, { from, to }: ReportPeriod): boolean {
  const began = Date.parse(header.created_at);
  return began >= from && began < to;
}

/** Of a run that does not say when it began, its id does. */
function mayHaveBegun(run_id: string, { from, to }: ReportPeriod): boolean {
  const made = timeOfId(run_id);
  return made === null || (made >= from && made < to);
}
