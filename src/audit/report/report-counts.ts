import { OUTCOMES, type Outcome } from '../../results/record.ts';
import { isAfterLastDay, isDifferent, isLate, type ReportPerson } from './report-person.ts';

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
}

export function countPeople(people: readonly ReportPerson[], runs: number): ReportCounts {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  const counts = { after_last_day: 0, late: 0, verified: 0, differs: 0 };
  for (const person of people) {
    outcomes[person.outcome] += 1;
    if (isAfterLastDay(person)) counts.after_last_day += 1;
    if (isLate(person)) counts.late += 1;
    if (person.verified === 'yes') counts.verified += 1;
    if (isDifferent(person)) counts.differs += 1;
  }
  return { runs, people: people.length, ...outcomes, ...counts };
}
