import Pool from 'undici/lib/dispatcher/pool.js';
import type { Connect } from './client.ts';
import { undiciTransport } from './transport.ts';

/** Connects straight to one origin and keeps up to `connections` connections alive. The attempt's own clock limits time. */
export const connectPool: Connect = ({ url, connections, timeout_ms }) => {
  const pool = new Pool(new URL(url).origin, {
    connections,
    headersTimeout: 0,
    bodyTimeout: 0,
    connectTimeout: timeout_ms,
  });
  return { transport: undiciTransport(pool), close: () => pool.destroy() };
};
