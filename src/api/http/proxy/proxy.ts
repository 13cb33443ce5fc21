import { Socket } from 'node:net';
import connect from 'undici/lib/api/api-connect.js';
import buildConnector from 'undici/lib/core/connect.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import { ConnectionError } from '../../../errors/api-errors.ts';
import type { Connect } from '../../client.ts';
import { LARGEST_HEADER_BYTES, type Trust } from '../pool.ts';
import { undiciTransport } from '../transport.ts';
import {
  brokenTunnelError,
  proxyRefusalError,
  proxySilentError,
  proxyUnreachableError,
} from './proxy-errors.ts';

// Normally undici's index assigns this; it is not loaded here because it takes twice the time.
Dispatcher.prototype.connect = connect;

/** A proxy. Its credentials are separate from its address, because errors contain the address. */
export interface ProxyAddress {
  /** Without user and password. */
  readonly url: URL;
  /** Sent to the proxy alone, as `Proxy-Authorization`. */
  readonly authorization: string | null;
}

/**
 * Connects to one origin through the proxy, with a tunnel for each connection (CONNECT,
 * https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6). The proxy sees the host name but no content. The
 * certificates of both the proxy and the host must be accepted by `trust`.
 * See docs/decisions/2026-11-25-own-proxy-tunnel.md.
 */
export const connectProxy =
  (proxy: ProxyAddress, trust: Trust): Connect =>
  ({ url, connections, timeout_ms }) => {
    const target = new URL(url);
    const authority = `${target.hostname}:${target.port || 443}`;
    const secure = buildConnector({ ...trust, timeout: timeout_ms });
    const proxyPool = new Pool(proxy.url.origin, {
      headersTimeout: timeout_ms,
      maxHeaderSize: LARGEST_HEADER_BYTES,
      // Without an empty servername, undici would expect the target's host in the proxy's certificate.
      connect: (options, callback) => secure({ ...options, servername: '' }, callback),
    });
    let opening = 0;
    const pool = new Pool(target.origin, {
      connections,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: LARGEST_HEADER_BYTES,
      connect: (options, callback) => {
        opening++;
        openTunnel(proxyPool, proxy, authority)
          .finally(() => opening--)
          .then(
            (httpSocket) =>
              secure({ ...options, httpSocket }, (...[error, socket]) =>
                error
                  ? callback(brokenTunnelError(error, target.host, proxy.url.host), null)
                  : callback(null, socket),
              ),
            (error: Error) => callback(error, null),
          );
      },
    });
    const send = undiciTransport(pool, connections);
    return {
      // The time of an attempt ends before undici's own: who did not answer in it is told here.
      transport: (request, begun) =>
        send(request, begun).catch((error: unknown) => {
          throw opening > 0 && isUnsentTimeout(error) ? proxySilentError(error, proxy.url.host) : error;
        }),
      close: async () => void (await Promise.all([pool.destroy(), proxyPool.destroy()])),
    };
  };

const isUnsentTimeout = (error: unknown): error is ConnectionError =>
  error instanceof ConnectionError && error.code === 'TIMEOUT' && !error.sent;

/** Opens a tunnel to the host and port of `authority`. Throws `ConnectionError`. */
async function openTunnel(
  proxyPool: Dispatcher,
  { url, authorization }: ProxyAddress,
  authority: string,
): Promise<Socket> {
  const headers = { host: authority, ...(authorization && { 'proxy-authorization': authorization }) };
  const { origin } = url;
  const answer = await proxyPool.connect({ origin, path: authority, headers }).catch((error: Error) => {
    throw proxyUnreachableError(error, url.host);
  });
  const { statusCode, headers: said, socket } = answer;
  if (statusCode === 200 && socket instanceof Socket) return socket;
  socket.on('error', () => {}).destroy();
  throw proxyRefusalError({ status: statusCode, headers: said }, url.host, authority);
}
