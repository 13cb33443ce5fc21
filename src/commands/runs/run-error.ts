import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import type { EndedRun } from '../../runs/execute-rows.ts';
import type { RowStates } from '../../runs/journal/row-states.ts';
import { countsText, countUsers, type Stop } from '../../runs/summary.ts';
import { agreeing } from '../../text/counted.ts';
import { later, type NextCommand, nextSteps } from './next-steps.ts';

/** Whether there was an attempt that is told of, also where it came to nothing. */
export const isTried = (states: RowStates, row: number): boolean => states.recordOffset(row) !== null;

const STOPS: Readonly<Record<Stop, readonly [code: string, words: string]>> = {
  interrupted: ['INTERRUPTED', 'interrupted'],
  signed_out: ['SIGNED_OUT', 'the access token is no longer accepted'],
  api_away: ['API_AWAY', 'the API stopped answering'],
  wait: ['WAIT_TOO_LONG', 'the API asks for a wait of over five minutes'],
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
  const message = unsettled === 0 ? `${failed} of ${countUsers(total)} failed` : countsText(summary, states);
  if (failed + unsettled > 0) return new CliError('ROWS_FAILED', exit_code, message, hint);
  // No row failed, so the exit code comes from --strict.
  const already = `${unchanged} of ${countUsers(total)} ${agreeing(unchanged, 'was', 'were')} already in that state`;
  return new CliError('ROWS_FAILED', exit_code, already, STRICT);
}
