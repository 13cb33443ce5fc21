import { ConnectionError } from '../../errors/api-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import { notHttpError } from './answers/not-http.ts';
import { tlsError } from './tls/tls-errors.ts';

/** The state of an attempt when its connection ended. */
export interface LostConnection {
  readonly host: string;
  /** True when the status and headers had arrived. */
  readonly begun: boolean;
}

/** The error for a connection that ended after the request was sent, by the code of undici or the system. */
export function lostConnectionError(cause: Error, { host, begun }: LostConnection): ConnectionError {
  const refused = tlsError(cause, host) ?? (cause.cause instanceof Error && tlsError(cause.cause, host));
  if (refused) return refused;
  const code = systemCode(cause) ?? '';
  const failed = (kind: string, message: string) =>
    new ConnectionError(kind, message + causeText(code), true, { cause, retryable: true });
  const notHttp = notHttpError(cause, host);
  if (notHttp && (!begun || notHttp.code === 'HEADER_TOO_LARGE')) return notHttp;
  if (begun) return failed('ANSWER_CUT_SHORT', `the answer from ${host} was cut short`);
  return failed('CONNECTION_LOST', `the connection to ${host} was lost before an answer came`);
}

const ENDS: ReadonlyMap<string, string> = new Map([
  ['ECONNRESET', ': the other side reset it (ECONNRESET)'],
  ['EPIPE', ': the other side had closed it (EPIPE)'],
  ['UND_ERR_SOCKET', ': the other side closed it'],
  ['UND_ERR_DESTROYED', ': the client was closed'],
  ['ETIMEDOUT', ': nothing came back any more (ETIMEDOUT)'],
]);

const causeText = (code: string): string => ENDS.get(code) ?? (code && ` (${code})`);
