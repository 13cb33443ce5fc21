import type { Context } from '../../../cli/context.ts';
import type { ExitCode } from '../../../errors/exit-codes.ts';
import { summarize } from '../../../runs/journal/run-reader.ts';
import type { OpenRun } from '../../../runs/lifecycle.ts';
import type { Summary } from '../../../runs/summary.ts';
import { setOutputs } from './github-job.ts';

/**
 * Keeps what scripts learn of a run: the file of `--summary-file`, and the outputs of a CI job. While the run goes on
 * the file has no exit code (`null`), as the summary of a run that was cut off: that is what a killed process, or a
 * second Ctrl-C, leaves there.
 */
export function followSummary(context: Context, { header, states, worked_ms }: OpenRun) {
  const { end, environment } = context;
  const { clock, signal } = environment;
  const started = clock.monotonic();
  let last: Summary | null = null;
  const summaryNow = (exit_code: ExitCode | null): Summary => {
    if (last !== null) return { ...last, exit_code };
    const duration_ms = worked_ms + Math.round(clock.monotonic() - started);
    return summarize(header, states, { duration_ms, exit_code });
  };
  const interrupted = () => void end.save(null).catch(() => {});
  end.set(summaryNow);
  // The call may end otherwise than the run: its answer cannot be printed, or the run breaks off.
  end.also(async (exit) => {
    if (exit !== last?.exit_code) await setOutputs(context, summaryNow(exit), exit);
  });
  return {
    /** Throws `CliError` when the file cannot be written: nothing was sent yet. */
    async begin(): Promise<void> {
      await end.save(null);
      signal.addEventListener('abort', interrupted, { once: true });
    },
    /** Written before the records are printed, which may take long; a failure is told at the end of the call. */
    async ended(summary: Summary): Promise<void> {
      last = summary;
      await end.save(summary.exit_code).catch(() => {});
      await setOutputs(context, summary, summary.exit_code);
    },
    stop: () => signal.removeEventListener('abort', interrupted),
  };
}
