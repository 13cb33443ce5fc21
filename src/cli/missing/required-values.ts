import type { CliError } from '../../errors/cli-errors.ts';
import type { Context } from '../context.ts';
import type { errorForLacking, RequiredValue } from './lacking-values.ts';
import { idOfOrganization } from './named-organization.ts';

/** The values that a call has by now; null for what it lacks. */
type Found<T> = { readonly [V in keyof T]: T[V] | null };

/**
 * The values that a command cannot go on without. Throws one `CliError` (usage) for all that are missing, which also
 * names the access token where that is missing too; `offline`: the command needs none. Sends nothing: an organization
 * may be a name, which `idOfOrganization` looks up. At a terminal one that the sign-in knows is offered, and stored
 * when it is taken.
 */
export async function requireAll<T extends { readonly [V in RequiredValue]?: unknown }>(
  context: Context,
  found: Found<T>,
  { offline = false }: { readonly offline?: boolean | undefined } = {},
): Promise<T> {
  if (isComplete<T>(found)) return found;
  const { offerOrRefuse } = await import('./lacking-values.ts');
  const completed: Found<T> = { ...found, '--org': await offerOrRefuse(context, found, offline) };
  if (isComplete<T>(completed)) return completed;
  throw new TypeError('a value is asked for that no command requires');
}

/** The id of the organization, where nothing else is needed. Throws as `requireAll` and `idOfOrganization` do. */
export async function requireOrganization(
  context: Context,
  typed: string | undefined,
  options: { readonly offline?: boolean | undefined } = {},
): Promise<string> {
  const org = context.setting('org', typed).value;
  const found = await requireAll<{ readonly '--org': string }>(context, { '--org': org }, options);
  return idOfOrganization(context, found['--org']);
}

/** The usage error for what a call lacks, as `errorForLacking` words it. */
export async function lackingError(...lacking: Parameters<typeof errorForLacking>): Promise<CliError> {
  return (await import('./lacking-values.ts')).errorForLacking(...lacking);
}

const isComplete = <T>(found: Found<T>): found is Found<T> & T =>
  Object.values(found).every((value) => value !== null);
