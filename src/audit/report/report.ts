import type { Action } from '../../results/record.ts';
import type { CiJob } from '../../runs/ci-job.ts';
import type { Summary } from '../../runs/summary.ts';
import type { RateTimeline } from '../evidence/rate-bins.ts';
import type { ReportCounts, ReportPerson } from './report-person.ts';

/** What a report says of one run. Times in ISO 8601; null: it is not known. */
export interface ReportedRun {
  readonly run_id: string;
  readonly action: Action;
  readonly organization_id: string;
  /** The API's address, or `sandbox`. */
  readonly origin: string;
  /** The version of this program that made it. */
  readonly version: string;
  readonly created_at: string;
  readonly by: string | null;
  /** The job of continuous integration that made it. */
  readonly job: CiJob | null;
  readonly approval: Approval | null;
  readonly reason: string | null;
  readonly ticket: string | null;
  /** Where last days end. */
  readonly time_zone: string;
  /** The run whose changes it takes back. */
  readonly undoes: string | null;
  readonly summary: Summary;
  readonly digests: RunDigests;
  /** Null where all answers came at once. */
  readonly timeline: RateTimeline | null;
  /** What a reader has to know before believing it: sentences without a full stop. */
  readonly remarks: readonly string[];
}

export interface Approval {
  readonly plan_digest: string;
  readonly planned_by: string | null;
  readonly planned_at: string | null;
  /** True where its digest was given when it was applied: no other plan could have been carried out. */
  readonly digest_given: boolean;
}

/** SHA-256 in hexadecimal digits, each to be computed again from a file of the state folder. */
interface RunDigests {
  /** Of the checked rows, as the run's first line has it. */
  readonly rows: string;
  /** Of the whole lines of its journal. */
  readonly journal: string;
  /** Of the run's newest line in the ledger; null without one. */
  readonly ledger: string | null;
}

export interface UnreadableRun {
  readonly run_id: string;
  readonly why: string;
}

/** The evidence of some runs, ready to be written in any format. */
export interface RunsReport {
  readonly made_at: string;
  /** Of this program. */
  readonly version: string;
  /** What was asked for, in words. */
  readonly asked: string;
  /** The organizations that the runs belong to, each once. */
  readonly organizations: readonly string[];
  readonly runs: readonly ReportedRun[];
  readonly unreadable: readonly UnreadableRun[];
  /** The runs that it would be of, had `runs delete` not deleted their records. */
  readonly deleted: readonly string[];
  /** True where there are runs, and the ledger has no line that could speak against them. */
  readonly ledger_lost: boolean;
  readonly counts: ReportCounts;
  /** In the order of runs and rows. */
  readonly people: readonly ReportPerson[];
  /** What makes it incomplete as evidence; empty where nothing is missing. */
  readonly gaps: readonly string[];
}
