import type { SecureContext } from 'node:tls';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { Connect } from '../client.ts';
import { undiciTransport } from './transport.ts';

/**
 * Whose certificates are believed. Said for every connection, so that `NODE_TLS_REJECT_UNAUTHORIZED=0`
 * changes nothing. See docs/decisions/2026-11-25-certificate-verification.md.
 */
export interface Trust {
  readonly rejectUnauthorized: true;
  /** Without it, Node's own roots. */
  readonly secureContext?: SecureContext;
}

/** Policies for browsers alone can have more than the 16 KiB that Node reads. */
export const LARGEST_HEADER_BYTES = 64 * 1024;

export const NODE_ROOTS: Trust = { rejectUnauthorized: true };

/** Connects straight to one origin and keeps up to `connections` connections alive. The attempt's own clock limits time. */
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
    return { transport: undiciTransport(pool), close: () => pool.destroy() };
  };

export const connectPool: Connect = connectDirectly(NODE_ROOTS);
