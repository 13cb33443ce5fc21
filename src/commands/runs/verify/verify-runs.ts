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
import { newestRun } from '../../../runs/list/newest-run.ts';
import { countUsers } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
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

/** The answer of a check. `wanted`: all runs that were to be checked; none at the end of a run. */
export function checkedView(
  { environment, next }: Context,
  verified: readonly VerifiedRun[],
  wanted: readonly FoundRun[] = [],
) {
  const unasked = wanted.slice(verified.length).map(({ header }) => header.run_id);
  const onlyAsks = wanted.length > 0;
  return verifiedView(verified, { next, isInterrupted: environment.signal.aborted, unasked, onlyAsks });
}

/** Asks about one run; `wait_ms`: how long to ask again while not all agree. Warns where the result cannot be kept. */
export async function verifyOne(
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
