import { Socket } from 'node:net';
import connect from 'undici/lib/api/api-connect.js';
import buildConnector from 'undici/lib/core/connect.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { Connect } from '../../client.ts';
import { LARGEST_HEADER_BYTES, type Trust } from '../pool.ts';
import { undiciTransport } from '../transport.ts';
import { proxyRefusalError, proxyUnreachableError } from './proxy-errors.ts';

// Undici's index, which we do without, is what puts it there.
Dispatcher.prototype.connect = connect;

/** A proxy; what it wants to see is kept apart from its address, which is named in errors. */
export interface ProxyAddress {
  /** Without user and password. */
  readonly url: URL;
  /** Sent to the proxy alone, as `Proxy-Authorization`. */
  readonly authorization: string | null;
}

/**
 * Connects to one origin through a tunnel of the proxy for each connection (CONNECT, https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6).
 * The proxy sees the name of the host, and nothing of what is sent. Both ends show certificates that `trust` must believe.
 * See docs/decisions/2026-11-25-own-proxy-tunnel.md.
 */
export const connectProxy =
  (proxy: ProxyAddress, trust: Trust): Connect =>
  ({ url, connections, timeout_ms }) => {
    const target = new URL(url);
    const authority = `${target.hostname}:${target.port || 443}`;
    const secure = buildConnector({ ...trust, timeout: timeout_ms });
    const way = new Pool(proxy.url.origin, {
      headersTimeout: timeout_ms,
      // Its certificate is its own: undici would look there for the host that it is asked for.
      connect: (options, callback) => secure({ ...options, servername: '' }, callback),
    });
    const pool = new Pool(target.origin, {
      connections,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: LARGEST_HEADER_BYTES,
      connect: (options, callback) => {
        tunnel(way, proxy, authority).then(
          (httpSocket) => secure({ ...options, httpSocket }, callback),
          (error: Error) => callback(error, null),
        );
      },
    });
    return {
      transport: undiciTransport(pool),
      close: async () => void (await Promise.all([pool.destroy(), way.destroy()])),
    };
  };

/** A connection to the host and port of `authority`; throws `ConnectionError`. */
async function tunnel(
  way: Dispatcher,
  { url, authorization }: ProxyAddress,
  authority: string,
): Promise<Socket> {
  const headers = { host: authority, ...(authorization && { 'proxy-authorization': authorization }) };
  const { origin } = url;
  const answer = await way.connect({ origin, path: authority, headers }).catch((error: Error) => {
    throw proxyUnreachableError(error, url.host);
  });
  const { statusCode, headers: said, socket } = answer;
  if (statusCode === 200 && socket instanceof Socket) return socket;
  socket.on('error', () => {}).destroy();
  throw proxyRefusalError({ status: statusCode, headers: said }, url.host, authority);
}
