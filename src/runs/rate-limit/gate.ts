import type { Gate } from '../../api/http/request.ts';
import type { AnswerHead } from '../../api/http/transport-types.ts';
import { GateClosed } from '../../errors/api-errors.ts';
import type { Clock } from '../../system/clock.ts';
import type { Rate } from '../../validation/numbers.ts';
import { isPaused } from './pauses.ts';
import { recordAnswer } from './record-answer.ts';
import {
  createRateLimit,
  decideGiveUp,
  decideStart,
  type GiveUp,
  recordStart,
  type WaitReason,
} from './start-decision.ts';

/** Shared by all workers of a run: who may send, and when. */
export interface Limiter extends Gate {
  /** Requests at once, at the most. */
  readonly concurrency: number;
  /**
   * For a preflight, which asks before the first row: it lines up only after a refusal, and its answers count as
   * those of rows do.
   */
  readonly preflightGate: Gate;
  /**
   * Until when all workers wait (ms of the clock that is never set), and why; null when none waits, or only for an
   * answer.
   */
  waiting(): { readonly until: number; readonly why: WaitReason } | null;
}

export interface LimiterOptions {
  readonly clock: Clock;
  /** Requests at once, 1 to 64. */
  readonly concurrency: number;
  /** `--rate`: evenly spaced, never more in any stretch of `per_ms`. */
  readonly rate?: Rate | undefined;
}

interface Waiter {
  readonly go: () => void;
  readonly giveUp: (error: Error) => void;
}

// The machine's timers cannot wait longer than 25 days; a worker that is woken too early looks again.
const LONGEST_SLEEP_MS = 3_600_000;

/** The timers around `start-decision.ts`, which decides: wakes those who wait, first come, first served. */
export function createLimiter({ clock, concurrency, rate }: LimiterOptions): Limiter {
  const queue = new Set<Waiter>();
  let state = createRateLimit(concurrency, rate);
  let timer: AbortController | undefined;

  const sleepUntil = (until: number) => {
    const ms = Math.min(LONGEST_SLEEP_MS, Math.max(1, Math.ceil(until - clock.monotonic())));
    timer = new AbortController();
    // The sleep ends early only because something else has looked in the meantime.
    clock.sleep(ms, timer.signal).then(admit, () => {});
  };

  const admit = () => {
    timer?.abort();
    timer = undefined;
    if (queue.size > 0) admitQueue();
  };

  const admitQueue = () => {
    const end = decideGiveUp(state, clock.monotonic());
    if (end) {
      for (const waiter of queue) waiter.giveUp(gateClosed(end));
      queue.clear();
      return;
    }
    for (const waiter of queue) {
      const { until } = decideStart(state, clock.monotonic());
      if (until > clock.monotonic()) {
        if (until < Infinity) sleepUntil(until);
        return;
      }
      state = recordStart(state, clock.monotonic());
      queue.delete(waiter);
      waiter.go();
    }
  };

  const lineUp = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = () => {
        queue.delete(waiter);
        reject(signal?.reason);
        admit();
      };
      const arrive = (then: () => void) => {
        signal?.removeEventListener('abort', leave);
        then();
      };
      const waiter: Waiter = {
        go: () => arrive(resolve),
        giveUp: (error) => arrive(() => reject(error)),
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.add(waiter);
      admit();
    });

  const release = (answer: AnswerHead | null, attempt?: number) => {
    state = recordAnswer(state, answer, { now: clock.monotonic(), wall: clock.now(), attempt });
    admit();
  };

  return {
    concurrency,
    acquire: async (signal) => {
      signal?.throwIfAborted();
      const now = clock.monotonic();
      // No one in the queue and nothing to wait for: most requests of a run go this way.
      if (queue.size > 0 || decideStart(state, now).until > now) return lineUp(signal);
      state = recordStart(state, now);
    },
    release,
    preflightGate: {
      acquire: async (signal) => {
        signal?.throwIfAborted();
        if (isPaused(state.availability, clock.monotonic())) return lineUp(signal);
        state = recordStart(state, clock.monotonic());
      },
      release,
    },
    waiting: () => {
      const { until, why } = decideStart(state, clock.monotonic());
      if (queue.size === 0 || why === 'busy' || until === Infinity) return null;
      return until > clock.monotonic() ? { until, why } : null;
    },
  };
}

/** The error of those that wait when the run is given up. */
function gateClosed({ why, wait_ms }: GiveUp): GateClosed {
  const retry_after_s = wait_ms === null ? null : Math.ceil(wait_ms / 1000);
  return why === 'away'
    ? new GateClosed('API_AWAY', 'the API stays away', retry_after_s)
    : new GateClosed('WAIT_TOO_LONG', 'the API wants a longer wait than is made here', retry_after_s);
}
