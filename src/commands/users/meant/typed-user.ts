import type { Context } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { userOrEmail } from '../../../validation/names.ts';
import type { UserPlace } from './cures.ts';

/**
 * The user that was typed: an id or an e-mail address. Throws `CliError` (usage), whose hint is the command that was
 * meant. `form`: what a user looks like here.
 */
export async function readTypedUser(
  context: Context,
  text: string,
  place: UserPlace,
  form: (text: string) => string = userOrEmail,
): Promise<string> {
  try {
    return form(text);
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    const message = place.option === undefined ? error.message : `${place.option}: ${error.message}`;
    // An id of another kind says by itself what is wrong.
    if (error.givenKind !== null) throw usageError(message);
    const { cureOf } = await import('./cures.ts');
    throw usageError(message, await cureOf(context, [text], place));
  }
}
