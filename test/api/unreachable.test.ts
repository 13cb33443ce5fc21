import { expect, it } from 'vitest';
import { proxyRefusalError } from '../../src/api/http/proxy/proxy-errors.ts';
import { unreachableError } from '../../src/api/http/unreachable.ts';

const HOST = 'api.example.com';
const UNTRUSTED = `the certificate of ${HOST} comes from an authority that is not trusted here`;

/** Why there is no connection: the code of the system, our code and words, and whether trying again may help. */
it.each<[cause: string | Error, code: string, words: string, again: boolean]>([
  ['ECONNREFUSED', 'CONNECTION_REFUSED', `${HOST} refused the connection`, true],
  ['ENOTFOUND', 'HOST_NOT_FOUND', `the host ${HOST} cannot be found`, true],
  ['EAI_AGAIN', 'HOST_NOT_FOUND', `the host ${HOST} cannot be found: no name server answers`, true],
  ['EHOSTUNREACH', 'HOST_UNREACHABLE', `there is no route to ${HOST} from here`, true],
  ['ENETUNREACH', 'HOST_UNREACHABLE', `there is no route to ${HOST} from here`, true],
  ['ETIMEDOUT', 'TIMEOUT', `no connection to ${HOST} in time`, true],
  ['UND_ERR_CONNECT_TIMEOUT', 'TIMEOUT', `no connection to ${HOST} in time`, true],
  ['ECONNRESET', 'CONNECTION_FAILED', `${HOST} closed the connection while it was being made`, true],
  ['UND_ERR_CLOSED', 'CONNECTION_FAILED', `the client was closed before ${HOST} was asked`, false],
  [
    'EADDRNOTAVAIL',
    'CONNECTION_FAILED',
    `cannot connect to ${HOST}: the address is not one of this machine`,
    true,
  ],
  ['EPROTO', 'TLS_FAILED', `${HOST} does not speak proper TLS: EPROTO`, false],
  ['ERR_SSL_BAD_LENGTH', 'TLS_FAILED', `${HOST} does not speak proper TLS: ERR_SSL_BAD_LENGTH`, false],
  [
    'UND_ERR_INVALID_ARG',
    'REQUEST_NOT_MADE',
    `this machine cannot make a request to ${HOST}: UND_ERR_INVALID_ARG`,
    false,
  ],
  [
    new ReferenceError('WebAssembly is not defined'),
    'REQUEST_NOT_MADE',
    `this machine cannot make a request to ${HOST}: WebAssembly is not defined`,
    false,
  ],
  [
    new RangeError('no memory'),
    'REQUEST_NOT_MADE',
    `this machine cannot make a request to ${HOST}: no memory`,
    false,
  ],
  [new Error('odd'), 'CONNECTION_FAILED', `cannot connect to ${HOST}: odd`, true],
  ['CERT_REVOKED', 'CERT_REVOKED', `the certificate of ${HOST} was revoked`, false],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_UNTRUSTED', UNTRUSTED, false],
  ['UNABLE_TO_GET_ISSUER_CERT', 'CERT_UNTRUSTED', UNTRUSTED, false],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_UNTRUSTED', UNTRUSTED, false],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_UNTRUSTED',
    `${UNTRUSTED}, or without its intermediate certificate`,
    false,
  ],
  ['UNABLE_TO_GET_CRL', 'CERT_REFUSED', `the certificate of ${HOST} was refused: UNABLE_TO_GET_CRL`, false],
])('%s is told as %s', (cause, code, message, retryable) => {
  const error = cause instanceof Error ? cause : Object.assign(new Error(cause), { code: cause });
  const told = unreachableError(error, HOST);
  expect({ ...told, message: told.message }).toMatchObject({ code, message, retryable, sent: false });
});

it.each([
  [429, 'PROXY_REFUSED', true],
  [499, 'PROXY_REFUSED', false],
  [500, 'PROXY_HOST_NOT_FOUND', true],
  [403, 'PROXY_REFUSED', false],
])('a proxy that answers %i, and says that it found no name, is told as %s', (status, code, retryable) => {
  const headers = { 'x-squid-error': 'ERR_DNS_FAIL 0' };
  expect(proxyRefusalError({ status, headers }, 'proxy.example.com:3128', HOST)).toMatchObject({
    code,
    retryable,
  });
});
