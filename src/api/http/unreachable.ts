import { ConnectionError } from '../../errors/api-errors.ts';
import { reason, systemCode } from '../../errors/reason.ts';
import { certificateError, tlsError } from './tls/certificate-errors.ts';

/**
 * The codes of the system and of undici for a connection that could not be made: our code, and the sentence
 * before and after the host.
 */
const REASONS: Readonly<Record<string, readonly [code: string, before: string, after: string]>> = {
  ECONNREFUSED: ['CONNECTION_REFUSED', '', ' refused the connection'],
  ENOTFOUND: ['HOST_NOT_FOUND', 'the host ', ' cannot be found'],
  EAI_AGAIN: ['HOST_NOT_FOUND', 'the host ', ' cannot be found: no name server answers'],
  EHOSTUNREACH: ['HOST_UNREACHABLE', 'there is no route to ', ' from here'],
  ENETUNREACH: ['HOST_UNREACHABLE', 'there is no route to ', ' from here'],
  ETIMEDOUT: ['TIMEOUT', 'no connection to ', ' in time'],
  UND_ERR_CONNECT_TIMEOUT: ['TIMEOUT', 'no connection to ', ' in time'],
  UND_ERR_DESTROYED: ['CONNECTION_FAILED', 'the client was closed before ', ' was asked'],
  UND_ERR_CLOSED: ['CONNECTION_FAILED', 'the client was closed before ', ' was asked'],
  ECONNRESET: ['CONNECTION_FAILED', '', ' closed the connection while it was being made'],
};

/** True where the client was closed: it sends nothing any more. */
export const isClosedClient = (code: string): boolean => /^UND_ERR_(?:DESTROYED|CLOSED)$/.test(code);

/** The error for a connection that could not be made, by the code of undici or the system. Nothing was sent. */
export function unreachableError(cause: Error, host: string): ConnectionError {
  if (cause instanceof ConnectionError) return cause;
  const refused = certificateError(cause, host) ?? tlsError(cause, host);
  if (refused) return refused;
  const failed = (code: string, message: string, retryable = true) =>
    new ConnectionError(code, message, false, { cause, retryable });
  const found = systemCode(cause) ?? '';
  const known = REASONS[found];
  if (known) {
    const [code, before, after] = known;
    return failed(code, before + host + after, !isClosedClient(found));
  }
  if (found === 'EPROTO' || found.startsWith('ERR_SSL_')) {
    return failed('TLS_FAILED', `${host} does not speak proper TLS: ${opensslReason(cause)}`, false);
  }
  if (isOurs(cause, found)) {
    return failed(
      'REQUEST_NOT_MADE',
      `this machine cannot make a request to ${host}: ${cause.message}`,
      false,
    );
  }
  return failed('CONNECTION_FAILED', `cannot connect to ${host}: ${reason(cause) || found}`);
}

/** The codes of undici for a request that it does not send. */
const UNSENDABLE = /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH)$/;

/** True where the way is not at fault: WebAssembly, which undici needs, is switched off or has no memory. */
const isOurs = (cause: Error, code: string): boolean =>
  UNSENDABLE.test(code) ||
  (code === '' && [ReferenceError, RangeError, TypeError].some((kind) => cause instanceof kind));

/** Only OpenSSL's reason: its full message begins with memory addresses and source files. */
function opensslReason(cause: Error): string {
  return 'reason' in cause ? String(cause.reason) : cause.message;
}
