import type { Context } from '../../../cli/context.ts';
import type { CliError } from '../../../errors/cli-errors.ts';
import { refusal } from '../guards/refusal.ts';
import { whoIsSignedIn } from '../guards/who-is-signed-in.ts';

/** Refuses a plan that does not say who planned it. Sends nothing. Throws `CliError` (usage). */
export function requirePlanner(planned_by: string | null): string {
  if (planned_by !== null) return planned_by;
  throw fourEyesError(
    'the plan does not say who planned it',
    'plan it again, with the access token of a user',
  );
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
  if (applies === null) throw fourEyesError('the API does not say who is signed in', BY_ANOTHER);
  if (applies === planner) throw fourEyesError(`${applies} planned it, and is signed in now`, BY_ANOTHER);
  return applies;
}

const BY_ANOTHER = 'let another user apply it, with the access token of that user';

const fourEyesError = (why: string, hint: string): CliError =>
  refusal('FOUR_EYES', `--four-eyes: ${why}`, hint);
