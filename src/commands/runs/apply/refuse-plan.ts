import type { Age } from '../../../approval/plan-words.ts';
import type { OpenPlan } from '../../../approval/reading/read-plan.ts';
import type { Context } from '../../../cli/context.ts';
import { idOfOrganization } from '../../../cli/missing/named-organization.ts';
import { type CliError, PLAN_AGAIN } from '../../../errors/cli-errors.ts';
import { apiName } from '../../../runs/journal/run-reader.ts';
import { spanText } from '../../../text/durations.ts';
import { isOrganizationName } from '../../../validation/names.ts';
import { refusal } from '../../users/guards/refusal.ts';
import { requirePlanner } from '../../users/plan/four-eyes.ts';
import type { ReopenOptions } from '../execution/execute.ts';

export interface ApplyOptions extends ReopenOptions {
  readonly digest?: string | undefined;
  readonly maxAge?: Age | undefined;
  readonly fourEyes?: true | undefined;
  readonly drift?: 'fail' | 'skip' | undefined;
  readonly org?: string | undefined;
  readonly check?: boolean | undefined;
}

/**
 * Refuses a plan that is not the approved one, or is for another organization or API, or too old. Throws `CliError`
 * (usage). Sends nothing: an organization that was given by its name is for `refuseOtherName`.
 */
export async function refuseOtherPlan(
  context: Context,
  { head, digest }: OpenPlan,
  { digest: approved, maxAge, org, fourEyes }: ApplyOptions,
): Promise<void> {
  if (approved !== undefined && approved !== digest) {
    const words = `the plan is not the one that was approved: its digest is ${digest}`;
    const hint = 'apply the file whose digest was approved, or have this one approved';
    throw refusal('PLAN_DIGEST', words, hint);
  }
  if (fourEyes) requirePlanner(head.planned_by);
  refuseOtherOrigin(context, head.origin);
  await refuseOldPlan(context, head.planned_at, maxAge);
  await refuseOtherOrganization(context, head.organization_id, org);
}

/** No address of a plan is proposed: it comes from elsewhere, and a token would be sent there. */
function refuseOtherOrigin(context: Context, planned: string): void {
  const origin = context.origin();
  if (planned === origin) return;
  const hint =
    planned === 'sandbox' ? 'add --sandbox' : 'see where it was planned, or plan it again for this API';
  throw refusal(
    'OTHER_ORIGIN',
    `the plan is for ${apiName(planned)}, and this call for ${apiName(origin)}`,
    hint,
  );
}

async function refuseOtherOrganization(
  context: Context,
  planned: string,
  typed: string | undefined,
): Promise<void> {
  const { value: org, source } = context.setting('org', typed);
  if (org === null || org === planned) return;
  if (source === 'stored') {
    await context.io.note(`the plan is for ${planned}, and not for the stored org ${org}`);
    return;
  }
  if (!isOrganizationName(org)) throw otherOrganization(planned, org, source);
}

/**
 * Refuses a plan for another organization than the one that was given by its name, which is looked up. Throws
 * `CliError` (usage), and what the look-up throws.
 */
export async function refuseOtherName(
  context: Context,
  planned: string,
  typed: string | undefined,
): Promise<void> {
  const { value: org, source } = context.setting('org', typed);
  if (org === null || source === 'stored' || !isOrganizationName(org)) return;
  const id = await idOfOrganization(context, org);
  if (id !== planned) throw otherOrganization(planned, org, source);
}

function otherOrganization(planned: string, org: string, source: string): CliError {
  const [named, without] =
    source === 'flag' ? ['--org', 'leave --org out'] : ['AITRONOS_ORG', 'unset AITRONOS_ORG'];
  const hint = `${without}, or apply a plan of that organization`;
  return refusal('OTHER_ORGANIZATION', `the plan is for ${planned}, and ${named} is ${org}`, hint);
}

/** Two clocks that differ by less are right. */
const TOLERANCE_MS = 5 * 60_000;

async function refuseOldPlan(context: Context, planned_at: string, maxAge: Age | undefined): Promise<void> {
  const age_ms = ageOf(context, planned_at);
  if (age_ms < -TOLERANCE_MS) {
    const span = spanText(-age_ms / 1000);
    const words = `by this clock the plan was made ${span} from now: one of two clocks is wrong`;
    if (maxAge !== undefined) throw refusal('PLAN_AGE', words, 'set the clock, or plan it again');
    await context.io.note(words);
  }
  refuseOlder(context, planned_at, maxAge);
}

/** A clock that was set back makes no plan younger, once the API has told the time. */
const ageOf = ({ environment, told }: Context, planned_at: string): number =>
  told.latest(environment.clock.now()) - Date.parse(planned_at);

/** Refuses a plan that is too old, be it because its question waited. Throws `CliError` (usage). */
export function refuseOlder(context: Context, planned_at: string, maxAge: Age | undefined): void {
  const age_ms = ageOf(context, planned_at);
  if (maxAge === undefined || age_ms <= maxAge.ms) return;
  const words = `the plan is over ${spanText(age_ms / 1000)} old, and --max-age is ${maxAge.text}`;
  throw refusal('PLAN_AGE', words, PLAN_AGAIN);
}
