import { certificateError } from './certificates.ts';
import { ConnectionError } from './errors.ts';
import { unreached } from './unreached.ts';

const HUNG_UP: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** No connection to the proxy itself, which is named without its user and password. */
export function proxyUnreached(cause: Error, proxy: string): ConnectionError {
  const who = `the proxy ${proxy}`;
  const refused = certificateError(cause, who);
  if (refused) return refused;
  const code = 'code' in cause ? String(cause.code) : '';
  const options = { cause };
  if (code === 'UND_ERR_HEADERS_TIMEOUT') {
    return new ConnectionError('PROXY_SILENT', `${who} did not answer in time`, false, options);
  }
  if (HUNG_UP.has(code)) {
    const message = `${who} closed the connection and opened no way`;
    return new ConnectionError('PROXY_FAILED', message, false, options);
  }
  const { code: kind, message } = unreached(cause, proxy);
  const ours = kind === 'HOST_NOT_FOUND' ? 'PROXY_NOT_FOUND' : 'PROXY_FAILED';
  return new ConnectionError(ours, `no way through ${who}: ${message}`, false, options);
}

/** The proxy answered, and opened no way to the host. What it says for now (5xx, 429) may pass. */
export function proxyRefused(status: number, proxy: string, authority: string): ConnectionError {
  if (status === 407) {
    const message = `the proxy ${proxy} wants a user name and a password that it knows (HTTP 407)`;
    return new ConnectionError('PROXY_AUTHENTICATION', message, false, { retryable: false });
  }
  const message = `the proxy ${proxy} opened no way to ${authority} (HTTP ${status})`;
  return new ConnectionError('PROXY_REFUSED', message, false, { retryable: status >= 500 || status === 429 });
}
