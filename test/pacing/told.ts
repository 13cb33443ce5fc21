import type { AnswerHead } from '../../src/api/http/transport-types.ts';
import type { LimitedServer } from './servers.ts';

/**
 * What answers tell of a limit: nothing, `Retry-After` alone, or headers whose reset is the time until all is there
 * again (in seconds, as Unix time, in ms, both families) or until the next request (`next`).
 */
export type Tells = 'nothing' | 'retry-after' | 'seconds' | 'unix' | 'ms' | 'both' | 'next';

const family = (suffix: string, limit: number, remaining: number, reset: string | number) => ({
  [`x-ratelimit-limit${suffix}`]: String(limit),
  [`x-ratelimit-remaining${suffix}`]: String(remaining),
  [`x-ratelimit-reset${suffix}`]: String(reset),
});

/** The answer to a request at `now`; `wall` is the same time by the server's own clock, in ms since 1970. */
export function answerOf(
  server: LimitedServer,
  tells: Tells,
  accepted: boolean,
  now: number,
  wall: number,
): AnswerHead {
  const next_ms = Math.max(0, server.next(now) - now);
  const status = accepted ? 200 : 429;
  const date = new Date(Math.floor(wall / 1000) * 1000).toUTCString();
  const after = accepted ? {} : { 'retry-after': String(Math.max(1, Math.ceil(next_ms / 1000))) };
  if (tells === 'nothing') return { status, headers: { date } };
  if (tells === 'retry-after' || server.limit === 0) return { status, headers: { date, ...after } };
  const [limit, remaining] = [server.limit, server.remaining(now)];
  const reset_ms = Math.max(0, server.resetIn(now));
  const seconds = () => family('-requests', limit, remaining, Math.ceil(reset_ms / 1000));
  const unix = () => family('', limit, remaining, Math.ceil((wall + reset_ms) / 1000));
  const headers = {
    seconds,
    unix,
    ms: () => family('-requests', limit, remaining, `${Math.ceil(reset_ms)}ms`),
    both: () => ({ ...seconds(), ...unix() }),
    next: () => family('-requests', limit, remaining, Math.max(1, Math.ceil(next_ms / 1000))),
  }[tells]();
  return { status, headers: { date, ...headers, ...after } };
}
