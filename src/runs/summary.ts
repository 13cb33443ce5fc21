import { EXIT, type ExitCode } from '../errors/exit-codes.ts';
import { isPassing } from '../errors/retryable.ts';
import { type Action, OUTCOMES, type Outcome, type ResultRecord } from '../results/record.ts';
import { counted } from '../text/counted.ts';

/** The rows of a file that a run left out, because their time has not come or because the call means others. */
export interface LeftOut {
  readonly not_due: number;
  readonly not_chosen: number;
}

export interface ColumnsRead {
  /** The header of the column for each field; several with commas between them. */
  readonly used: Readonly<Record<string, string>>;
  readonly not_used: readonly string[];
}

/** The counts of a run by outcome. Times in milliseconds; `exit_code` is null for a run that was cut off. */
export interface Summary extends Readonly<Record<Outcome, number>>, LeftOut {
  readonly run_id: string;
  readonly action: Action;
  readonly organization_id: string;
  readonly total: number;
  readonly duration_ms: number;
  readonly exit_code: ExitCode | null;
  /** The digest of the run's last line in the ledger, hex; null before it has one. Not in the journal. */
  readonly ledger_digest: string | null;
  /** Absent where the rows came without names of columns. */
  readonly columns?: ColumnsRead;
}

export type Stop = 'interrupted' | 'signed_out' | 'api_away' | 'wait' | 'fail_fast';

/**
 * The exit code of a run, by its rows or its reason to stop. `strict` makes an unchanged user a failure; who was not
 * found is neither a success nor a failure. Where no row succeeded and none got an answer but "not now", later may be
 * better.
 */
export function runExitCode(states: CountedRows, stop: Stop | null, strict: boolean): ExitCode {
  if (stop === 'interrupted') return EXIT.interrupted;
  if (stop === 'signed_out') return EXIT.signIn;
  if (stop === 'api_away' || stop === 'wait') return EXIT.tryLater;
  const counts = states.counts();
  const fine = counts.changed + counts.recovered + (strict ? 0 : counts.unchanged);
  const wrong = counts.failed + counts.unknown + counts.not_sent + (strict ? counts.unchanged : 0);
  if (wrong === 0) return EXIT.ok;
  if (fine > 0) return EXIT.partial;
  const isRefused =
    states.countFailures().some(({ status }) => status === null || !isPassing(status)) ||
    states.countUnreadable().length > 0;
  const isWaiting = counts.unknown + counts.failed + states.countOpen() > 0;
  return isRefused || !isWaiting || (strict && counts.unchanged > 0) ? EXIT.refused : EXIT.tryLater;
}

interface CountedRows {
  counts(): Readonly<Record<Outcome, number>>;
  countOpen(): number;
  countFailures(): readonly { readonly status: number | null }[];
  countUnreadable(): readonly { readonly count: number }[];
}

const WORDS: Readonly<Record<Outcome, string>> = {
  changed: 'changed',
  unchanged: 'unchanged',
  recovered: 'recovered',
  failed: 'failed',
  unknown: 'without an answer',
  not_sent: 'not sent',
  not_found: 'not found',
};

export const NO_ROWS: Readonly<Record<Outcome | 'total', number>> = {
  total: 0,
  changed: 0,
  unchanged: 0,
  recovered: 0,
  failed: 0,
  unknown: 0,
  not_sent: 0,
  not_found: 0,
};

export const NONE_LEFT_OUT: LeftOut = { not_due: 0, not_chosen: 0 };

/** The counts of a run of one row. */
export function summaryOfOne(
  run_id: string,
  record: Pick<ResultRecord, 'action' | 'organization_id' | 'outcome' | 'duration_ms'>,
  exit_code: ExitCode,
): Omit<Summary, 'ledger_digest'> {
  const { action, organization_id, outcome, duration_ms } = record;
  const counts = { ...NO_ROWS, total: 1, [outcome]: 1, ...NONE_LEFT_OUT };
  return { run_id, action, organization_id, ...counts, duration_ms, exit_code };
}

export const isOutcome = (value: unknown): value is Outcome => OUTCOMES.some((outcome) => outcome === value);

/**
 * The counts as text: `12 users: 9 changed, 3 failed`. Of the users in doubt those whose answer came and could not be
 * used are told by themselves.
 */
export function countsText(summary: Summary, states: Pick<CountedRows, 'countUnreadable'>): string {
  const unusable = states.countUnreadable().reduce((sum, { count }) => sum + count, 0);
  const parts = OUTCOMES.flatMap((outcome) => {
    const count = outcome === 'unknown' ? summary.unknown - unusable : summary[outcome];
    const own = count > 0 ? [`${count} ${WORDS[outcome]}`] : [];
    return outcome === 'unknown' && unusable > 0 ? [...own, `${unusable} with an unusable answer`] : own;
  });
  const later = summary.not_due > 0 ? `; not due: ${summary.not_due}` : '';
  return `${countUsers(summary.total)}: ${parts.join(', ') || 'nothing done'}${later}`;
}

/** `1 user`, `12 users`. */
export const countUsers = (count: number): string => counted(count, 'user');

/**
 * What an undo is said to have done of a run: it may have been cut off, or failed for some, and the run may have gone
 * on after it.
 */
export function undoneBy(
  undo: Summary,
  { changed, recovered }: Pick<Summary, 'changed' | 'recovered'>,
): string {
  const { run_id, failed, unknown, not_sent } = undo;
  const total = Math.max(undo.total, changed + recovered);
  const left = total - undo.total + failed + unknown + not_sent;
  return `was undone by run ${run_id}${left === 0 ? '' : `, but for ${left} of ${countUsers(total)}`}`;
}
