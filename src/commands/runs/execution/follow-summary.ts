import type { Context } from '../../../cli/context.ts';
import { summarize } from '../../../runs/journal/run-reader.ts';
import type { OpenRun } from '../../../runs/lifecycle.ts';
import type { Summary } from '../../../runs/summary.ts';

/**
 * Keeps the file of `--summary-file` while a run goes on. It has no exit code (`null`) until the end, as the summary
 * of a run that was cut off: that is what a killed process, or a second Ctrl-C, leaves there.
 */
export function followSummary({ end, environment }: Context, { header, states, worked_ms }: OpenRun) {
  const { clock, signal } = environment;
  const started = clock.monotonic();
  const interrupted = () => void end.save(null).catch(() => {});
  end.set((exit_code) =>
    summarize(header, states, {
      duration_ms: worked_ms + Math.round(clock.monotonic() - started),
      exit_code,
    }),
  );
  return {
    /** Throws `CliError` when the file cannot be written: nothing was sent yet. */
    async begin(): Promise<void> {
      await end.save(null);
      signal.addEventListener('abort', interrupted, { once: true });
    },
    /** Written before the records are printed, which may take long; a failure is told at the end of the call. */
    async ended(summary: Summary): Promise<void> {
      end.set((exit_code) => ({ ...summary, exit_code }));
      await end.save(summary.exit_code).catch(() => {});
    },
    stop: () => signal.removeEventListener('abort', interrupted),
  };
}
