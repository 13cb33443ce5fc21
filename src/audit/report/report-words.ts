import type { Action, Outcome } from '../../results/record.ts';
import type { ReportPerson } from './report-person.ts';

/** What stands where something is not known. */
export const UNKNOWN = '-';

/** `2026-03-01 12:00:05 UTC`; any other text as it is. */
export const timeWords = (iso: string): string => {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/.exec(iso) ?? [];
  return day === undefined ? iso : `${day} ${time} UTC`;
};

const DONE: Readonly<Record<Action, string>> = {
  deactivate: 'deactivated',
  reactivate: 'reactivated',
  remove: 'removed',
  invite: 'invited',
  update_memberships: 'memberships updated',
};

const OUTCOME_WORDS: Readonly<Record<Exclude<Outcome, 'changed' | 'recovered'>, string>> = {
  unchanged: 'was so already',
  failed: 'failed',
  unknown: 'may have happened',
  not_sent: 'not sent',
  not_found: 'not found',
};

/** What became of a person. */
export const outcomeWords = ({ outcome, action }: Pick<ReportPerson, 'outcome' | 'action'>): string =>
  outcome === 'changed' || outcome === 'recovered'
    ? `${DONE[action]}${outcome === 'recovered' ? ', its first answer lost' : ''}`
    : OUTCOME_WORDS[outcome];

/** `later reactivated by run 20260301-120000-4f2a`; null where no later run changed the person. */
export const laterWords = ({
  later_action,
  later_run,
}: Pick<ReportPerson, 'later_action' | 'later_run'>): string | null =>
  later_action === null ? null : `later ${DONE[later_action]} by run ${later_run}`;

/** `2.3 days after`, `0.5 days before`, `at its end`: how removal and last day lie. */
export function lagWords(lag: number): string {
  if (lag === 0) return 'at its end';
  const days = Math.abs(lag).toFixed(1);
  return `${days} ${days === '1.0' ? 'day' : 'days'} ${lag > 0 ? 'after' : 'before'}`;
}

/** `1 person`, `12 people`. */
export const countPersons = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;
