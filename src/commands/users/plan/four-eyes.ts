import type { Context } from '../../../cli/context.ts';
import type { CliError } from '../../../errors/cli-errors.ts';
import { refusal } from '../guards/refusal.ts';
import { whoIsSignedIn } from '../guards/who-is-signed-in.ts';

/** Refuses a plan that does not say who planned it. Sends nothing. Throws `CliError` (usage). */
export function requirePlanner(planned_by: string | null): string {
  if (planned_by !== null) return planned_by;
  throw fourEyesError('the plan does not say who planned it');
}

/**
 * Refuses a plan whose planner is not another user than the signed-in one, `me` where the API named them. What a CI job
 * says of itself counts for nothing: an environment is no proof. Returns the signed-in user. Throws `CliError` (usage).
 */
export async function refuseTwoEyes(
  context: Context,
  planned_by: string | null,
  me: string | null,
): Promise<string> {
  const planner = requirePlanner(planned_by);
  const applies = me ?? (await whoIsSignedIn(context));
  if (applies === null) throw fourEyesError('the API does not say who is signed in');
  if (applies === planner) throw fourEyesError(`${applies} planned it, and is signed in now`);
  return applies;
}

function fourEyesError(why: string): CliError {
  const hint = 'sign in as another user than who planned it, with a token of that user';
  return refusal('FOUR_EYES', `--four-eyes: ${why}`, hint);
}
