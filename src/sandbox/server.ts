import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { memoize } from '../memoize.ts';
import type { Waits } from '../system/locks/lock-holder.ts';
import type { Clock } from '../system/time/clock.ts';
import { sandboxApp } from './app.ts';
import { SANDBOX_ACCESS_TOKEN, SANDBOX_API_KEY } from './auth/authentication.ts';
import type { RefreshShape } from './auth/refresh-shapes.ts';
import { Sessions } from './auth/sessions.ts';
import { SANDBOX_CODE, SANDBOX_PASSWORD } from './auth/sign-in-checks.ts';
import { SIGN_IN_FILE, signInsInFolder, signInsInMemory } from './auth/sign-in-store.ts';
import { BEGIN_ANEW, DamagedData } from './data-files.ts';
import { type Fault, faultsBySeed, parseFault } from './faults/faults.ts';
import { type BucketRate, tokenBucket } from './faults/token-bucket.ts';
import { answerNoHttp, answerNoRequest } from './malformed.ts';
import type { Listeners } from './request.ts';
import type { MemberShape } from './routes/route.ts';
import { LOG_FILE } from './state/events/event-log.ts';
import { memoryEventStore, openEventStore } from './state/events/event-store.ts';
import { Organization } from './state/organization.ts';

export { BEGIN_ANEW, DamagedData, parseFault, SANDBOX_ACCESS_TOKEN, SANDBOX_CODE, SANDBOX_PASSWORD };

export const DATA_FILES = [LOG_FILE, SIGN_IN_FILE] as const;

export interface SandboxOptions extends Listeners {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** The clock of latency, hanging requests, the token bucket and every time in an answer. */
  readonly clock: Clock;
  /** The folder that keeps changes between runs; absent: in memory, until the server closes. */
  readonly folder?: string;
  /** Where waits for other processes that use the folder are told. */
  readonly waits?: Waits;
  /** The size of the organization; absent: as the folder has it, else the named people only. */
  readonly users?: number | undefined;
  readonly latency_ms?: number | undefined;
  readonly rate?: BucketRate | undefined;
  readonly faults?: readonly Fault[];
  /** The same seed gives the same faults; 1 when absent. */
  readonly seed?: number | undefined;
  /** Lifetime of the access tokens of a sign-in, in seconds; 3600 when absent, as documented. */
  readonly token_ttl_s?: number;
  /** The documented shape of the answer to a refresh; `newest` when absent. */
  readonly refresh_shape?: RefreshShape;
  /** The documented shape of members, in lists and alone; `crew` when absent. */
  readonly member_shape?: MemberShape;
}

export interface Sandbox {
  /** Without a slash at the end. */
  readonly url: string;
  readonly access_token: string;
  readonly api_key: string;
  /** Ends every connection at once, also those that hang. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Serves the API on this machine only. Rejects with Node's error when the port or the folder is not available. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, folder, waits, users, latency_ms = 0, rate, faults = [], seed = 1 } = options;
  const { token_ttl_s = 3600, refresh_shape = 'newest', member_shape = 'crew' } = options;
  const changes =
    folder === undefined
      ? memoryEventStore(users ?? null)
      : await openEventStore(folder, users ?? null, waits);
  const store = folder === undefined ? signInsInMemory() : signInsInFolder(folder, waits);
  const parts = {
    organization: new Organization(changes, users, clock),
    signingIn: { store, sessions: new Sessions(store, token_ttl_s), refresh_shape },
    clock,
    member_shape,
    latency_ms,
    bucket: rate && tokenBucket(rate),
    draw: faultsBySeed(faults, seed),
    onRequest: options.onRequest,
    onAnswer: options.onAnswer,
  };
  // Made for the first request: a call that is refused before sends none.
  const app = memoize(() => sandboxApp(parts));
  // It puts a Response in the place of the global one that is no stream until it is read as one, and sends its text as
  // it is. The program uses neither.
  const listener = getRequestListener(
    async (request, env) => {
      const answer = await app().fetch(request, env);
      // Where a fault broke the answer, hono still holds the whole one, or makes another of it for HEAD.
      return env.incoming.socket.destroyed ? RESPONSE_ALREADY_SENT : answer;
    },
    { errorHandler: () => answerNoRequest(clock) },
  );
  // Node itself answers a request without a host with nothing.
  const server = createServer({ requireHostHeader: false }, listener);
  answerNoHttp(server, clock);
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://${HOST}:${port}`,
    access_token: SANDBOX_ACCESS_TOKEN,
    api_key: SANDBOX_API_KEY,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await changes.settled();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
