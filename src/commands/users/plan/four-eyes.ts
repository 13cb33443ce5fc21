import type { Context } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { whoIsSignedIn } from '../guards/who-is-signed-in.ts';

/**
 * Refuses a plan whose planner is not another user than the signed-in one, `me` where the API named them. What a CI job
 * says of itself counts for nothing: an environment is no proof. Throws `CliError` (usage).
 */
export async function refuseTwoEyes(
  context: Context,
  planned_by: string | null,
  me: string | null,
): Promise<void> {
  const applies = planned_by === null ? null : (me ?? (await whoIsSignedIn(context)));
  if (planned_by !== null && applies !== null && planned_by !== applies) return;
  const why =
    planned_by === null
      ? 'the plan does not say who planned it'
      : applies === null
        ? 'the API does not say who is signed in'
        : `${applies} planned it, and is signed in now`;
  const hint = 'sign in as another user than who planned it, with a token of that user';
  throw new CliError('FOUR_EYES', EXIT.usage, `--four-eyes: ${why}: nothing was sent`, hint);
}
