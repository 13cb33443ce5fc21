import type { SecureContext } from 'node:tls';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { Connect } from '../client.ts';
import { undiciTransport } from './transport.ts';

/**
 * Which certificates are accepted. Set on every connection, so that `NODE_TLS_REJECT_UNAUTHORIZED=0` has no effect.
 * See docs/decisions/2026-11-25-certificate-verification.md.
 */
export interface Trust {
  readonly rejectUnauthorized: true;
  /** Absent: the roots that Node trusts. */
  readonly secureContext?: SecureContext;
}

/** Larger than Node's limit of 16 KiB, because security policies for browsers alone can exceed that. */
export const LARGEST_HEADER_BYTES = 64 * 1024;

export const NODE_ROOTS: Trust = { rejectUnauthorized: true };

/**
 * Connects to one origin without a proxy and keeps up to `connections` connections open. undici's timeouts
 * are off, because each attempt has its own.
 */
export const connectDirectly =
  (trust: Trust): Connect =>
  ({ url, connections, timeout_ms }) => {
    const pool = new Pool(new URL(url).origin, {
      connections,
      headersTimeout: 0,
      bodyTimeout: 0,
      connectTimeout: timeout_ms,
      maxHeaderSize: LARGEST_HEADER_BYTES,
      connect: { ...trust },
    });
    return { transport: undiciTransport(pool, connections), close: () => pool.destroy() };
  };

export const connectPool: Connect = connectDirectly(NODE_ROOTS);
