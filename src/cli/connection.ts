import type { Client, ClientOptions, Connect } from '../api/client.ts';
import type { Trust } from '../api/http/pool.ts';
import type { NamedProxy } from '../api/http/proxy/choice.ts';
import type { Attempt } from '../api/http/request.ts';
import { PROXY_VARIABLES } from '../secrets/environment.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import { waitText } from '../text/durations.ts';
import { isLoopback } from '../validation/addresses.ts';
import { isJsonFormat } from '../validation/choices.ts';
import { version } from '../version.ts';
import type { Call } from './call.ts';
import type { Console } from './console.ts';

type ClientCredential = Pick<ClientOptions, 'accessToken' | 'apiKey'>;

/** A connection to the API that several clients share. */
export interface Connection {
  client(credential: ClientCredential): Client;
  /** True once a request was sent. */
  used(): boolean;
}

/**
 * Opens a connection to an address with the settings of this call, through a proxy where the environment
 * names one; it is closed at the end of the call. At most `connections` are open at once. Sends nothing.
 * Throws `CliError` (usage) for an unusable proxy or certificate file.
 */
export async function openConnection(call: Call, baseUrl: string, connections: number): Promise<Connection> {
  const { environment, settings, secrets, closing } = call;
  const proxy = await findProxy(baseUrl, environment.env);
  secrets.add(...(proxy?.secrets ?? []));
  const connect = await toldConnect(call, await loadConnect(proxy, await readTrust(environment, settings)));
  const { Client } = await import('../api/client.ts');
  let used = false;
  const options: ClientOptions = {
    baseUrl,
    timeoutMs: settings.need('timeout') * 1000,
    retries: settings.need('retries'),
    connections,
    userAgent: `aitronos-cli/${version} node/${environment.node}`,
    clock: environment.clock,
    random: environment.random,
    secrets,
    onAttempt: (attempt) => {
      used = true;
      reportAttempt(call, attempt);
    },
  };
  let opened: ReturnType<Connect> | null = null;
  const shared: Connect = (target) => {
    opened ??= connect(target);
    return opened;
  };
  const clients: Client[] = [];
  closing.push(async () => {
    for (const client of clients) await client.close();
  });
  return {
    client(credential) {
      // A renewed token has to be stored, whatever else was stopped: the one before it is spent.
      const client = new Client({ ...options, ...credential }, shared, true);
      clients.push(client);
      return client;
    },
    used: () => used,
  };
}

/** Reports an attempt: to `--log-file`, to `--debug`, its time, and the wait before the next one. */
function reportAttempt({ settings, io, log, told, environment }: Call, attempt: Attempt): void {
  log.attempt(attempt);
  told.hear(attempt.answer?.headers['date'], attempt.duration_ms, environment.clock.now());
  if (settings.debug) void io.debug(attempt);
  // In a run the counter says how many requests are sent again, and why all of them wait.
  if (attempt.wait_ms && !io.counting) reportWait(io, settings, attempt, attempt.wait_ms);
}

function reportWait(io: Console, { format }: ResolvedSettings, { error }: Attempt, wait_ms: number): void {
  // A page that a gateway sends is quoted once, in the error at the end.
  const [status] = /^the API answered with status \d+/.exec(error?.message ?? '') ?? [];
  const text = `${status ?? error?.message}; trying again in ${waitText(wait_ms / 1000)}`;
  if (io.animated) io.waits(text);
  else if (wait_ms >= 1000 && !isJsonFormat(format())) void io.note(text);
}

/**
 * The proxy that the environment names for an address, which `NO_PROXY` may exclude; null without one and for
 * an address of this machine.
 * See docs/decisions/2026-11-23-no-proxy-for-loopback.md.
 */
async function findProxy(baseUrl: string, env: Environment['env']): Promise<NamedProxy | null> {
  const url = new URL(baseUrl);
  const named = PROXY_VARIABLES.some((name) => env[name]);
  if (!named || isLoopback(url.hostname)) return null;
  return (await import('../api/http/proxy/choice.ts')).proxyFor(url, env);
}

/** The certificates to trust. Throws `CliError` (usage) for an unreadable file. */
async function readTrust(environment: Environment, settings: ResolvedSettings): Promise<Trust> {
  const file = settings.inSandbox ? null : settings.setting('ca-file').value;
  if (file === null) return (await import('../api/http/pool.ts')).NODE_ROOTS;
  const [{ readCertificates, extraCertificates }, { trustCertificates }] = await Promise.all([
    import('../settings/ca-file.ts'),
    import('../api/http/tls/trusted-certificates.ts'),
  ]);
  return trustCertificates(await readCertificates(file, environment), extraCertificates(environment.env));
}

/** What keeps the call waiting is told where the screen can show it. */
async function toldConnect({ io }: Call, connect: Connect): Promise<Connect> {
  if (!io.tellsWork) return connect;
  return (await import('./streams/request-work.ts')).tellRequests(connect, io);
}

async function loadConnect(proxy: NamedProxy | null, trust: Trust): Promise<Connect> {
  if (!proxy || proxy.passedBy) return (await import('../api/http/pool.ts')).connectDirectly(trust);
  return (await import('../api/http/proxy/proxy.ts')).connectProxy(proxy, trust);
}
