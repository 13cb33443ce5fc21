import { recordDoubt } from '../../../audit/evidence/record-doubt.ts';
import {
  CheckedTogether,
  type VerifiedRun,
  type VerifyOptions,
  verifyRun,
} from '../../../audit/verify/verify-run.ts';
import type { Context } from '../../../cli/context.ts';
import type { View } from '../../../output/view.ts';
import { unreadableWords } from '../../../runs/journal/later/later-runs.ts';
import type { ReadableRun } from '../../../runs/journal/recorded-results.ts';
import { checkOrigin, type FoundRun, openRun } from '../../../runs/journal/run-reader.ts';
import { isAtWork, STILL_AT_WORK } from '../../../runs/ledger/run-at-work.ts';
import { newestRun } from '../../../runs/list/newest-run.ts';
import { countUsers, type Summary } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import { isJsonFormat } from '../../../validation/choices.ts';
import { tellDoubt } from './told-doubt.ts';
import { verifiedView } from './verified-view.ts';

/**
 * Asks the API about the users of some runs, or of the newest one. Throws `CliError` for a run that is not there or
 * belongs to another address, and what asking the API throws.
 */
export async function verifyRuns(
  context: Context,
  ids: readonly string[],
  { wait }: { readonly wait?: number | undefined },
): Promise<View> {
  const runs = runsFolder(context.environment);
  const wanted = ids.length > 0 ? ids : [newestRun(runs)];
  const byId = new Map<string, FoundRun>();
  for (const id of wanted) {
    const run = await openRun(runs, id);
    checkOrigin(run, context.origin());
    if (!byId.has(run.header.run_id)) byId.set(run.header.run_id, run);
  }
  const found = [...byId.values()];
  if (ids.length === 0) await context.io.note(`the newest run: ${wanted[0]}`);
  const together = new CheckedTogether(runs, found);
  const verified: VerifiedRun[] = [];
  for (const run of found) {
    const { run_id } = run.header;
    if (isAtWork(runs, run_id, context.environment)) await context.io.note(`run ${run_id}: ${STILL_AT_WORK}`);
    // The rows that are asked about may not be those of the run.
    await tellDoubt(context, run, await recordDoubt(runs, run, together.ledger));
    const one = await verifyOne(context, run, wait ?? 0, together);
    verified.push(one);
    if (one.stopped !== null) break;
  }
  // Their changes are in the API's log too, and count as none of ours.
  for (const id of together.others.unreadable()) await context.io.warn(unreadableWords(id));
  const { summary, ...view } = checkedView(context, verified, found);
  context.end.set(() => summary);
  return view;
}

/** What the API said of the users of a run that has just ended. */
export interface EndedCheck {
  /** The summary with the exit code of the check, where the run itself succeeded. */
  readonly summary: Summary;
  /** Adds what was found to the answer of the run. */
  readonly addTo: <V extends View>(view: V) => V;
}

/**
 * Asks the API about the users of a run that has just ended. Where the run succeeded the check decides the exit code.
 * Throws what asking throws.
 */
export async function verifyEnded(context: Context, run: ReadableRun, summary: Summary): Promise<EndedCheck> {
  const { summary: found, ...said } = checkedView(context, [await verifyOne(context, run, 0)]);
  const failures = said.failures ?? [];
  // The records of a change do not have what was found later.
  const unsaid = isJsonFormat(context.format()) ? failures : [];
  const exit_code = summary.exit_code === 0 ? found.exit_code : summary.exit_code;
  return {
    summary: { ...summary, exit_code },
    addTo: (view) => ({
      ...view,
      before: [...(view.before ?? []), ...(said.before ?? [])],
      failures: [...(view.failures ?? []), ...failures],
      warnings: [...(view.warnings ?? []), ...unsaid],
      ...(said.error !== undefined && view.error === undefined && { error: said.error }),
    }),
  };
}

/** The same for a change of one user; gives back its answer with what was found. */
export async function verifySingle(context: Context, run_id: string, view: View): Promise<View> {
  const run = await openRun(runsFolder(context.environment), run_id);
  return (await verifyEnded(context, run, run.summary)).addTo(view);
}

/** The answer of a check. `wanted`: all runs that were to be checked; none at the end of a run. */
function checkedView(
  { environment, next }: Context,
  verified: readonly VerifiedRun[],
  wanted: readonly FoundRun[] = [],
) {
  const unasked = wanted.slice(verified.length).map(({ header }) => header.run_id);
  const onlyAsks = wanted.length > 0;
  return verifiedView(verified, { next, isInterrupted: environment.signal.aborted, unasked, onlyAsks });
}

/** Asks about one run; `wait_ms`: how long to ask again while not all agree. Warns where the result cannot be kept. */
async function verifyOne(
  context: Context,
  run: ReadableRun,
  wait_ms: number,
  together = new CheckedTogether(runsFolder(context.environment), [run]),
): Promise<VerifiedRun> {
  let end = context.io.working(`asking about ${countUsers(run.header.rows)}`);
  const options: VerifyOptions = {
    client: await context.api(),
    recorder: context.environment,
    signal: context.environment.signal,
    together,
    wait_ms,
    onWait: (open) => {
      end();
      end = context.io.working(`${countUsers(open)} not yet as wanted: asking again`);
    },
  };
  try {
    const verified = await verifyRun(run, options);
    if (verified.kept.trouble !== null) await context.io.warn(verified.kept.trouble);
    return verified;
  } finally {
    end();
  }
}
