import { journalDoubt } from '../../../audit/evidence/record-doubt.ts';
import type { Context } from '../../../cli/context.ts';
import { operationOf } from '../../../operations/by-action.ts';
import type { View } from '../../../output/view.ts';
import { selectRows } from '../../../runs/execute-rows.ts';
import type { JournalHeader } from '../../../runs/journal/journal-entries.ts';
import {
  checkJournal,
  checkOrigin,
  checkRows,
  type FoundRun,
  openRun,
} from '../../../runs/journal/run-reader.ts';
import { digestOfRun } from '../../../runs/ledger/find-lines.ts';
import { acquireRun, continueRun, finalizeRun } from '../../../runs/lifecycle.ts';
import { RowSet } from '../../../runs/row-set.ts';
import { countUsers } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import { whoIsSignedIn } from '../../users/guards/who-is-signed-in.ts';
import { checkCredential } from '../execution/credential-lifetime.ts';
import {
  executeRun,
  limiterOf,
  loadVerifier,
  type ReopenOptions,
  requireFiles,
} from '../execution/execute.ts';
import { addToPage, setOutputs } from '../execution/github-job.ts';
import { nothingDoneView } from '../run-view.ts';
import { tellDoubt } from '../verify/told-doubt.ts';
import { guardByApi, guardLockOut, inspectRows, type RowsToSend, readGuards } from './guarded-rows.ts';
import { tellLaterRuns } from './later-changes.ts';
import { missingRun, type RunVerb } from './missing-run.ts';
import { confirmRows, dryRunRows } from './rows-to-send.ts';

/** Runs `work` on an existing run under its lock. A dry run only reads, so it needs no lock. */
export async function withRun(
  context: Context,
  verb: RunVerb,
  id: string | undefined,
  { dryRun }: ReopenOptions,
  work: (found: FoundRun) => Promise<View>,
): Promise<View> {
  if (id === undefined) throw await missingRun(context, verb, dryRun === true);
  context.change.plan();
  const folder = runsFolder(context.environment);
  const held = dryRun ? null : await acquireRun(folder, id, context.environment);
  try {
    const run = held?.run ?? (await openRun(folder, id));
    checkOrigin(run, context.origin());
    // A journal with lines that cannot be read is refused, or told, by what is asked of it.
    const doubt = run.damage === null ? await journalDoubt(folder, run) : null;
    await tellDoubt(context, run, doubt);
    return await work(run);
  } finally {
    await held?.release();
  }
}

/** Goes on with the rows of a run that are open. What began with the digest of an approved plan is approved with it. */
export const resumeRun = (context: Context, id: string | undefined, options: ReopenOptions): Promise<View> =>
  withRun(context, 'resume', id, options, (found) => {
    const { plan_digest, digest_given } = found.header;
    context.change.plan({ dryRun: options.dryRun, approved: digest_given ? plan_digest : undefined });
    return reopen(context, found, options, (row) => found.states.isOpen(row));
  });

/** Sends the rows of a run that failed once more. */
export function retryRun(context: Context, id: string | undefined, options: ReopenOptions): Promise<View> {
  context.change.plan({ dryRun: options.dryRun });
  return withRun(context, 'retry', id, options, (found) =>
    reopen(context, found, options, (row) => found.states.outcome(row) === 'failed'),
  );
}

async function reopen(
  context: Context,
  found: FoundRun,
  options: ReopenOptions,
  wanted: (row: number) => boolean,
): Promise<View> {
  checkJournal(found);
  await checkRows(found);
  const { header } = found;
  const chosen = chooseRows(found, wanted);
  const isChosen = (row: number) => chosen.has(row);
  const rows = () => selectRows(found, isChosen);
  if (chosen.size === 0) await context.io.note(nothingToDoNote(context, found));
  const wasUndone = chosen.size > 0 && (await tellLaterRuns(context, found, rows));
  if (options.dryRun) {
    return dryRunRows(context, header, header.action, rows, await readGuards(context, options));
  }
  if (chosen.size === 0) {
    const strict = options.strict === true;
    const cutOff = found.summary.exit_code === null && found.states.countOpen() === 0;
    const ended = cutOff ? await finalize(context, found, strict) : await withDigest(context, found);
    context.end.set((exit_code) => ({ ...ended.summary, exit_code }));
    context.end.also((exit) => setOutputs(context, ended.summary, exit));
    const verifier = await loadVerifier(options);
    const check = await verifier?.verifyEnded(context, ended, ended.summary);
    const told = nothingDoneView({ ...ended, ...check }, strict, context.next);
    if (check === undefined) return told;
    const view = check.addTo(told);
    await addToPage(context, check.summary, view);
    return view;
  }
  requireFiles(context, options, chosen.size);
  const guards = await readGuards(context, options);
  const inspected = await inspectRows(context, header, rows(), guards);
  await checkCredential(context, chosen.size, options);
  const question = questionFor(header, inspected);
  context.mustAsk(question, options.yes);
  await guardByApi(context, header, inspected, rows, guards);
  const told = await guardLockOut(context, header.organization_id, header.action, inspected);
  // A token may call its user otherwise than the API does; and who is null was not asked for everywhere.
  const by = told !== null && told === header.by ? told : await whoIsSignedIn(context);
  const asked = { found, action: header.action, rows: inspected };
  await confirmRows(context, question, asked, options.yes);
  const limiter = await limiterOf(context, options);
  const run = continueRun(found, context.environment, by);
  return executeRun(context, run, isChosen, { ...options, wasUndone }, limiter);
}

async function finalize(context: Context, found: FoundRun, strict: boolean): Promise<FoundRun> {
  const { run, recorded } = await finalizeRun(found, strict, context.environment);
  if (recorded.trouble !== null) await context.io.warn(recorded.trouble);
  return run;
}

async function withDigest({ environment }: Context, found: FoundRun): Promise<FoundRun> {
  const ledger_digest = await digestOfRun(runsFolder(environment), found.header.run_id);
  return { ...found, summary: { ...found.summary, ledger_digest } };
}

/** The note when no row was selected: in a run with open rows, none of the wanted kind failed. */
function nothingToDoNote(context: Context, { header: { run_id }, states }: FoundRun): string {
  const open = states.countOpen();
  if (open === 0) return `nothing is left to do in run ${run_id}`;
  return `no row of run ${run_id} failed, but ${countUsers(open)} ${open === 1 ? 'is' : 'are'} not done: ${context.next(`runs resume ${run_id}`)}`;
}

function questionFor(
  { run_id, action, organization_id }: JournalHeader,
  { count, departments }: RowsToSend,
): string {
  const question = operationOf[action].question(countUsers(count), organization_id, [...departments]);
  return `Continue run ${run_id}: ${question.charAt(0).toLowerCase()}${question.slice(1)}`;
}

/** Selected once, before sending: a row that fails now must not be selected again. */
function chooseRows({ states }: FoundRun, wanted: (row: number) => boolean): RowSet {
  const chosen = new RowSet(states.total);
  for (let row = 1; row <= states.total; row += 1) if (wanted(row)) chosen.add(row);
  return chosen;
}
