import { ConnectionError } from '../../../errors/api-errors.ts';
import { systemCode } from '../../../errors/reason.ts';
import { notHttpError } from '../answers/not-http.ts';
import { certificateError } from '../tls/certificate-errors.ts';
import { unreachableError } from '../unreachable.ts';

const HUNG_UP: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** The error when the proxy itself cannot be reached. `proxy` is its address without user and password. */
export function proxyUnreachableError(cause: Error, proxy: string): ConnectionError {
  const who = `the proxy ${proxy}`;
  const refused = certificateError(cause, who);
  if (refused) return refused;
  const code = systemCode(cause) ?? '';
  const failed = (kind: string, message: string, retryable = true) =>
    new ConnectionError(kind, message, false, { cause, retryable });
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return proxySilentError(cause, proxy);
  const notHttp = notHttpError(cause, proxy);
  if (notHttp) return failed('PROXY_FAILED', `cannot get through ${who}: ${notHttp.message}`, false);
  if (HUNG_UP.has(code))
    return failed('PROXY_FAILED', `${who} closed the connection without opening a tunnel`);
  const { code: kind, message } = unreachableError(cause, proxy);
  const ours = kind === 'HOST_NOT_FOUND' ? 'PROXY_NOT_FOUND' : 'PROXY_FAILED';
  return failed(ours, `cannot get through ${who}: ${message}`);
}

/** The error when the time of an attempt was over before the proxy answered. */
export const proxySilentError = (cause: Error, proxy: string): ConnectionError =>
  new ConnectionError('PROXY_SILENT', `the proxy ${proxy} did not answer in time`, false, { cause });

/**
 * The error when a tunnel was opened and the host could not be spoken to through it. What does not speak TLS there, or
 * hangs up, may as well be the proxy.
 */
export function brokenTunnelError(cause: Error, host: string, proxy: string): ConnectionError {
  const error = unreachableError(cause, host);
  if (!MAY_BE_THE_PROXY.has(error.code)) return error;
  const { code, message, retryable } = error;
  return new ConnectionError(code, `${message}, through the proxy ${proxy}`, false, { cause, retryable });
}

const MAY_BE_THE_PROXY: ReadonlySet<string> = new Set(['TLS_FAILED', 'CONNECTION_FAILED']);

/** The answer of a proxy that refused to open a tunnel. Header names in lower case. */
export interface ProxyRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The error when the proxy answered but refused the tunnel. 5xx and 429 are worth a retry. */
export function proxyRefusalError(
  { status, headers }: ProxyRefusal,
  proxy: string,
  authority: string,
): ConnectionError {
  const retryable = status >= 500 || status === 429;
  const failed = (code: string, words: string) =>
    new ConnectionError(code, `the proxy ${proxy} ${words}`, false, { retryable });
  // In an answer to CONNECT, a 401 can only be about the proxy's own credentials.
  if (status === 407 || status === 401) {
    const schemes = schemesOf(headers['proxy-authenticate']);
    return schemes.length > 0 && !schemes.some((one) => /^basic$/i.test(one))
      ? failed(
          'PROXY_SCHEME',
          `wants a sign-in by ${schemes.join(' or ')}, but aitronos can only do Basic (HTTP ${status})`,
        )
      : failed('PROXY_AUTHENTICATION', `wants a valid user name and password (HTTP ${status})`);
  }
  const said = String(headers['x-squid-error'] ?? headers['proxy-status'] ?? '').slice(0, LONGEST_SAID);
  if (status >= 500 && NO_NAME.test(said)) {
    return failed('PROXY_HOST_NOT_FOUND', `cannot find the host ${authority} (HTTP ${status}, ${said})`);
  }
  const how = `(HTTP ${status}${said && `, ${said}`})`;
  if (NOT_REACHED.has(status) || (status >= 500 && said !== '')) {
    const words = `did not get through to ${authority}: it does not know the name, or nobody answers there ${how}`;
    return failed('PROXY_HOST_UNREACHABLE', words);
  }
  return failed('PROXY_REFUSED', `refused a tunnel to ${authority} ${how}`);
}

/**
 * The names of the ways to sign in that a proxy offers, without their parameters; a few of them.
 * https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
function schemesOf(said: string | readonly string[] | undefined): string[] {
  const offered = [said ?? []].flat().join(',').slice(0, LONGEST_OFFER);
  const parts = offered.replaceAll(QUOTED, '""').split(',');
  const names = parts.flatMap((part) => SCHEME.exec(part.trim())?.[1] ?? []);
  return [...new Set(names)].slice(0, MOST_SCHEMES);
}

/** A text that may hold commas; its end may be cut off. */
const QUOTED = /"(?:[^"\\]|\\.)*"?/g;
/** A name alone, or before its first parameter; `realm = "x"` is a parameter. */
const SCHEME = /^([a-z][a-z\d-]{0,19})(?:$|\s+[^\s=])/i;
const LONGEST_OFFER = 2_000;
const MOST_SCHEMES = 4;
const LONGEST_SAID = 100;
/** The words of squid, and of https://www.rfc-editor.org/rfc/rfc9209#section-2.3.2 */
const NO_NAME = /ERR_DNS_FAIL|error="?dns_(?:error|timeout)/i;
/**
 * The statuses of proxies that tried to connect and failed, without a reason. Every other status is the
 * proxy's own decision.
 */
const NOT_REACHED: ReadonlySet<number> = new Set([500, 502, 504]);
