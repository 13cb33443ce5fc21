import type { Action, ResultRecord } from '../../results/record.ts';
import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import type { Holder } from '../../system/locks/lock-holder.ts';
import { readOwnJson, writeJson } from '../../text/json.ts';
import type { CiJob } from '../ci-job.ts';
import type { Row } from '../input/rows.ts';
import type { ColumnsRead, LeftOut, Summary } from '../summary.ts';

/** The first line of a journal, which describes the run. */
export interface JournalHeader {
  readonly journal: 1;
  readonly run_id: string;
  readonly action: Action;
  readonly organization_id: string;
  /** The API's address, or `sandbox`. */
  readonly origin: string;
  readonly rows: number;
  readonly rows_sha256: string;
  /** The additional columns of the input, in order. */
  readonly columns: readonly string[];
  readonly version: string;
  readonly created_at: string;
  /** The user who began it, by the token or the API; null when unknown. */
  readonly by: string | null;
  /** The run whose changes this one undoes, or null. */
  readonly undoes: string | null;
  /** Absent where no row of the file was left out. */
  readonly left_out?: LeftOut;
  /** Absent where the rows came without names of columns. */
  readonly columns_read?: ColumnsRead;
  /** `skip`: people whom the organization does not have are no failure. */
  readonly missing?: 'skip' | undefined;
  /** Of a plan that was applied: its digest, and who planned it when. */
  readonly plan_digest?: string | undefined;
  readonly planned_by?: string | null | undefined;
  readonly planned_at?: string | undefined;
  /** True where the call named the digest that was approved; absent else. */
  readonly digest_given?: true | undefined;
  /** The only row of a change of one user; absent where the rows are in a file of their own. */
  readonly row?: Row;
  /** The process that sent the change of one user. */
  readonly holder?: Holder;
  /** Why the change is made, and the request that asked for it, for the rows that do not say it themselves. */
  readonly reason?: string | undefined;
  readonly ticket?: string | undefined;
  /** The zone in which last days end; absent where none is known. */
  readonly time_zone?: string | undefined;
  /** The job that made the run; absent outside of continuous integration. */
  readonly ci?: CiJob | undefined;
}

export type RunFacts = Pick<
  JournalHeader,
  | 'action'
  | 'organization_id'
  | 'by'
  | 'undoes'
  | 'missing'
  | 'reason'
  | 'ticket'
  | 'time_zone'
  | keyof PlanFacts
>;

/** The same, with what this program knows of itself and of where it runs. */
export type OriginFacts = RunFacts & Pick<JournalHeader, 'origin' | 'version' | 'ci'>;
export type PlanFacts = Pick<JournalHeader, 'plan_digest' | 'planned_by' | 'planned_at' | 'digest_given'>;

/** A result record as JSON: serialized once, for the journal and for the output. */
export type RecordJson = string;

/** The record without secrets, but for the words that it is read by: a password may be one of them. */
export function recordJson(record: ResultRecord, secrets: KnownSecrets): RecordJson {
  const json = writeJson(record);
  const clean = secrets.redactWritten(json);
  if (clean === json) return json;
  const { action, organization_id, outcome } = record;
  return writeJson(Object.assign({}, readOwnJson(clean), { action, organization_id, outcome }));
}

/** Any line after the first. */
export type JournalEntry =
  /** `late`: by a session after the one that looked its user up. */
  | { readonly sent: number; readonly late?: boolean }
  /** `by`: who went on with the run, where that was not who began it. */
  | { readonly row: number; readonly at: string; readonly by?: string | null; readonly record: ResultRecord }
  | { readonly ended: Omit<Summary, 'ledger_digest'> };
