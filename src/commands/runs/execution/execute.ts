import type { Context } from '../../../cli/context.ts';
import { DEFAULTS } from '../../../defaults.ts';
import { CliError, isNotRenewed, unwordedFileError } from '../../../errors/cli-errors.ts';
import { isOfDisk } from '../../../errors/reason.ts';
import { retypeHint } from '../../../errors/retyped-commands.ts';
import type { LongView } from '../../../output/view.ts';
import { sandboxNotes } from '../../../results/sandbox-note.ts';
import { executeRows } from '../../../runs/execute-rows.ts';
import { runRecordJson } from '../../../runs/journal/recorded-results.ts';
import type { OpenRun } from '../../../runs/lifecycle.ts';
import { createLimiter, type Limiter } from '../../../runs/rate-limit/gate.ts';
import type { OnSettled } from '../../../runs/workers.ts';
import { requireFilesForRun } from '../../../system/open-files.ts';
import { writeJson } from '../../../text/json.ts';
import type { Rate } from '../../../validation/numbers.ts';
import type { NextCommand } from '../next-steps.ts';
import { endedView } from '../run-view.ts';
import { followSummary } from './follow-summary.ts';
import { addToPage } from './github-job.ts';
import { liveRecords } from './live-records.ts';
import { followProgress, tellWaits } from './progress-line.ts';

export interface ExecuteRunOptions {
  readonly concurrency?: number | undefined;
  readonly rate?: Rate | undefined;
  readonly failFast?: true | undefined;
  readonly strict?: true | undefined;
  /** Asks the API afterwards whether all users are as the run wanted. */
  readonly verify?: true | undefined;
  /** True for a run that goes on after it was undone. */
  readonly wasUndone?: boolean;
}

export interface ReopenOptions extends ExecuteRunOptions {
  readonly yes?: true | undefined;
  readonly dryRun?: true | undefined;
  /** `50`, or `10%` of the active members. */
  readonly max?: string | undefined;
  readonly protect?: string | undefined;
}

/** What asks the API at the end; null where `--verify` is not given. */
export const loadVerifier = async ({ verify }: ExecuteRunOptions) =>
  verify ? import('../verify/verify-runs.ts') : null;

/**
 * Throws `CliError` where not so many connections may be open as a run of so many rows has. What is looked up before
 * its first row has some as well.
 */
export function requireFiles(
  context: Context,
  { concurrency = DEFAULTS.concurrency }: ExecuteRunOptions,
  rows: number,
): void {
  const most = Math.min(concurrency, Math.max(rows, DEFAULTS.concurrency));
  // The sandbox has the other end of each connection.
  requireFilesForRun(most, context.inSandbox ? 2 : 1);
}

/**
 * The rate limiter of a run. The API gets as many connections as requests may be in flight.
 * See docs/decisions/2026-11-25-run-connections.md.
 */
export async function limiterOf(
  context: Context,
  { concurrency = DEFAULTS.concurrency, rate }: ExecuteRunOptions,
): Promise<Limiter> {
  context.connectAtMost(concurrency);
  const limiter = createLimiter({ clock: context.environment.clock, concurrency, rate });
  const stopTelling = tellWaits(context, limiter.waiting);
  context.atEnd(async () => {
    stopTelling();
    limiter.close();
  });
  return limiter;
}

/** Sends the rows of a run that `wanted` selects, shows progress and the records of all rows, and closes the run. */
export async function executeRun(
  context: Context,
  run: OpenRun,
  wanted: (row: number) => boolean,
  options: ExecuteRunOptions,
  limiter: Limiter,
): Promise<LongView> {
  // Before the first row, as all that its end needs: the program may be updated under it.
  const verifier = await loadVerifier(options);
  const { clock, signal } = context.environment;
  const { header, states } = run;
  // `resume` sends only what is open.
  const verb = states.count((row) => wanted(row) && !states.isOpen(row)) > 0 ? 'retry' : 'resume';
  const again = context.next(`runs ${verb} ${header.run_id}`);
  const summaryFile = followSummary(context, run);
  const lines = context.format() === 'jsonl' ? liveRecords(context, run) : null;
  const progress = await followProgress(context, run, limiter.waiting, { wanted, again });
  const onSettled: OnSettled = (row, record, json) => {
    progress.settled(row.row, record);
    if (!lines) return;
    const shown = record.error?.hint
      ? context.secrets.redactWritten(writeJson(retypeHint(record, context.next)))
      : json;
    return lines.add(row.row, runRecordJson(row, shown, header));
  };
  try {
    await context.preload();
    context.change.begin();
    await summaryFile.begin();
    const ended = await executeRows(run, {
      client: await context.api(),
      clock,
      signal,
      limiter,
      failFast: options.failFast === true,
      strict: options.strict === true,
      wanted,
      secrets: context.secrets,
      onRetry: ({ row }) => progress.retried(row),
      onSettled,
    });
    progress.stop();
    if (ended.unrecorded !== null) await context.io.warn(ended.unrecorded);
    const check = ended.stop === null ? await verifier?.verifyEnded(context, run, ended.summary) : null;
    const summary = check?.summary ?? ended.summary;
    await summaryFile.ended(summary);
    await lines?.flush();
    const words = {
      summary,
      unshown: lines ? lines.unshown() : null,
      next: context.next,
      undo: context.next(`runs undo ${header.run_id}${options.wasUndone ? ' --again' : ''}`),
      variable: context.credentialVariable,
    };
    const endView = await endedView(run, ended, words);
    const view = check?.addTo(endView) ?? endView;
    await addToPage(context, summary, view);
    const { changed, recovered } = summary;
    const before = [...(view.before ?? []), ...sandboxNotes(context, changed + recovered > 0)];
    return { ...view, before, again: context.next(`runs show ${header.run_id}`) };
  } catch (error) {
    throw stoppedError(error, header.run_id, again, context.next);
  } finally {
    summaryFile.stop();
    progress.stop();
    lines?.stop();
    await run.close();
  }
}

/** Says how to go on with a run whose output or record failed, or whose new token could not be stored: `again`. */
function stoppedError(error: unknown, run_id: string, again: string, next: NextCommand): unknown {
  const told = isOfDisk(error) ? unwordedFileError(error) : error;
  if (!(told instanceof CliError)) return told;
  const { code, exit, message, hint, details } = told;
  if (code === 'STDOUT') return new CliError(code, exit, message, again);
  if (isNotRenewed(told)) return new CliError(code, exit, message, `${hint}; and then: ${again}`);
  if (code !== 'FILE' || hint?.includes(run_id)) return told;
  const more = `what was sent before: \`${next(`runs show ${run_id}`)}\``;
  return new CliError(code, exit, message, `${hint}; ${more}`, { cause: error, details });
}
