import type { Client } from '../api/client.ts';
import { environmentCredential } from '../auth/credentials.ts';
import { isOver } from '../auth/expiry.ts';
import type { Context } from '../cli/context.ts';
import { isOrganizationName } from '../validation/names.ts';
import type { Suggestion } from './cache.ts';
import type { ApiList } from './cached-lists.ts';

/** Lists the words from the cache, else from the API; nothing without a credential. */
export async function fetchWords(
  context: Context,
  what: ApiList,
  organization: string | undefined,
): Promise<readonly Suggestion[]> {
  const who = callerIdentity(context);
  if (who === null) return [];
  const organization_id = what === 'organizations' ? '' : context.setting('org', organization).value;
  // A name would have to be looked up first, and a shell does not wait for two requests.
  if (organization_id === null || (what !== 'organizations' && isOrganizationName(organization_id)))
    return [];
  const { cachedList } = await import('./cached-lists.ts');
  return cachedList(what, {
    environment: context.environment,
    who,
    origin: context.origin(),
    secrets: context.secrets,
    organization_id,
    client: () => clientWithoutDialogs(context),
  });
}

/**
 * The identity of the caller, from facts that cost no question: reading the secret could open a keychain's dialog.
 */
function callerIdentity(context: Context): string | null {
  if (context.inSandbox) return 'sandbox';
  const given = environmentCredential(context.environment.env);
  if (given !== null) return given.secret;
  const session = context.storedSession();
  return session && JSON.stringify([context.profile(), session.origin, session.stored_at]);
}

/** Null where reading the secret could open a dialog, or the API would only refuse the request. */
async function clientWithoutDialogs(context: Context): Promise<Client | null> {
  const { inSandbox, environment } = context;
  if (inSandbox || environmentCredential(environment.env) !== null) return context.api();
  if (context.storedSession()?.store === 'keychain') return null;
  const { secret, session } = await context.credential();
  if (session === null || isOver(session, environment.clock.now())) return null;
  // Uses an expired token unrenewed: a renewal that is cut off after a second would lose the session.
  // See docs/decisions/2026-11-25-completion-renews-no-token.md.
  return context.apiAs(context.need('api-url'), secret);
}
