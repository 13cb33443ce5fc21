import type { WireRequest } from '../api/http/transport-types.ts';
import { credentialVariable } from '../auth/credentials.ts';
import type { DryRunClient } from '../operations/dry-run/dry-run.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';

/** Ends each call. One for all of them: an error for each row would take a stack for each. */
const NOT_SENT = new Error('a dry run sends nothing');

/** Uses the client that sends real requests, so that a dry run shows exactly those. Needs no credential. */
export async function createDryRunClient(
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
