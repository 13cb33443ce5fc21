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
