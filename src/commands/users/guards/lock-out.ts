import { unexpectedAnswer } from '../../../api/answers.ts';
import type { Gate } from '../../../api/http/request.ts';
import type { Context } from '../../../cli/context.ts';
import { AitronosError } from '../../../errors/api-errors.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { readOwners } from '../../../lookup/owners.ts';
import type { Operation } from '../../../operations/operation.ts';
import { probeOfGuard } from '../../../preflight/check-result.ts';
import { askWho } from '../../../preflight/permission.ts';
import type { KnownTexts } from '../../../text/digests/text-digests.ts';
import { refusal } from './refusal.ts';
import { refuseSelfInRun, signedInUser } from './self.ts';

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

/** A run before its first change; `gate` is that of its requests, where it has one by then. */
export interface PlannedRun {
  readonly organization_id: string;
  readonly users: KnownTexts;
  readonly gate?: Gate | undefined;
}

/**
 * Refuses a run that would leave the organization without an active owner. Where the API does not tell who the owners
 * are (403, 404), a note says so. Throws `CliError` (usage), and for an answer that is no list of owners.
 * See docs/decisions/2026-11-26-guards-believe-no-other-answer.md.
 */
async function refuseLastOwner(
  context: Context,
  { forbidSelf, done }: Operation,
  { organization_id, users, gate }: PlannedRun,
): Promise<void> {
  if (!forbidSelf || users.size === 0) return;
  const client = await context.api();
  const asking = { signal: context.environment.signal, gate };
  const asked = await probeOfGuard(readOwners(client, organization_id, asking));
  if (!('answer' in asked)) {
    await context.io.note('the API does not tell who the owners are: whether one is left is not checked');
    return;
  }
  const owners = [...asked.answer];
  const active = owners.flatMap(([id, state]) => (state === 'active' ? [id] : []));
  if (active.some((id) => !users.has(id)) || !owners.some(([id]) => users.has(id))) return;
  // One whose state is not told may be the only active one.
  if (owners.some(([, state]) => state === null)) {
    throw unexpectedAnswer('a list of owners with the states of their accounts');
  }
  if (active.length === 0) return;
  const who =
    active.length === 1
      ? `${active[0]} is the last active owner`
      : `${active.join(', ')} are all active owners`;
  const hint =
    'leave an owner out, or make another member an owner first: `aitronos users update-memberships`';
  throw refusal('PROTECTED_USER', `${who} of ${organization_id}, and would be ${done}`, hint);
}
