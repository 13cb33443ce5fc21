import { credentialVariable } from '../../auth/credentials.ts';
import { orElse } from '../../or-else.ts';
import { configFile } from '../../settings/configuration-folder.ts';
import { changeProfile } from '../../settings/profile-changes.ts';
import type { Context } from '../context.ts';

/**
 * The organization that the stored sign-in named, where it is this sign-in's token that the call would send; null
 * where that is not known.
 */
export function knownOrganization(context: Context): string | null {
  const { environment, inSandbox } = context;
  if (inSandbox || credentialVariable(environment.env) !== undefined) return null;
  // A file that cannot be read has an error of its own, which comes when the values are there.
  return orElse(() => {
    const session = context.storedSession();
    return session?.origin === context.origin() ? session.organization_id : null;
  }, null);
}

/**
 * Asks at a terminal whether this organization is meant, and stores it for the profile; false where nothing can be
 * asked. Throws `CliError` (exit 130) when it is declined.
 */
export async function offerOrganization(context: Context, organization_id: string): Promise<boolean> {
  if (!context.canAsk()) return false;
  await context.confirm(`Use ${organization_id}, the organization of your sign-in, and remember it?`);
  const { environment } = context;
  await changeProfile(configFile(environment.folders.config), environment, context.profile(), (stored) => ({
    ...stored,
    org: organization_id,
  }));
  const other = context.next('config set org <organization>');
  await context.io.note(`org is now ${organization_id}; another one: --org, or ${other}`);
  return true;
}
