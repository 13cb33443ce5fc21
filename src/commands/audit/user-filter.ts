import type { Context } from '../../cli/context.ts';
import { CliError, usageError } from '../../errors/cli-errors.ts';
import type { TypedFilter } from '../filters/known-filters.ts';
import { resolveUser } from '../users/change/resolve-target.ts';

/**
 * The id of the user that a filter names by id or by address. Throws `CliError`: usage where no member has the address,
 * because a list that is filtered by it would be empty.
 */
export async function userFilter(
  context: Context,
  { option, organization_id, typed }: TypedFilter,
): Promise<string> {
  try {
    return await resolveUser(context, organization_id, typed);
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'NO_MATCH') throw error;
    throw usageError(`${option}: ${error.message}`, BY_ID, error.details);
  }
}

const BY_ID =
  'an address finds members only: name others by their ids, which `aitronos audit list --action removed` shows';
