import { setMaxListeners } from 'node:events';
import { DEFAULTS } from '../defaults.ts';
import { AitronosError } from '../errors/api-errors.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import { type Clock, systemClock } from '../system/time/clock.ts';
import { Semaphore } from '../system/time/semaphore.ts';
import { apiUrl } from '../validation/addresses.ts';
import { apiPath } from '../validation/api-path.ts';
import { BadValue } from '../validation/bad-value.ts';
import { version } from '../version.ts';
import { Account } from './account.ts';
import { AuditLog } from './audit-log.ts';
import { Auth } from './auth.ts';
import {
  checkCall,
  checkHeaderValue,
  checkMilliseconds,
  checkNames,
  checkRequest,
  checkSecrets,
  checkWholeNumber,
  type Names,
} from './checks/checked-options.ts';
import { Departments } from './departments.ts';
import { Health } from './health.ts';
import { authorization, type Bearer, NOBODY } from './http/authorization.ts';
import { Http } from './http/http.ts';
import type { Attempt, RawRequest, RequestOptions } from './http/request.ts';
import type { Transport, WireAnswer } from './http/transport-types.ts';
import { Organizations } from './organizations.ts';
import { Roles } from './roles.ts';
import { Users } from './users.ts';

export type { Clock };

/** Creates the connections to the API. `close` ends idle connections and aborts the others. */
export type Connect = (target: {
  readonly url: string;
  readonly connections: number;
  readonly timeout_ms: number;
}) => { readonly transport: Transport; readonly close: () => Promise<void> };

/**
 * The credential and the settings of a client. Needs `accessToken` or `apiKey`; the token takes precedence.
 * Times in milliseconds.
 */
export interface ClientOptions {
  /** Sent as `Authorization: Bearer`; a `Bearer` object is called before each attempt. */
  readonly accessToken?: string | Bearer | undefined;
  /** Sent as `X-API-Key`. */
  readonly apiKey?: string | undefined;
  /** Default `https://api.aitronos.com`. */
  readonly baseUrl?: string | URL | undefined;
  /** For one attempt; 1 to 2,147,483,647, default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Further attempts after the first; default 3. */
  readonly retries?: number | undefined;
  /** Connections at once; further calls wait for their turn, which is no part of `timeoutMs`. Default 8. */
  readonly connections?: number | undefined;
  /** Sent as `User-Agent`; default `aitronos-js/<version>`. */
  readonly userAgent?: string | undefined;
  /** Called after each attempt of each call, and not awaited. What it throws is thrown by that call. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
  /** The time in place of this machine's, for tests. */
  readonly clock?: Clock | undefined;
  /** A random number from 0 to below 1, which spreads the waits between attempts. */
  readonly random?: (() => number) | undefined;
  /** Texts to redact in answers, besides the secrets of the requests, which are added. */
  readonly secrets?: KnownSecrets | readonly string[] | undefined;
}

const OPTIONS: Names<ClientOptions> = {
  accessToken: true,
  apiKey: true,
  baseUrl: true,
  timeoutMs: true,
  retries: true,
  connections: true,
  userAgent: true,
  onAttempt: 'function',
  clock: ['now', 'monotonic', 'sleep', 'alarm'],
  random: 'function',
  secrets: true,
};

/** The resources of the API, over one set of connections. */
export class Client {
  readonly organizations: Organizations;
  readonly users: Users;
  readonly departments: Departments;
  readonly roles: Roles;
  readonly auditLog: AuditLog;
  readonly account: Account;
  readonly auth: Auth;
  readonly health: Health;
  readonly #http: Http;
  readonly #close: () => Promise<void>;
  readonly #closed = new AbortController();

  /**
   * Sends nothing yet. With `outlastsSignals` a call that is stopped waits for the token that is on its way to it.
   * Throws `AitronosError`: `NO_ACCESS_TOKEN`, `BAD_ACCESS_TOKEN`, `BAD_BASE_URL`, `BAD_OPTION`.
   */
  constructor(options: ClientOptions, connect: Connect, outlastsSignals = false) {
    // Every request that waits before a further attempt listens to it, so Node's warning about many listeners is off.
    setMaxListeners(0, this.#closed.signal);
    const {
      onAttempt,
      random,
      // Null is no default: a program that lost its address would speak to the real API.
      baseUrl = DEFAULTS.api_url,
      timeoutMs = DEFAULTS.timeout_s * 1000,
      connections: most = DEFAULTS.concurrency,
      userAgent = `aitronos-js/${version}`,
      retries = DEFAULTS.retries,
    } = checkNames('options of the client', options, OPTIONS);
    const url = parseOption('BAD_BASE_URL', apiUrl, baseUrl);
    const who = authorization(options);
    const timeout_ms = checkMilliseconds('timeoutMs', timeoutMs);
    const connections = checkWholeNumber('connections', most, 1);
    const { transport, close } = connect({ url, connections, timeout_ms });
    const shared = {
      url,
      headers: { 'user-agent': checkHeaderValue('userAgent', userAgent) },
      timeout_ms,
      retries: checkWholeNumber('retries', retries, 0),
      transport,
      slots: new Semaphore(connections),
      clock: options.clock ?? systemClock,
      closed: this.#closed.signal,
      random: random ?? Math.random,
      onAttempt,
      secrets: checkSecrets(options.secrets ?? []),
      outlastsSignals,
    };
    const http = new Http({ ...shared, authorization: who });
    this.#http = http;
    this.organizations = new Organizations(http);
    this.users = new Users(http);
    this.departments = new Departments(http);
    this.roles = new Roles(http);
    this.auditLog = new AuditLog(http);
    this.account = new Account(http, Boolean(options.accessToken));
    const open = { ...shared, authorization: NOBODY };
    this.auth = new Auth(http, new Http({ ...open, grants: true }));
    this.health = new Health(new Http(open));
    this.#close = close;
  }

  /**
   * Calls any endpoint that has no method here: `client.request({ method: 'GET', path: '/v1/user/me' })`.
   * Answers the response unchanged, its body as text. Repeated like every other request, whatever the method:
   * pass `{ retries: 0 }` for a request that must not be sent twice.
   * Throws `ApiError` for every status but 2xx, `ConnectionError`, and `AitronosError`: `BAD_PATH` for a path
   * that could lead to another host or address, `BAD_OPTION` for a method, a header or a body that cannot be sent.
   */
  async request(request: RawRequest, options?: RequestOptions): Promise<WireAnswer> {
    const checked = checkRequest(request);
    const path = parseOption('BAD_PATH', apiPath, checked.path);
    return this.#http.raw({ ...checked, path }, checkCall(options));
  }

  /** Ends the connections and the waits before further attempts; the process can then exit at once. */
  close(): Promise<void> {
    // Without a reason, Node makes an error with its stack.
    this.#closed.abort('closed');
    return this.#close();
  }
}

function parseOption(code: string, parse: (text: string) => string, text: string | URL): string {
  try {
    // A program without types can give anything, such as a `URL`.
    return parse(String(text));
  } catch (error) {
    if (error instanceof BadValue) throw new AitronosError(code, error.message);
    throw error;
  }
}
