import tls from 'node:tls';
import type { Trust } from '../pool.ts';

/**
 * Trusts these certificates (PEM) beside the roots that Node itself would trust. Node leaves its own ones out as soon as any are named,
 * those of `NODE_EXTRA_CA_CERTS` too: `extra` holds their text, for versions that do not tell. One context for all connections.
 */
export function trustCertificates(certificates: readonly string[], extra: readonly string[]): Trust {
  const ca = [...(defaults() ?? [...tls.rootCertificates, ...extra]), ...certificates];
  return { rejectUnauthorized: true, secureContext: tls.createSecureContext({ ca }) };
}

/** What Node trusts by default, where it can say so: 22.15 and later. */
function defaults(): readonly string[] | null {
  if (!('getCACertificates' in tls) || typeof tls.getCACertificates !== 'function') return null;
  return tls.getCACertificates('default');
}
