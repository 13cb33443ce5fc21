import type { VerifiedRun } from '../../../audit/verify/verify-run.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT, type ExitCode } from '../../../errors/exit-codes.ts';
import { report } from '../../../errors/report.ts';
import { countUsers } from '../../../runs/summary.ts';
import type { NextCommand } from '../next-steps.ts';

/** How many users are how, of which runs. */
interface CheckCounts {
  readonly run_ids: readonly string[];
  readonly total: number;
  readonly yes: number;
  readonly differs: number;
  readonly unknown: number;
}

/** How a check came to its end, beside what it found. */
export interface CheckEnd {
  readonly next: NextCommand;
  readonly isInterrupted: boolean;
  /** The runs that were to be checked after the one at which it stopped. */
  readonly unasked: readonly string[];
}

/**
 * The exit code of a check, and its error; null where all agree. An interrupt counts most, then what stopped it, then
 * those who could not be asked.
 */
export function verifyEnd(
  counts: CheckCounts,
  runs: readonly VerifiedRun[],
  end: CheckEnd,
): { readonly exit_code: ExitCode; readonly error: unknown } {
  const stopped = runs.find((run) => run.stopped !== null)?.stopped ?? null;
  if (stopped === null) return disagreement(counts, runs, end);
  const error = end.isInterrupted ? interruptedError(counts, end) : stopped.error;
  return { exit_code: report(error).exit, error };
}

function disagreement(
  { run_ids, total, differs, unknown }: CheckCounts,
  runs: readonly VerifiedRun[],
  { next }: CheckEnd,
): { readonly exit_code: ExitCode; readonly error: CliError | null } {
  if (unknown > 0) {
    const why = runs.find(({ refused }) => refused !== null)?.refused;
    const message = `${unknown} of ${countUsers(total)} could not be verified${why ? `: ${why}` : ''}`;
    const again = next(`runs verify ${run_ids.join(' ')}`);
    return { exit_code: EXIT.tryLater, error: new CliError('NOT_VERIFIED', EXIT.tryLater, message, again) };
  }
  if (differs === 0) return { exit_code: EXIT.ok, error: null };
  const message = `${differs} of ${countUsers(total)} ${differs === 1 ? 'is' : 'are'} not as the run wanted`;
  const show = next(`runs show ${run_ids[0] ?? ''}`);
  return { exit_code: EXIT.partial, error: new CliError('DIFFERS', EXIT.partial, message, show) };
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
    ...(differs > 0 ? [`${differs} differ`] : []),
    ...(unknown > 0 ? [`${unknown} could not be asked`] : []),
  ];
  return `${countUsers(total)}: ${parts.join(', ') || 'nothing to verify'}`;
}
