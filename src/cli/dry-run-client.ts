import type { Client } from '../api/client.ts';
import type { WireRequest } from '../api/http/transport-types.ts';
import { credentialVariable } from '../auth/credentials.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';

/** A client that sends nothing, and the requests that it would have sent: kept only until they are taken. */
export interface DryRunClient {
  readonly client: Client;
  /** The requests since it was asked last. */
  readonly taken: () => readonly WireRequest[];
  /** The certificate file that requests would trust. */
  readonly ca_file: string | null;
  /** True for the sandbox that is served for this call alone. */
  readonly address_ends: boolean;
}

/** Uses the client that sends real requests, so that a dry run shows exactly those. Needs no credential. */
export async function createDryRunClient(
  baseUrl: string,
  env: Environment['env'],
  { inSandbox, setting }: ResolvedSettings,
): Promise<DryRunClient> {
  const requests: WireRequest[] = [];
  const transport = async (request: WireRequest) => {
    requests.push(request);
    return { status: 204, headers: {}, body: '' };
  };
  const connectNowhere = () => ({ transport, close: async () => {} });
  const byKey = !inSandbox && credentialVariable(env) === 'AITRONOS_API_KEY';
  const who = byKey ? { apiKey: 'not-sent' } : { accessToken: 'not-sent' };
  const { Client } = await import('../api/client.ts');
  const ca_file = inSandbox ? null : setting('ca-file').value;
  const client = new Client({ baseUrl, ...who }, connectNowhere);
  return { client, taken: () => requests.splice(0), ca_file, address_ends: inSandbox };
}
