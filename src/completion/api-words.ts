import type { Client } from '../api/client.ts';
import { environmentCredential } from '../auth/credentials.ts';
import { isOver } from '../auth/expiry.ts';
import type { Context } from '../cli/context.ts';
import type { Suggestion } from './cache.ts';
import type { Listed } from './cached-lists.ts';

/** Asks the API for a list, unless it is still known. Without a credential nobody is asked. */
export async function listed(
  context: Context,
  what: Listed,
  organization: string | undefined,
): Promise<readonly Suggestion[]> {
  const who = whoAsks(context);
  if (who === null) return [];
  const organization_id = what === 'organizations' ? '' : context.need('org', organization);
  const { known } = await context.suggestions();
  return known(what, {
    host: context.host,
    who,
    origin: context.origin(),
    secrets: context.secrets,
    organization_id,
    client: () => quietClient(context),
  });
}

/** Told without the secret where that may cost a question: a keychain can ask to be unlocked. */
function whoAsks(context: Context): string | null {
  if (context.inSandbox) return 'sandbox';
  const given = environmentCredential(context.host.env);
  if (given !== null) return given.secret;
  const session = context.storedSession();
  return session && JSON.stringify([context.profile(), session.origin, session.stored_at]);
}

/** Null where asking could open a dialog, or would only be refused. */
async function quietClient(context: Context): Promise<Client | null> {
  const { inSandbox, host } = context;
  if (inSandbox || environmentCredential(host.env) !== null) return context.api();
  if (context.storedSession()?.store === 'keychain') return null;
  const { secret, session } = await context.credential();
  if (session === null || isOver(session, host.clock.now())) return null;
  // As it is: a renewal that is cut off after a second would lose the session.
  return context.apiAs(context.need('api-url'), secret);
}
