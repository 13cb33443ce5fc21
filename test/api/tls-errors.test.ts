import { expect, it } from 'vitest';
import { tlsError } from '../../src/api/http/tls/certificate-errors.ts';

// The same alerts as the OpenSSL of Node 20 names them, and that of Node 22 and later.
it.each([
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'CLIENT_CERTIFICATE', /asks for a client certificate/],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'CLIENT_CERTIFICATE', /asks for a client certificate/],
  ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'CLIENT_CERTIFICATE', /asks for a client certificate/],
  ['ERR_SSL_SSLV3_ALERT_NO_CERTIFICATE', 'CLIENT_CERTIFICATE', /asks for a client certificate/],
  ['ERR_SSL_SSL/TLS_ALERT_NO_CERTIFICATE', 'CLIENT_CERTIFICATE', /asks for a client certificate/],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'TLS_FAILED', /may want a client certificate/],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'TLS_FAILED', /may want a client certificate/],
  ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', 'WRONG_PROTOCOL', /HTTP\/2 only/],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'TLS_FAILED', /another version of TLS/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS_FAILED', /plain HTTP, or something else, answers/],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'TLS_FAILED', /something else answers/],
])('%s is told as %s, with its own name', (code, ours, words) => {
  const told = tlsError(Object.assign(new Error('alert'), { code }), 'api.example.com');
  expect({ code: told?.code, retryable: told?.retryable }).toEqual({ code: ours, retryable: false });
  expect(told?.message).toMatch(words);
  expect(told?.message).toContain(`(${code})`);
});

it.each(['ECONNRESET', 'ERR_SSL_SSL/TLS_ALERT_UNEXPECTED_MESSAGE', ''])(
  '%s is left to others, who may try again',
  (code) => expect(tlsError(Object.assign(new Error('lost'), { code }), 'api.example.com')).toBeNull(),
);
