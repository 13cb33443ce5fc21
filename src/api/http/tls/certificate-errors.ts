import { ConnectionError } from '../../../errors/api-errors.ts';
import { systemCode } from '../../../errors/reason.ts';

const WANTS_CERTIFICATE = 'asks for a client certificate, which this program cannot send';

/** TLS alerts of the peer, by the codes of OpenSSL 3.0: our code, and the end of its sentence. */
const ALERTS: ReadonlyMap<string, readonly [code: string, words: string]> = new Map([
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', ['CLIENT_CERTIFICATE', WANTS_CERTIFICATE]],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', ['CLIENT_CERTIFICATE', WANTS_CERTIFICATE]],
  ['ERR_SSL_SSLV3_ALERT_NO_CERTIFICATE', ['CLIENT_CERTIFICATE', WANTS_CERTIFICATE]],
  ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', ['WRONG_PROTOCOL', 'speaks HTTP/2 only']],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', ['TLS_FAILED', 'speaks another version of TLS']],
  [
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    ['TLS_FAILED', 'broke off the TLS handshake: it may want a client certificate, or other ciphers'],
  ],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    ['TLS_FAILED', 'does not speak proper TLS: plain HTTP, or something else, answers at this port'],
  ],
  [
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    ['TLS_FAILED', 'does not speak proper TLS: something else answers at this port'],
  ],
]);

/**
 * The error when the peer ended the TLS connection or does not speak TLS; null when the cause is another one.
 * The request was not read: in TLS 1.3 the alert may arrive after the request was sent, but before the peer
 * decrypted it. A retry does not help.
 */
export function tlsError(cause: Error, who: string): ConnectionError | null {
  const code = systemCode(cause) ?? '';
  // The OpenSSL of Node 22 and later says "SSL/TLS" of alerts that were those of SSL 3.
  const known = ALERTS.get(code.replace('_SSL/TLS_', '_SSLV3_'));
  if (!known) return null;
  const [ours, words] = known;
  return new ConnectionError(ours, `${who} ${words} (${code})`, false, { cause, retryable: false });
}

const UNTRUSTED = ['CERT_UNTRUSTED', 'comes from an authority that is not trusted here'] as const;

/** Why a certificate was refused, by the codes of Node and OpenSSL: our code, and the end of its sentence. */
const REASONS: Readonly<Record<string, readonly [code: string, words: string]>> = {
  CERT_HAS_EXPIRED: ['CERT_EXPIRED', 'has expired'],
  CERT_NOT_YET_VALID: ['CERT_NOT_YET_VALID', 'is not valid yet'],
  CERT_REVOKED: ['CERT_REVOKED', 'was revoked'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['CERT_SELF_SIGNED', 'is self-signed, and not trusted here'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['CERT_OTHER_HOST', 'is for another host'],
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  // The host sent one certificate alone: nothing here says who signed it.
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [UNTRUSTED[0], `${UNTRUSTED[1]}, or without its intermediate certificate`],
};

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
