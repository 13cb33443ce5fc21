import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, ClientOptions, Connect } from '../api/client.ts';
import type { Trust } from '../api/http/pool.ts';
import type { NamedProxy } from '../api/http/proxy/choice.ts';
import type { Attempt } from '../api/http/request.ts';
import type { WireRequest } from '../api/http/wire.ts';
import { CliError, fileError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/server.ts';
import { PROXY_VARIABLES } from '../secrets/environment.ts';
import type { KnownSecrets } from '../secrets/known.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import { OTHER_FOLDERS, trustFile, trustFolder } from '../system/trusted-files.ts';
import { isLoopback } from '../validation/addresses.ts';
import { version } from '../version.ts';

/** A client that sends nothing, and the requests that it would have sent. */
export interface DryRunClient {
  readonly client: Client;
  readonly requests: readonly WireRequest[];
  /** What a request would trust besides. */
  readonly ca_file: string | null;
}

/** The client of this call: its settings, its credential, through a proxy where the environment names one. */
export async function connect(
  environment: Environment,
  settings: ResolvedSettings,
  baseUrl: string,
  connections: number,
  who: Pick<ClientOptions, 'accessToken' | 'apiKey'>,
  secrets: KnownSecrets,
  onAttempt: (attempt: Attempt) => void,
): Promise<Client> {
  await spareTheCompiler(environment.node);
  const way = await wayTo(baseUrl, environment, settings);
  const options: ClientOptions = {
    baseUrl,
    ...who,
    timeoutMs: settings.need('timeout') * 1000,
    retries: settings.need('retries'),
    connections,
    userAgent: `aitronos-cli/${version} node/${environment.node}`,
    clock: environment.clock,
    random: environment.random,
    secrets,
    onAttempt,
  };
  return client(options, way);
}

/** Told by the very code that sends: what would be sent is what is sent. Nobody has to be signed in for it. */
export async function createDryRunClient(
  baseUrl: string,
  env: Environment['env'],
  settings: ResolvedSettings,
): Promise<DryRunClient> {
  const requests: WireRequest[] = [];
  const transport = async (request: WireRequest) => {
    requests.push(request);
    return { status: 204, headers: {}, body: '' };
  };
  const nowhere = () => ({ transport, close: async () => {} });
  const { inSandbox } = settings;
  const { credentialVariable } = await import('../auth/credentials.ts');
  const byKey = !inSandbox && credentialVariable(env) === 'AITRONOS_API_KEY';
  const who = byKey ? { apiKey: 'not-sent' } : { accessToken: 'not-sent' };
  const ca_file = inSandbox ? null : settings.setting('ca-file').value;
  return { client: await client({ baseUrl, ...who }, nowhere), requests, ca_file };
}

/** On Node 20 the optimizing compiler works on undici's parser when the process ends, which then waits for it some 80 ms. */
async function spareTheCompiler(node: string): Promise<void> {
  if (Number.parseInt(node, 10) < 22) (await import('node:v8')).setFlagsFromString('--liftoff-only');
}

async function client(options: ClientOptions, connect: Connect): Promise<Client> {
  const api = await import('../api/client.ts');
  return new api.Client(options, connect);
}

/** How an address is reached: through which proxy, and whose certificates are believed. Throws `CliError` (usage) before anything is sent. */
async function wayTo(
  baseUrl: string,
  environment: Environment,
  settings: ResolvedSettings,
): Promise<Connect> {
  const [proxy, trust] = [await findProxy(baseUrl, environment.env), await trusted(environment, settings)];
  if (!proxy || proxy.passedBy) return (await import('../api/http/pool.ts')).connectDirectly(trust);
  return (await import('../api/http/proxy/proxy.ts')).connectProxy(proxy, trust);
}

/**
 * The proxy that the environment names for an address, which may pass it by; null when there is none, or the
 * address never leaves this machine. See docs/decisions/2026-11-23-no-proxy-for-loopback.md.
 */
export async function findProxy(baseUrl: string, env: Environment['env']): Promise<NamedProxy | null> {
  const url = new URL(baseUrl);
  const named = PROXY_VARIABLES.some((name) => env[name]);
  if (!named || isLoopback(url.hostname)) return null;
  return (await import('../api/http/proxy/choice.ts')).proxyFor(url, env);
}

async function trusted(environment: Environment, settings: ResolvedSettings): Promise<Trust> {
  const file = settings.inSandbox ? null : settings.setting('ca-file').value;
  if (file === null) return (await import('../api/http/pool.ts')).NODE_ROOTS;
  const [{ readCertificates, extraCertificates }, { trustCertificates }] = await Promise.all([
    import('../settings/ca-file.ts'),
    import('../api/http/tls/trusted-certificates.ts'),
  ]);
  return trustCertificates(await readCertificates(file, environment), extraCertificates(environment.env));
}

/** More than a hundred changes to each user of the largest organization. */
const MOST_DATA_BYTES = 4 * 1024 ** 3;

/** The embedded API, with its data in the state folder. Throws `CliError` when it cannot be had. */
export async function serveSandbox(
  { clock, folders }: Environment,
  options: Partial<SandboxOptions>,
): Promise<Sandbox> {
  const { startSandbox, DATA_FILES } = await import('../sandbox/server.ts');
  const folder = join(folders.state, 'sandbox');
  trustFolder(folder);
  const files = DATA_FILES.map((name) => join(folder, name)).filter((file) => existsSync(file));
  for (const file of files) trustFile(file, MOST_DATA_BYTES);
  return startSandbox({ clock, folder, ...options }).catch((error: unknown) => {
    throw sandboxError(error, folder, options.port);
  });
}

function sandboxError(error: unknown, folder: string, port: number | undefined): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return new CliError('PORT_TAKEN', EXIT.refused, `port ${port} is taken`, '--port 0 takes a free one');
  }
  return code === null
    ? error
    : fileError(
        `the sandbox cannot keep its data in ${folder}`,
        error,
        existsSync(folder) ? null : OTHER_FOLDERS,
      );
}
