import tls from 'node:tls';
import type { Trust } from '../pool.ts';

/**
 * Trusts these certificates (PEM) beside the roots that Node trusts by default. Node drops its defaults as
 * soon as any certificate is given, also those of `NODE_EXTRA_CA_CERTS`: `extra` holds their text for Node
 * versions that cannot list them. All connections share one context.
 */
export function trustCertificates(certificates: readonly string[], extra: readonly string[]): Trust {
  const ca = [...(defaultCertificates() ?? [...tls.rootCertificates, ...extra]), ...certificates];
  return { rejectUnauthorized: true, secureContext: tls.createSecureContext({ ca }) };
}

/** The certificates that Node trusts by default, or null before Node 22.15, which cannot list them. */
function defaultCertificates(): readonly string[] | null {
  if (!('getCACertificates' in tls) || typeof tls.getCACertificates !== 'function') return null;
  return tls.getCACertificates('default');
}
