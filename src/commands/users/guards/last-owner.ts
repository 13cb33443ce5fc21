import { unexpectedAnswer } from '../../../api/answers.ts';
import type { Gate } from '../../../api/http/request.ts';
import type { Context } from '../../../cli/context.ts';
import { readOwners } from '../../../lookup/owners.ts';
import type { Operation } from '../../../operations/operation.ts';
import { probeOfGuard } from '../../../preflight/check-result.ts';
import type { KnownTexts } from '../../../text/digests/text-digests.ts';
import { refusal } from './refusal.ts';

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
export async function refuseLastOwner(
  context: Context,
  { forbidSelf, done }: Operation,
  { organization_id, users, gate }: PlannedRun,
): Promise<void> {
  if (!forbidSelf || users.size === 0) return;
  const client = await context.api();
  const asking = { signal: context.environment.signal, gate };
  const asked = await probeOfGuard(readOwners(client, organization_id, asking));
  if (!('answer' in asked)) {
    await context.io.note('the API does not tell who the owners are: that one is left is not checked');
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
  const hint = 'leave an owner out, or make somebody else an owner first';
  throw refusal('PROTECTED_USER', `${who} of ${organization_id}, and would be ${done}`, hint);
}
