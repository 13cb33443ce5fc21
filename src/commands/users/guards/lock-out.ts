import type { Context } from '../../../cli/context.ts';
import { AitronosError } from '../../../errors/api-errors.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import type { Operation } from '../../../operations/operation.ts';
import { askWho } from '../../../preflight/ask-who.ts';
import { type PlannedRun, refuseLastOwner } from './last-owner.ts';
import { refuseSelfInRun, signedInUser } from './self.ts';

/** What the guard knows besides the run. */
interface Known {
  /** The signed-in user as the API named them; undefined where it was not asked, null where it does not tell. */
  readonly me?: string | null;
  /** What to do about a row of the signed-in user; absent for a new run, whose rows can be left out. */
  readonly selfHint?: string;
}

/**
 * Refuses a run that would lock out who sends it, or the last active owner. It holds for every way in which rows are
 * sent: a new run, also with `--no-check`, and one that is taken up again or undone. Where nothing has asked the API
 * before who is signed in, and neither the token nor the stored sign-in says it, it is asked here. Returns who it is;
 * null where nothing says it. Throws `CliError` (usage), `ConnectionError` or `ApiError`.
 */
export async function refuseLockOut(
  context: Context,
  operation: Operation,
  run: PlannedRun,
  { me: told, selfHint }: Known,
): Promise<string | null> {
  const isAsked = told === undefined && operation.forbidSelf && run.users.size > 0;
  const asking = { signal: context.environment.signal, gate: run.gate };
  const me = isAsked
    ? (signedInUser(context) ?? (await askWho(await context.api(), asking)))
    : (told ?? null);
  refuseSelfInRun(me, run.users, selfHint);
  await refuseLastOwner(context, operation, run);
  return me;
}

/**
 * The same for a run with `--no-check`, which goes ahead where the API gives no answer: a note says so then. Throws
 * `CliError` (usage).
 */
export async function refuseLockOutUnchecked(
  context: Context,
  operation: Operation,
  run: PlannedRun,
  known: Pick<Known, 'selfHint'>,
): Promise<string | null> {
  try {
    return await refuseLockOut(context, operation, run, known);
  } catch (error) {
    // An interrupted run begins all the same: it sends nothing, and can be resumed.
    if (context.environment.signal.aborted) return null;
    const isNoAnswer = error instanceof AitronosError || (error instanceof CliError && !isRefusal(error));
    if (!isNoAnswer) throw error;
    await context.io.note(`whether an active owner is left is not checked: ${error.message}`);
    return null;
  }
}

const isRefusal = ({ code }: CliError): boolean => code === 'PROTECTED_USER';
