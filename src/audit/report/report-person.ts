import { givesAccess, takesAccess } from '../../operations/by-action.ts';
import { type Action, OUTCOMES, type Outcome } from '../../results/record.ts';
import { foldCase } from '../../text/fold-case.ts';
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
  /** Days from the end of the last day to the removal, not rounded: what is counted by it is counted exactly. */
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
  /** The newest later run of ours that changed the user, and what it did. */
  readonly later_run: string | null;
  readonly later_action: Action | null;
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

export const REPORT_FIELDS = [
  ...REPORT_COLUMNS,
  'organization_id',
  'row',
  'role_ids',
  'department_ids',
  'changed_at',
  'verified_state',
  'error',
  'later_run',
  'later_action',
] as const satisfies readonly (keyof ReportPerson)[];

type Course = Pick<ReportPerson, 'outcome' | 'action' | 'later_action'>;

const isUndone = ({ outcome }: Course): boolean =>
  outcome === 'failed' || outcome === 'unknown' || outcome === 'not_sent';

/** True where the change was not made, or is not known to have been, and a later run made it. */
const isDoneLater = (person: Course): boolean =>
  isUndone(person) &&
  (person.later_action === person.action || (takesAccess(person.action) && takesAccess(person.later_action)));

/** True where the change that was asked for was not made, or is not known to have been, by any run. */
export const isFailure = (person: Course): boolean => isUndone(person) && !isDoneLater(person);

const isGivenBack = (person: Course): boolean =>
  !isUndone(person) && takesAccess(person.action) && givesAccess(person.later_action);

/** True where access outlived the last day, be it by the hours until the next morning. */
const isAfterLastDay = ({ lag }: Pick<ReportPerson, 'lag'>): boolean => lag !== null && lag > 0;

const LATE_DAYS = 1;

/** True where access outlived the last day by more than a day. */
export const isLate = ({ lag }: Pick<ReportPerson, 'lag'>): boolean => lag !== null && lag > LATE_DAYS;

/** True where the API says something else than the run wanted. */
export const isDifferent = ({ verified }: Pick<ReportPerson, 'verified'>): boolean => verified === 'differs';

/**
 * Failures first, then who differs or has access again, then the late ones, the latest first; else the order of runs
 * and rows.
 */
export const byUrgency = (one: ReportPerson, other: ReportPerson): number =>
  urgencyOf(one) - urgencyOf(other) || lagOf(other) - lagOf(one);

function urgencyOf(person: ReportPerson): number {
  if (isFailure(person)) return 0;
  return isDifferent(person) || isGivenBack(person) ? 1 : 2;
}

const NO_LAG = -1e9;
const lagOf = ({ lag }: ReportPerson): number => lag ?? NO_LAG;

export interface ReportCounts extends Readonly<Record<Outcome, number>> {
  readonly runs: number;
  /** Each counts once, in however many runs. */
  readonly people: number;
  /** Whose access outlived the last day. */
  readonly after_last_day: number;
  /** The same by more than a day. */
  readonly late: number;
  readonly verified: number;
  readonly differs: number;
  /** Of those that failed, are unknown or were not sent: whom a later run did. */
  readonly done_later: number;
  /** Who has access again by a later run: people. */
  readonly given_back: number;
}

/** `origins`: the API of each run by its id, or `sandbox`. */
export function countPeople(
  people: readonly ReportPerson[],
  origins: ReadonlyMap<string, string>,
): ReportCounts {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  const counts = { after_last_day: 0, late: 0, verified: 0, differs: 0, done_later: 0 };
  for (const person of people) {
    outcomes[person.outcome] += 1;
    if (isAfterLastDay(person)) counts.after_last_day += 1;
    if (isLate(person)) counts.late += 1;
    if (person.verified === 'yes') counts.verified += 1;
    if (isDifferent(person)) counts.differs += 1;
    if (isDoneLater(person)) counts.done_later += 1;
  }
  const once = (rows: readonly ReportPerson[]) =>
    [...new Set(origins.values())]
      .map((origin) => countOnce(rows.filter(({ run_id }) => origins.get(run_id) === origin)))
      .reduce((sum, count) => sum + count, 0);
  return {
    runs: origins.size,
    people: once(people),
    ...outcomes,
    ...counts,
    given_back: once(people.filter(isGivenBack)),
  };
}

/** How many people are in these rows of one API. Who was not found, or was invited, has an address alone. */
function countOnce(rows: readonly ReportPerson[]): number {
  const ids = new Set(rows.flatMap(({ user_id }) => user_id ?? []));
  const others = rows.filter(({ user_id }) => user_id === null);
  const addressOf = ({ email, run_id, row }: ReportPerson) => foldCase(email ?? `${run_id} ${row}`);
  const addresses = new Set(others.map(addressOf));
  for (const row of rows) if (row.user_id !== null && addresses.size > 0) addresses.delete(addressOf(row));
  return ids.size + addresses.size;
}
