import type { Client } from '../api/client.ts';
import type { Bearer } from '../api/http/authorization.ts';
import type { WireRequest } from '../api/http/transport-types.ts';
import { type Credential, credentialVariable } from '../auth/credentials.ts';
import { refuseMisspeltProfile } from '../auth/profiles.ts';
import { DEFAULTS } from '../defaults.ts';
import { memoize } from '../memoize.ts';
import type { DryRunClient } from '../operations/dry-run/dry-run.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import type { Call } from './call.ts';
import { type Connection, openConnection } from './connection.ts';
import type { CredentialAccess } from './credential-access.ts';
import { serveSandbox } from './embedded-sandbox.ts';

export interface ApiAccess {
  /** The API, with the credential and settings of this call. */
  api(): Promise<Client>;
  /** The API at an address, with this access token; with null only signing in works. */
  apiAs(baseUrl: string, accessToken: string | null): Promise<Client>;
  /** How many connections the API may use; the default is 8. To be called before the first request. */
  connectAtMost(connections: number): void;
  /** The access token or API key that the next request sends, renewed where it is about to end. */
  secret(): Promise<string>;
  dryRunClient(): Promise<DryRunClient>;
  /** The address that the call speaks to, or `sandbox`. */
  origin(): string;
}

/** Each part is made of those before it, when it is first asked for. */
export function createApiAccess(call: Call, { credential, changeSessions }: CredentialAccess): ApiAccess {
  const { environment, settings } = call;
  const { inSandbox, need } = settings;
  let connections: number = DEFAULTS.concurrency;

  const address = memoize(async () => {
    // A stored one is never misspelt, and a command that can do without the settings must not fail for want of them.
    const named = settings.namedProfile();
    if (named !== null) refuseMisspeltProfile(environment.folders.config, named);
    if (!inSandbox) return need('api-url');
    await call.noteIgnored();
    return (await serveSandbox(call)).url;
  });
  let opened: Connection | undefined;
  const connection = memoize(async () => {
    opened = await openConnection(call, await address(), connections);
    return opened;
  });
  const bearer = memoize(async () => bearerOf(call, await credential(), connection, changeSessions));
  const api = memoize(async () => {
    const { kind, secret } = await credential();
    const who = kind === 'api_key' ? { apiKey: secret } : { accessToken: await bearer() };
    return (await connection()).client(who);
  });

  return {
    api,
    async apiAs(baseUrl, accessToken) {
      const { client } = await openConnection(call, baseUrl, connections);
      return client({ accessToken: accessToken ?? (await import('../auth/bearer.ts')).SIGNED_OUT });
    },
    connectAtMost(most) {
      connections = most;
    },
    async secret() {
      const who = await bearer();
      return typeof who === 'string' ? who : who.token();
    },
    async dryRunClient() {
      const looked_up = opened?.used() === true;
      return createDryRunClient(await address(), environment.env, settings, looked_up);
    },
    origin: () => (inSandbox ? 'sandbox' : new URL(need('api-url')).origin),
  };
}

/** What requests send for a credential: its secret, or the token of a stored session, renewed when it is due. */
async function bearerOf(
  { environment, settings, secrets, io }: Call,
  { secret, session }: Credential,
  connection: () => Promise<Connection>,
  changeSessions: CredentialAccess['changeSessions'],
): Promise<Bearer | string> {
  if (!session?.renewable) return secret;
  const { refreshingBearer, SIGNED_OUT } = await import('../auth/bearer.ts');
  const { tellInterrupted } = await import('../auth/interrupted-renewal.ts');
  const signedOut = memoize(async () => (await connection()).client({ accessToken: SIGNED_OUT }));
  const profile = settings.profile();
  const { clock, signal } = environment;
  const tell = () =>
    void io.warn(
      `interrupted, but the API is renewing the access token: without its answer profile ${profile} may be ` +
        `signed out, so it is waited for, at most ${settings.need('timeout')} s; another Ctrl-C ends that`,
    );
  return refreshingBearer(session, {
    profile,
    clock,
    requestTokens: async (refresh_token, onAttempt) => {
      const { auth } = await signedOut();
      return tellInterrupted(
        auth.refresh({ refresh_token }, { onAttempt, stopSignal: signal }),
        signal,
        tell,
      );
    },
    changeSessions,
    onRefreshed: ({ access_token, refresh_token }) => secrets.add(access_token, refresh_token),
    onTrouble: (words) => void io.warn(words),
  });
}

/** Ends each call. One for all of them: an error for each row would take a stack for each. */
const NOT_SENT = new Error('a dry run sends nothing');

/** Uses the client that sends real requests, so that a dry run shows exactly those. Needs no credential. */
async function createDryRunClient(
  baseUrl: string,
  env: Environment['env'],
  { inSandbox, setting }: ResolvedSettings,
  looked_up: boolean,
): Promise<DryRunClient> {
  const requests: WireRequest[] = [];
  const transport = async (request: WireRequest) => {
    requests.push(request);
    throw NOT_SENT;
  };
  const connectNowhere = () => ({ transport, close: async () => {} });
  const byKey = !inSandbox && credentialVariable(env) === 'AITRONOS_API_KEY';
  const who = byKey ? { apiKey: 'not-sent' } : { accessToken: 'not-sent' };
  const { Client } = await import('../api/client.ts');
  const ca_file = inSandbox ? null : setting('ca-file').value;
  const client = new Client({ baseUrl, ...who }, connectNowhere);
  const requestsOf: DryRunClient['requestsOf'] = async (send) => {
    await send(client).catch((error: unknown) => {
      if (error !== NOT_SENT) throw error;
    });
    return requests.splice(0);
  };
  return { requestsOf, ca_file, address_ends: inSandbox, looked_up };
}
