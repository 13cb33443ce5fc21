import type { Context } from '../../../cli/context.ts';
import type { CliError } from '../../../errors/cli-errors.ts';
import { matchStatus } from '../../../lookup/known-values.ts';
import { probe, whyNot } from '../../../preflight/check-result.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { counted } from '../../../text/counted.ts';
import { mostUsersOf, userLimit } from '../../../validation/numbers.ts';
import { refusal } from './refusal.ts';

/** A run before its first change: how many rows it sends, and the limit that was typed. */
interface Sized {
  readonly count: number;
  readonly given: string | undefined;
}

/** The limit of `--max` or the stored `max`, and what named it; null where there is none. */
function limitOf(context: Context, given: string | undefined) {
  const { value, source } = context.setting('max', given);
  if (value === null) return null;
  return { ...userLimit(value), named: source === 'flag' ? `--max ${value}` : `the stored max ${value}` };
}

/** Refuses more rows than the number of `--max` or of the stored `max`. Sends nothing. Throws `CliError` (usage). */
export function refuseMore(context: Context, { count, given }: Sized): void {
  const limit = limitOf(context, given);
  if (limit?.unit === 'users' && count > limit.amount)
    throw tooMany(`${areMore(count)} ${limit.named}`, count);
}

/**
 * Refuses more rows than a share such as `10%` of the active members of the organization, whom the API counts. Throws
 * `CliError` (usage), also where it does not count them: a guard that cannot look lets nothing pass.
 */
export async function refuseLargerShare(
  context: Context,
  organization_id: string,
  { count, given }: Sized,
): Promise<void> {
  const limit = limitOf(context, given);
  if (limit?.unit !== 'percent' || count === 0) return;
  const active = await countActive(context, organization_id);
  if (count <= mostUsersOf(limit, active)) return;
  throw tooMany(`${areMore(count)} ${limit.named} of ${counted(active, 'active member')}`, count);
}

/**
 * A guard that throws `CliError` (usage) at the first row beyond `--max` or the stored `max`, before more of a long
 * file is read. A share of the members passes here: how many these are is asked after the file is read.
 */
export function mostRows(context: Context, given: string | undefined): (count: number, row: Row) => void {
  const limit = limitOf(context, given);
  if (limit?.unit !== 'users') return () => {};
  return (count, { line }) => {
    // Typed users are few, and are counted to the last.
    if (count <= limit.amount || typeof line !== 'number') return;
    throw tooMany(`the users are more than ${limit.named} (line ${line} is one too many)`);
  };
}

const areMore = (count: number): string =>
  `${counted(count, 'user')} ${count === 1 ? 'is' : 'are'} more than`;

function tooMany(what: string, count: number | null = null): CliError {
  const number = count ?? '<n>';
  return refusal('TOO_MANY', what, `check who is meant; if all are, give the number: --max ${number}`);
}

async function countActive(context: Context, organization_id: string): Promise<number> {
  const { users } = await context.api();
  const options = { signal: context.environment.signal };
  const count = async (): Promise<number | null> => {
    const statuses = await users.listStatuses({ organization_id }, options);
    const match = matchStatus('status_active', statuses);
    if (!('id' in match)) return null;
    const { total } = await users.list({ organization_id, status_id: match.id, take: 1 }, options);
    return total;
  };
  const asked = await probe(count());
  if ('answer' in asked && asked.answer !== null) return asked.answer;
  const why = 'answer' in asked ? 'the API does not tell' : whyNot(asked);
  const what = `how many active members ${organization_id} has cannot be read (${why})`;
  throw refusal('TOO_MANY', what, 'give a number: --max <n>');
}
