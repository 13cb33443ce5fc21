import { operationOf } from '../../operations/by-action.ts';
import type { Action, Outcome } from '../../results/record.ts';
import { LOST_LEDGER } from '../../runs/ledger/checks/without-line.ts';
import { agreeing, counted, namedFirst } from '../../text/counted.ts';
import type { Approval, RunsReport } from './report.ts';
import type { ReportPerson } from './report-person.ts';

export const UNKNOWN = '-';

/** `2026-03-01 12:00:05 UTC`; any other text as it is. */
export const timeWords = (iso: string): string => {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/.exec(iso) ?? [];
  return day === undefined ? iso : `${day} ${time} UTC`;
};

const OUTCOME_WORDS: Readonly<Record<Exclude<Outcome, 'changed' | 'recovered'>, string>> = {
  unchanged: 'unchanged',
  failed: 'failed',
  unknown: 'may have happened',
  not_sent: 'not sent',
  not_found: 'not found',
};

const doneWords = (action: Action): string => operationOf[action].reported ?? operationOf[action].done;

/** What became of a person: of what was not done, also what was meant. */
export const outcomeWords = ({ outcome, action }: Pick<ReportPerson, 'outcome' | 'action'>): string =>
  outcome === 'changed' || outcome === 'recovered'
    ? `${doneWords(action)}${outcome === 'recovered' ? ', its first answer lost' : ''}`
    : `${OUTCOME_WORDS[outcome]} (${action.replace('_', ' ')})`;

type Later = Pick<ReportPerson, 'later_action' | 'later_run'>;

/** `later reactivated by run 20260301-120000-4f2a`; null where no later run changed the person. */
export const laterWords = ({ later_action, later_run }: Later): string | null =>
  later_action === null ? null : `later ${doneWords(later_action)} by run ${later_run}`;

/** A lag in days with one decimal, never `-0`. */
export const roundLag = (lag: number): number => Math.round(lag * 10) / 10 + 0;

/** `2.3 days after`, `0.5 days before`: how removal and last day lie, in tenths of a day. */
export function lagWords(lag: number): string {
  const days = Math.abs(roundLag(lag)).toFixed(1);
  if (days === '0.0') return 'within 72 minutes of its end';
  return `${days} ${days === '1.0' ? 'day' : 'days'} ${lag > 0 ? 'after' : 'before'}`;
}

/** What the call that applied a plan did not say. */
export const withoutDigest = ({ digest_given }: Approval): string =>
  digest_given ? '' : ', applied without --digest';

const MOST_NAMED = 10;

/** Which runs were deleted and are not in the report; null for none. */
export function deletedWords({ deleted }: Pick<RunsReport, 'deleted'>): string | null {
  const count = deleted.length;
  if (count === 0) return null;
  const were = counted(count, 'run was', 'runs were');
  const named = namedFirst(deleted, MOST_NAMED);
  return `${were} deleted by \`runs delete\` and ${agreeing(count, 'is', 'are')} not in this report: ${named}`;
}

/** That nothing can show whether runs are missing or were edited; null where the ledger can. */
export const lostWords = ({ ledger_lost }: Pick<RunsReport, 'ledger_lost'>): string | null =>
  ledger_lost ? `nothing shows whether runs are missing or were edited: ${LOST_LEDGER}` : null;

/** Why no person is in a report; null where there is a run that could tell. */
export function noRunWords({ counts, gaps, deleted }: RunsReport): string | null {
  if (counts.runs > 0) return null;
  if (gaps.length > 0) return 'no run of this period can be shown';
  return deleted.length > 0 ? 'no record is left of a run of this period' : 'no run began in this period';
}

/** In how many rows its people are, where some are in several: each row has an outcome of its own. */
export const rowsWords = ({ people, counts }: Pick<RunsReport, 'people' | 'counts'>): string =>
  people.length === counts.people ? '' : `, in ${counted(people.length, 'row')}`;
