import { ConnectionError } from '../../../errors/api-errors.ts';
import { systemCode } from '../../../errors/reason.ts';

/** Why a certificate was refused, by the codes of Node and OpenSSL: our code, and the end of its sentence. */
const REASONS: Readonly<Record<string, readonly [code: string, words: string]>> = {
  CERT_HAS_EXPIRED: ['CERT_EXPIRED', 'has expired'],
  CERT_NOT_YET_VALID: ['CERT_NOT_YET_VALID', 'is not valid yet'],
  CERT_REVOKED: ['CERT_REVOKED', 'was revoked'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['CERT_SELF_SIGNED', 'is self-signed, and not trusted here'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['CERT_OTHER_HOST', 'is for another host'],
  ...untrustedReason('SELF_SIGNED_CERT_IN_CHAIN'),
  ...untrustedReason('UNABLE_TO_GET_ISSUER_CERT'),
  ...untrustedReason('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
  ...untrustedReason('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
};

function untrustedReason(code: string) {
  return { [code]: ['CERT_UNTRUSTED', 'comes from an authority that is not trusted here'] } as const;
}

/**
 * Further certificate errors of OpenSSL; they are rare and keep OpenSSL's own message. Node calls unspecified what it
 * has no code for, such as a weak key or digest.
 */
const OTHERS =
  /^(?:CERT_|CRL_|ERROR_IN_C|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|UNABLE_TO_(?:DEC|GET_CRL)|UNSPECIFIED$)/;

/**
 * The error for a refused certificate, or null when the cause is another one. `who` presented the
 * certificate. Nothing was sent, and a retry does not help.
 */
export function certificateError(cause: Error, who: string): ConnectionError | null {
  const found = systemCode(cause) ?? '';
  const known = REASONS[found];
  if (!known && !OTHERS.test(found)) return null;
  const [code, words] = known ?? ['CERT_REFUSED', `was refused: ${cause.message}`];
  const message = `the certificate of ${who} ${words}${certificateHosts(cause)}`;
  return new ConnectionError(code, message, false, { cause, retryable: false });
}

const LONGEST_NAMES = 200;

/** The hosts that the certificate is valid for, shown where it does not match the host. */
function certificateHosts(cause: Error): string {
  const certificate = 'cert' in cause ? cause.cert : null;
  if (typeof certificate !== 'object' || certificate === null) return '';
  const listed = 'subjectaltname' in certificate ? String(certificate.subjectaltname) : '';
  const hosts = listed.replaceAll(/\b(?:DNS|IP Address):/g, '');
  return hosts && `: ${hosts.length > LONGEST_NAMES ? `${hosts.slice(0, LONGEST_NAMES)}…` : hosts}`;
}
