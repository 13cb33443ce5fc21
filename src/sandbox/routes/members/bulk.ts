import { jsonAnswer } from '../../json-answer.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../../state/commands/command.ts';
import { type Body, invalidField, readIds } from '../request-body.ts';
import type { RouteCall } from '../route.ts';

/** The most users of one request, by the pages. */
const MOST_USERS = 1_000;

/** The users that a request names. Our choice: one that is named twice counts once, and none is no fault. */
export function readUserIds(body: Body): string[] {
  const ids = readIds(body, 'user_ids');
  if (ids.length <= MOST_USERS) return ids;
  throw invalidField('user_ids', `The field user_ids may hold ${MOST_USERS} ids at most.`);
}

/**
 * Makes a change for each user, and answers for whom it was refused. Our choice: the error is the code with which the
 * operation on one user would refuse it.
 */
export async function changeEach(
  { c, organization, caller_id }: RouteCall,
  user_ids: readonly string[],
  commandFor: (user_id: string) => Command,
): Promise<Response> {
  const refused = await Promise.all(
    user_ids.map(async (id) => {
      try {
        await organization.change(caller_id, commandFor(id));
        return [];
      } catch (error) {
        if (error instanceof Refusal) return [{ id, error: error.code }];
        throw error;
      }
    }),
  );
  const failed_operations = refused.flat();
  const failure_count = failed_operations.length;
  return jsonAnswer(c, { success_count: user_ids.length - failure_count, failure_count, failed_operations });
}
