import type { Action, Outcome } from '../../results/record.ts';
import type { Verified } from '../verified-results.ts';

/** What a report says of one person in one run. Null: it is not known. Times in ISO 8601. */
export interface ReportPerson {
  readonly run_id: string;
  readonly action: Action;
  readonly user_id: string | null;
  readonly email: string | null;
  readonly full_name: string | null;
  readonly outcome: Outcome;
  readonly account_state: string | null;
  /** `YYYY-MM-DD`, or an instant where the row had one instead. */
  readonly last_day: string | null;
  /** When the answer came that access was taken away. */
  readonly removed_at: string | null;
  /** Days from the end of the last day to the removal, with one decimal. */
  readonly lag: number | null;
  /** The user who began the run; where the journal does not say it, whom the API's own log names. */
  readonly by: string | null;
  readonly reason: string | null;
  readonly ticket: string | null;
  readonly plan_digest: string | null;
  readonly request_id: string | null;
  readonly verified: Verified | null;
  readonly verified_at: string | null;
  readonly organization_id: string;
  readonly row: number;
  /** The roles and departments that the API's answer to the change names. */
  readonly role_ids: readonly string[] | null;
  readonly department_ids: readonly string[] | null;
  /** When the answer came, whatever the change was. */
  readonly changed_at: string | null;
  /** The state in which the newest check found the account. */
  readonly verified_state: string | null;
  /** Why it failed: the code and the words of the API. */
  readonly error: string | null;
}

/** The columns of the CSV, in their order; auditors' own tools rely on them. */
export const REPORT_COLUMNS = [
  'run_id',
  'action',
  'user_id',
  'email',
  'full_name',
  'outcome',
  'account_state',
  'last_day',
  'removed_at',
  'lag',
  'by',
  'reason',
  'ticket',
  'plan_digest',
  'request_id',
  'verified',
  'verified_at',
] as const satisfies readonly (keyof ReportPerson)[];

/** All fields, as JSON has them. */
export const REPORT_FIELDS = [
  ...REPORT_COLUMNS,
  'organization_id',
  'row',
  'role_ids',
  'department_ids',
  'changed_at',
  'verified_state',
  'error',
] as const satisfies readonly (keyof ReportPerson)[];

/** True where the change that was asked for was not made, or is not known to have been. */
export const isFailure = ({ outcome }: Pick<ReportPerson, 'outcome'>): boolean =>
  outcome === 'failed' || outcome === 'unknown' || outcome === 'not_sent';

/** True where access outlived the last day, be it by the hours until the next morning. */
export const isAfterLastDay = ({ lag }: Pick<ReportPerson, 'lag'>): boolean => lag !== null && lag > 0;

const LATE_DAYS = 1;

/** True where access outlived the last day by more than a day. */
export const isLate = ({ lag }: Pick<ReportPerson, 'lag'>): boolean => lag !== null && lag > LATE_DAYS;

/** True where the API says something else than the run wanted. */
export const isDifferent = ({ verified }: Pick<ReportPerson, 'verified'>): boolean => verified === 'differs';

/** Failures first, then who differs, then the late ones, the latest first; else the order of runs and rows. */
export const byUrgency = (one: ReportPerson, other: ReportPerson): number =>
  urgencyOf(one) - urgencyOf(other) || lagOf(other) - lagOf(one);

function urgencyOf(person: ReportPerson): number {
  if (isFailure(person)) return 0;
  return isDifferent(person) ? 1 : 2;
}

const NO_LAG = -1e9;
const lagOf = ({ lag }: ReportPerson): number => lag ?? NO_LAG;
