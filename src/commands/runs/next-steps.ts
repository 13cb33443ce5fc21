import { cureFor, type RowsAfterCure } from '../../errors/api-cures.ts';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { retypeAbout } from '../../errors/retyped-commands.ts';
import { operationOf } from '../../operations/by-action.ts';
import { shortText } from '../../output/safe/safe-text.ts';
import type { EndedRun } from '../../runs/execute-rows.ts';
import type { RowStates } from '../../runs/journal/row-states.ts';
import { countsText, countUsers, type Stop, type Summary } from '../../runs/summary.ts';
import { agreeing, counted } from '../../text/counted.ts';
import { waitText } from '../../text/durations.ts';

const MOST_KINDS = 5;

/** A command in full, with the typed options without which it would speak to another API. */
export type NextCommand = (command: string) => string;

/**
 * The next commands for rows without a result: the rest, and a look at those whose change could be done twice, or may
 * be refused again for what stands in the way.
 */
export function openSteps(summary: Summary, states: RowStates, next: NextCommand): readonly string[] {
  const { run_id, action, unknown } = summary;
  const mayNotSettle = !operationOf[action].repeatable || states.countUnreadable().length > 0;
  return [
    ...(states.countOpen() === 0 ? [] : [next(`runs resume ${run_id}`)]),
    ...(unknown > 0 && mayNotSettle ? [next(`runs verify ${run_id}`)] : []),
  ];
}

/**
 * The next commands of a run, the one to begin with first: for the rows without a result, and for each kind of failure
 * what mends it. `stopped`: the run, or its retry, ended before its last row. Rows with an unknown outcome are only
 * looked at where repeating them could do the change twice, or was refused.
 */
function nextSteps(summary: Summary, states: RowStates, stopped: boolean, next: NextCommand): string[] {
  const { run_id, organization_id, not_sent } = summary;
  const retry = next(`runs retry ${run_id}`);
  const kinds = states.countFailures();
  const open = states.countOpen();
  const steps = open === 0 && stopped && kinds.length > 0 ? [retry] : [];
  steps.push(...openSteps(summary, states, next));
  const then: Readonly<Record<RowsAfterCure, string>> = {
    again: `then: ${retry}`,
    changed: `then a new run of these: ${next(`runs show ${run_id} --outcome failed -o csv`)}`,
    never: 'a retry will not help',
  };
  const alone = kinds.length === 1 && open === 0;
  const shown = kinds.slice(0, MOST_KINDS).map(({ count, ...kind }) => {
    const { step, rows } = cureFor(kind);
    const what = step === null ? retry : `${retypeAbout(organization_id, step, next)}; ${then[rows]}`;
    return alone && step === null ? retry : `${shortText(kind.code)}, ${countUsers(count)}: ${what}`;
  });
  const others = kinds.length - shown.length;
  const rest =
    others === 0 ? [] : [`${counted(others, 'more kind')} of failure: ${next(`runs show ${run_id}`)}`];
  const all = [...steps, ...shown, ...rest];
  // Rows that were left out on purpose are no step of the run any more.
  return all.length > 0 || not_sent === 0 ? all : [next(`runs show ${run_id} --outcome not_sent`)];
}

/** The next command and the earliest time for it. */
const later = (step: string, retry_after_s: number | null): string =>
  retry_after_s === null ? step : `in ${waitText(retry_after_s)}: ${step}`;

/** Whether there was an attempt that is told of, also where it came to nothing. */
export const isTried = (states: RowStates, row: number): boolean => states.recordOffset(row) !== null;

const STOPS: Readonly<Record<Stop, readonly [code: string, words: string]>> = {
  interrupted: ['INTERRUPTED', 'interrupted'],
  signed_out: ['SIGNED_OUT', 'the access token is no longer accepted'],
  api_away: ['API_AWAY', 'the API stopped answering'],
  wait: ['WAIT_TOO_LONG', 'the API lets no request through for over five minutes'],
  fail_fast: ['FAIL_FAST', 'stopped at the first row that failed'],
};

const STRICT = 'without --strict that is a success';

/** Why a run ended badly, and the next step; null where it did not. `signIn`: how the credential is mended. */
export function runError(
  { summary, stop, undone, retry_after_s, unrenewed }: Omit<EndedRun, 'unrecorded'>,
  states: RowStates,
  next: NextCommand,
  signIn = next('auth login'),
): CliError | null {
  const { total, unchanged, failed, unknown, not_sent, exit_code } = summary;
  if (exit_code === null || exit_code === EXIT.ok) return null;
  const [step = '', ...others] = nextSteps(summary, states, stop !== null, next);
  const first = stop === 'signed_out' ? `${signIn}, and then: ${step}` : step;
  const hint = [later(first, stop === null ? null : retry_after_s), ...others].join('\n');
  if (stop !== null) {
    const [code, words] = STOPS[stop];
    const isUntouched =
      states.count((row) => states.outcome(row) !== 'not_sent' || isTried(states, row)) === 0;
    const left = `${isUntouched ? 'nothing was sent; ' : ''}${undone} of ${countUsers(total)} ${agreeing(undone, 'is', 'are')} not done`;
    const why = unrenewed === null ? words : `${words}: ${unrenewed}`;
    return new CliError(code, exit_code, `${why}: ${left}`, hint, { retry_after_s });
  }
  // What got no answer, or none that could be used, may have been done: it is not called failed.
  const unsettled = unknown + not_sent;
  // Where not one row succeeded, those that did not fail did not either: unchanged under --strict, or not found.
  const isMixed = unsettled > 0 || (exit_code !== EXIT.partial && failed < total);
  const message = isMixed ? countsText(summary, states) : `${failed} of ${countUsers(total)} failed`;
  if (failed + unsettled > 0) return new CliError('ROWS_FAILED', exit_code, message, hint);
  // No row failed, so the exit code comes from --strict.
  const already = `${unchanged} of ${countUsers(total)} ${agreeing(unchanged, 'was', 'were')} already in that state`;
  return new CliError('ROWS_FAILED', exit_code, already, STRICT);
}
