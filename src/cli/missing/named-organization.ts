import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { isOrganizationName } from '../../validation/names.ts';
import type { Context } from '../context.ts';

/** Where a name comes from that was not typed behind the verb. */
const PLACES: Readonly<Record<string, string>> = {
  environment: 'AITRONOS_ORG',
  stored: 'the stored org',
};

/**
 * The id of an organization that was given as an id, or by its name among those of the signed-in user: their list is
 * read then, so that it comes after what the line and its files show. Throws `CliError` (exit 1) where none or several
 * have the name, and what the API throws.
 */
export async function idOfOrganization(context: Context, given: string): Promise<string> {
  if (!isOrganizationName(given)) return given;
  const { findOrganization } = await import('../../lookup/organizations.ts');
  const match = await findOrganization(await context.api(), given, context.environment.signal);
  if ('id' in match) return match.id;
  const { code, message, candidates, nearest } = match;
  // Where the name was not typed, it is said where it comes from.
  const { value, source } = context.setting('org');
  const place = (value === given ? PLACES[source] : undefined) ?? '--org';
  const other = place === PLACES['stored'] ? ', `aitronos config set org <organization>` stores another' : '';
  const listed = `\`aitronos organizations list\` shows yours${other}`;
  const hint = code === 'NO_MATCH' ? listed : 'name the one that is meant by its id';
  const words = `${place}: ${message}: nothing was changed`;
  throw new CliError(code, EXIT.refused, words, hint, { details: { candidates, nearest } });
}
