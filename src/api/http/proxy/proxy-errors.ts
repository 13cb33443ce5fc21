import { ConnectionError } from '../../../errors/api-errors.ts';
import { certificateError } from '../tls/certificate-errors.ts';
import { unreachableError } from '../unreachable.ts';

const HUNG_UP: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** No connection to the proxy itself, which is named without its user and password. */
export function proxyUnreachableError(cause: Error, proxy: string): ConnectionError {
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
  const { code: kind, message } = unreachableError(cause, proxy);
  const ours = kind === 'HOST_NOT_FOUND' ? 'PROXY_NOT_FOUND' : 'PROXY_FAILED';
  return new ConnectionError(ours, `no way through ${who}: ${message}`, false, options);
}

/** What a proxy answered instead of opening a way. Header names in lower case. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The proxy answered, and opened no way to the host. What it says for now (5xx, 429) may pass. */
export function proxyRefusalError(
  { status, headers }: Refusal,
  proxy: string,
  authority: string,
): ConnectionError {
  const who = `the proxy ${proxy}`;
  // Asked for a way, it has nobody to ask for a password but for itself.
  if (status === 407 || status === 401) {
    const message = `${who} wants a user name and a password that it knows (HTTP ${status})`;
    return new ConnectionError('PROXY_AUTHENTICATION', message, false, { retryable: false });
  }
  const retryable = status >= 500 || status === 429;
  const said = String(headers['x-squid-error'] ?? headers['proxy-status'] ?? '').slice(0, LONGEST_SAID);
  if (status >= 500 && NO_NAME.test(said)) {
    const message = `${who} cannot find the host ${authority} (HTTP ${status}, ${said})`;
    return new ConnectionError('PROXY_HOST_NOT_FOUND', message, false, { retryable });
  }
  const more = said && `, ${said}`;
  if (NOT_REACHED.has(status) || (status >= 500 && said !== '')) {
    const message = `${who} did not get through to ${authority}: it does not know the name, or nobody answers there (HTTP ${status}${more})`;
    return new ConnectionError('PROXY_HOST_UNREACHABLE', message, false, { retryable });
  }
  const message = `${who} opened no way to ${authority} (HTTP ${status}${more})`;
  return new ConnectionError('PROXY_REFUSED', message, false, { retryable });
}

const LONGEST_SAID = 100;
/** As squid says it, and https://www.rfc-editor.org/rfc/rfc9209#section-2.3.2 */
const NO_NAME = /ERR_DNS_FAIL|error="?dns_(?:error|timeout)/i;
/** What proxies that give no reason answer when they tried and failed; others than these are their own word. */
const NOT_REACHED: ReadonlySet<number> = new Set([500, 502, 504]);
