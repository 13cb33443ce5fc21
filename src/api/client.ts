import { type Clock, systemClock } from '../clock.ts';
import { apiUrl, BadValue, isToken } from '../values.ts';
import { version } from '../version.ts';
import { Account } from './account.ts';
import { Departments } from './departments.ts';
import { AitronosError } from './errors.ts';
import { type Attempt, Http } from './http.ts';
import { Roles } from './roles.ts';
import { Users } from './users.ts';
import type { Transport } from './wire.ts';

/** Opens the way to the API. `close` ends idle connections and gives up the others. */
export type Connect = (target: {
  readonly url: string;
  readonly connections: number;
  readonly timeout_ms: number;
}) => { readonly transport: Transport; readonly close: () => Promise<void> };

/** Who asks and how. One of `accessToken` and `apiKey` is needed; the token wins. Times in milliseconds. */
export interface ClientOptions {
  /** Sent as `Authorization: Bearer`. */
  readonly accessToken?: string | undefined;
  /** Sent as `X-API-Key`. */
  readonly apiKey?: string | undefined;
  /** Default `https://api.aitronos.com`. */
  readonly baseUrl?: string | undefined;
  /** For one attempt; default 30,000. */
  readonly timeout_ms?: number | undefined;
  /** Further attempts after the first; default 3. */
  readonly retries?: number | undefined;
  /** Connections kept open at once; default 8. */
  readonly connections?: number | undefined;
  readonly userAgent?: string | undefined;
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
  readonly clock?: Clock | undefined;
  /** From 0 up to 1: spreads the waits between attempts. */
  readonly random?: (() => number) | undefined;
}

/** The API's address when none is given. */
export const API_URL = 'https://api.aitronos.com';

/** The resources of the API, over one way to reach it. */
export class Client {
  readonly users: Users;
  readonly departments: Departments;
  readonly roles: Roles;
  readonly account: Account;
  readonly #close: () => Promise<void>;

  /** Throws `AitronosError`: `NO_ACCESS_TOKEN`, `BAD_ACCESS_TOKEN`, `BAD_BASE_URL`. Sends nothing yet. */
  constructor(options: ClientOptions, connect: Connect) {
    const url = baseUrl(options.baseUrl ?? API_URL);
    const timeout_ms = options.timeout_ms ?? 30_000;
    const { transport, close } = connect({ url, connections: options.connections ?? 8, timeout_ms });
    const http = new Http({
      url,
      headers: { ...authorization(options), 'user-agent': options.userAgent ?? `aitronos-js/${version}` },
      timeout_ms,
      retries: options.retries ?? 3,
      transport,
      clock: options.clock ?? systemClock,
      random: options.random ?? Math.random,
      onAttempt: options.onAttempt,
    });
    this.users = new Users(http);
    this.departments = new Departments(http);
    this.roles = new Roles(http);
    this.account = new Account(http);
    this.#close = close;
  }

  /** Ends the connections; the process can then exit at once. */
  close(): Promise<void> {
    return this.#close();
  }
}

function authorization({ accessToken, apiKey }: ClientOptions): Record<string, string> {
  const secret = accessToken || apiKey;
  if (!secret) throw new AitronosError('NO_ACCESS_TOKEN', 'an accessToken or an apiKey is needed');
  if (!isToken(secret)) {
    throw new AitronosError(
      'BAD_ACCESS_TOKEN',
      'the access token has white space or control characters in it',
    );
  }
  return accessToken ? { authorization: `Bearer ${accessToken}` } : { 'x-api-key': secret };
}

function baseUrl(text: string): string {
  try {
    return apiUrl(text);
  } catch (error) {
    if (error instanceof BadValue) throw new AitronosError('BAD_BASE_URL', error.message);
    throw error;
  }
}
