import { join } from 'node:path';
import type { Client, ClientOptions, Connect } from './api/client.ts';
import type { Attempt } from './api/http.ts';
import type { ProxySettings } from './api/proxy.ts';
import type { WireRequest } from './api/wire.ts';
import type { Choices } from './choices.ts';
import { CliError, EXIT, fileError } from './errors.ts';
import type { Host } from './host.ts';
import type { Sandbox, SandboxOptions } from './sandbox/server.ts';
import type { Credential } from './settings/credentials.ts';
import { isLoopback } from './values.ts';
import { version } from './version.ts';

/** A client that sends nothing, and the requests that it would have sent. */
export interface Rehearsal {
  readonly client: Client;
  readonly requests: readonly WireRequest[];
}

/** The client of this call: its settings, its credential, through a proxy where the environment names one. */
export async function connect(
  host: Host,
  choices: Choices,
  baseUrl: string,
  connections: number,
  { kind, secret }: Credential,
  onAttempt: (attempt: Attempt) => void,
): Promise<Client> {
  await spareTheCompiler(host.node);
  const proxies = proxiesFor(baseUrl, host.env);
  const options: ClientOptions = {
    baseUrl,
    ...(kind === 'api_key' ? { apiKey: secret } : { accessToken: secret }),
    timeout_ms: choices.need('timeout') * 1000,
    retries: choices.need('retries'),
    connections,
    userAgent: `aitronos-cli/${version} node/${host.node}`,
    clock: host.clock,
    random: host.random,
    onAttempt,
  };
  return client(options, proxies && (await import('./api/proxy.ts')).connectProxy(proxies));
}

/** Told by the very code that sends: what would be sent is what is sent. */
export async function rehearsal(baseUrl: string): Promise<Rehearsal> {
  const requests: WireRequest[] = [];
  const transport = async (request: WireRequest) => {
    requests.push(request);
    return { status: 204, headers: {}, body: '' };
  };
  const nowhere = () => ({ transport, close: async () => {} });
  return { client: await client({ baseUrl, accessToken: 'not-sent' }, nowhere), requests };
}

/** On Node 20 the optimizing compiler works on undici's parser when the process ends, which then waits for it some 80 ms. */
async function spareTheCompiler(node: string): Promise<void> {
  if (Number.parseInt(node, 10) < 22) (await import('node:v8')).setFlagsFromString('--liftoff-only');
}

async function client(options: ClientOptions, connect?: Connect): Promise<Client> {
  const [api, { connectPool }] = await Promise.all([import('./api/client.ts'), import('./api/pool.ts')]);
  return new api.Client(options, connect ?? connectPool);
}

/** The proxies of the environment, unless the address never leaves this machine or there are none. */
function proxiesFor(url: string, env: Host['env']): ProxySettings | undefined {
  const httpProxy = env['http_proxy'] || env['HTTP_PROXY'];
  const httpsProxy = env['https_proxy'] || env['HTTPS_PROXY'];
  const noProxy = env['no_proxy'] || env['NO_PROXY'] || '';
  if (isLoopback(new URL(url).hostname) || !(httpProxy || httpsProxy)) return undefined;
  return { noProxy, httpProxy: httpProxy ?? '', httpsProxy: httpsProxy ?? '' };
}

/** The embedded API, with its data in the state folder. Throws `CliError` when it cannot be had. */
export async function serveSandbox(
  { clock, folders }: Host,
  options: Partial<SandboxOptions>,
): Promise<Sandbox> {
  const { startSandbox } = await import('./sandbox/server.ts');
  const folder = join(folders.state, 'sandbox');
  return startSandbox({ clock, folder, ...options }).catch((error: unknown) => {
    throw sandboxError(error, folder, options.port);
  });
}

function sandboxError(error: unknown, folder: string, port: number | undefined): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return new CliError('PORT_TAKEN', EXIT.refused, `port ${port} is taken`, '--port 0 takes a free one');
  }
  return code === null ? error : fileError(`the sandbox cannot keep its data in ${folder}`, error);
}
