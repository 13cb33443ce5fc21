import type { Context } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT, type ExitCode } from '../../../errors/exit-codes.ts';
import { report } from '../../../errors/report.ts';
import type { Operation } from '../../../operations/operation.ts';
import { type Performed, perform } from '../../../operations/perform.ts';
import { changeOf, type Target } from '../../../operations/target.ts';
import type { Action } from '../../../results/record.ts';
import { ciJob } from '../../../runs/ci-job.ts';
import type { Row } from '../../../runs/input/row.ts';
import { recordJson } from '../../../runs/journal/journal-entries.ts';
import { SingleRun } from '../../../runs/single/single-run.ts';
import { runsFolder } from '../../../system/folders.ts';
import type { Justification } from '../../../validation/justification.ts';
import { version } from '../../../version.ts';
import { signedInUser } from '../guards/self.ts';

export interface ChangeFacts {
  /** The id or e-mail address as typed. */
  readonly called: string;
  /** Why it is made: where that is said, the change has to be recorded. */
  readonly why: Justification;
  readonly missing: 'skip' | undefined;
  /** The error of the call after its change, which decides the exit code; null for none. */
  readonly errorOf: (performed: Performed) => unknown;
}

/** What became of a change, and why that is not in its journal; null where it is. */
export interface RecordedChange extends Performed {
  readonly unrecorded: string | null;
  /** The id of its run; null where there is none. */
  readonly run_id: string | null;
}

/**
 * Sends one change as a run of one: written down before its request leaves and after its answer. Where that cannot be
 * written the change is made all the same, unless it is said why it is made. Throws as `perform` does, and `CliError`
 * for a change that has to be recorded and cannot be; nothing was sent then.
 */
export async function performRecorded<A extends Action>(
  context: Context,
  operation: Operation<A>,
  target: Target<A>,
  { errorOf, ...facts }: ChangeFacts,
): Promise<RecordedChange> {
  const { clock, signal } = context.environment;
  const { missing, why } = facts;
  const client = await context.api();
  const begun: { run: SingleRun | CliError | null } = { run: null };
  const beforeSend = async () => {
    context.change.begin();
    begun.run ??= beginRun(context, operation, target, facts);
    if (begun.run instanceof SingleRun) begun.run.assertHeld();
    else if (Object.keys(why).length > 0) throw unrecordedError(begun.run);
  };
  try {
    const performed = await perform(operation, client, target, { clock, signal, missing, beforeSend });
    if (performed.record.outcome === 'not_sent') context.change.takeBack();
    const unrecorded = await endRun(context, begun.run, performed, errorOf(performed));
    return { ...performed, unrecorded, run_id: begun.run instanceof SingleRun ? begun.run.run_id : null };
  } finally {
    if (begun.run instanceof SingleRun) begun.run.close();
  }
}

/** The record of a change that is about to be sent, or the reason why there is none. */
function beginRun<A extends Action>(
  context: Context,
  { action }: Operation<A>,
  target: Target<A>,
  { called, missing, why }: Omit<ChangeFacts, 'errorOf'>,
): SingleRun | CliError {
  const { environment } = context;
  const { organization_id } = target;
  const row: Row = {
    row: 1,
    line: null,
    input: called.includes('@') ? { email: called } : { user_id: called },
    ...changeOf(target),
  };
  const facts = {
    ...{ action, organization_id, origin: context.origin(), version },
    ...{ by: signedInUser(context), undoes: null, missing, row, ...why },
    ci: ciJob(environment.env, context.secrets),
  };
  try {
    return SingleRun.begin(runsFolder(environment), facts, environment);
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
}

/** Refuses a change of which it is said why it is made: that is kept, or nothing is sent. */
const unrecordedError = ({ code, exit, message, hint }: CliError): CliError =>
  new CliError(
    code,
    exit,
    `${message}: a change with a reason or a ticket has to be recorded, and nothing was sent`,
    hint,
  );

/** Writes down what became of the change. Returns why that is not recorded; null where it is, or nothing was sent. */
async function endRun(
  { environment, secrets }: Context,
  run: SingleRun | CliError | null,
  { record }: Performed,
  error: unknown,
): Promise<string | null> {
  if (run === null) return null;
  if (run instanceof CliError) return `this call is not recorded: ${run.message}`;
  try {
    const exit = exitCodeOf(error, environment.signal.aborted);
    return await run.end(record, recordJson(record, secrets), exit);
  } catch (failure) {
    if (failure instanceof CliError) return `how this call ended is not recorded: ${failure.message}`;
    throw failure;
  }
}

const exitCodeOf = (error: unknown, interrupted: boolean): ExitCode =>
  error === null ? EXIT.ok : report(error, interrupted).exit;
