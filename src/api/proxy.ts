import connect from 'undici/lib/api/api-connect.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import type { Connect } from './client.ts';
import { undiciTransport } from './transport.ts';

// The proxy's agent calls it on a pool; undici's index, which we do without, is what puts it there.
Dispatcher.prototype.connect = connect;

/** The proxies that the environment names; each may be absent. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/** Connects through the proxies that the environment names; undici itself does not look there. */
export const connectProxy =
  (proxies: ProxySettings): Connect =>
  ({ connections, timeout_ms }) => {
    const agent = new EnvHttpProxyAgent({
      ...proxies,
      connections,
      headersTimeout: 0,
      bodyTimeout: 0,
      connectTimeout: timeout_ms,
    });
    return { transport: undiciTransport(agent), close: () => agent.destroy() };
  };
