import type { VerifiedRun } from '../../../audit/verify/verify-run.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { countUsers } from '../../../runs/summary.ts';
import { agreeing, counted } from '../../../text/counted.ts';
import type { NextCommand } from '../next-steps.ts';

export interface CheckCounts {
  readonly run_ids: readonly string[];
  readonly total: number;
  readonly yes: number;
  readonly differs: number;
  readonly unknown: number;
}

export interface CheckEnd {
  readonly next: NextCommand;
  readonly isInterrupted: boolean;
  /** The runs that were to be checked after the one at which it stopped. */
  readonly unasked: readonly string[];
  /** True where the same call asks again and changes nothing. */
  readonly onlyAsks: boolean;
}

/**
 * The error with which a check ends; null where all agree. An interrupt counts most, then what stopped the check, then
 * those who could not be asked.
 */
export function verifyError(counts: CheckCounts, runs: readonly VerifiedRun[], end: CheckEnd): unknown {
  const stopped = runs.find((run) => run.stopped !== null)?.stopped ?? null;
  if (stopped === null) return disagreement(counts, runs, end);
  return end.isInterrupted ? interruptedError(counts, end) : stopped.error;
}

function disagreement(
  { run_ids, total, differs, unknown }: CheckCounts,
  runs: readonly VerifiedRun[],
  { next, onlyAsks }: CheckEnd,
): CliError | null {
  if (unknown > 0) {
    const why = runs.find(({ refused }) => refused !== null)?.refused;
    const message = `${unknown} of ${countUsers(total)} could not be verified${why ? `: ${why}` : ''}`;
    const again = next(`runs verify ${run_ids.join(' ')}`);
    const retryable = onlyAsks && runs.some(({ mayPass }) => mayPass);
    return new CliError('NOT_VERIFIED', EXIT.tryLater, message, again, { retryable });
  }
  if (differs === 0) return null;
  const message = `${differs} of ${countUsers(total)} ${agreeing(differs, 'is', 'are')} not as the run wanted`;
  const run = runs.find(({ results }) => results.some(({ verified }) => verified === 'differs'));
  // The records of a check show how they are, those of a run what it did.
  const look = next(`runs ${onlyAsks ? 'show' : 'verify'} ${run?.run_id ?? ''}`);
  return new CliError('DIFFERS', EXIT.partial, message, look);
}

function interruptedError({ run_ids, ...counts }: CheckCounts, { next, unasked }: CheckEnd): CliError {
  const runs = unasked.length === 0 ? '' : `; not asked about: ${unasked.join(', ')}`;
  const message = `interrupted: ${checkedText(counts)}; this is kept${runs}`;
  const again = next(`runs verify ${[...run_ids, ...unasked].join(' ')}`);
  return new CliError('INTERRUPTED', EXIT.interrupted, message, again);
}

/** `3 users: 1 verified, 2 differ`. */
export function checkedText({ total, yes, differs, unknown }: Omit<CheckCounts, 'run_ids'>): string {
  const parts = [
    ...(yes > 0 ? [`${yes} verified`] : []),
    ...(differs > 0 ? [counted(differs, 'differs', 'differ')] : []),
    ...(unknown > 0 ? [`${unknown} could not be asked`] : []),
  ];
  return `${countUsers(total)}: ${parts.join(', ') || 'nothing to verify'}`;
}
