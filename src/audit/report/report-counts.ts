import { OUTCOMES, type Outcome } from '../../results/record.ts';
import {
  isAfterLastDay,
  isDifferent,
  isDoneLater,
  isGivenBack,
  isLate,
  type ReportPerson,
} from './report-person.ts';

/** The counts at the head of a report. */
export interface ReportCounts extends Readonly<Record<Outcome, number>> {
  readonly runs: number;
  readonly people: number;
  /** Whose access outlived the last day. */
  readonly after_last_day: number;
  /** The same by more than a day. */
  readonly late: number;
  readonly verified: number;
  readonly differs: number;
  /** Of those that failed, are unknown or were not sent: whom a later run did. */
  readonly done_later: number;
  /** Who has access again by a later run. */
  readonly given_back: number;
}

export function countPeople(people: readonly ReportPerson[], runs: number): ReportCounts {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  const counts = { after_last_day: 0, late: 0, verified: 0, differs: 0, done_later: 0, given_back: 0 };
  for (const person of people) {
    outcomes[person.outcome] += 1;
    if (isAfterLastDay(person)) counts.after_last_day += 1;
    if (isLate(person)) counts.late += 1;
    if (person.verified === 'yes') counts.verified += 1;
    if (isDifferent(person)) counts.differs += 1;
    if (isDoneLater(person)) counts.done_later += 1;
    if (isGivenBack(person)) counts.given_back += 1;
  }
  return { runs, people: people.length, ...outcomes, ...counts };
}
