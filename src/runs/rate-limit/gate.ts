import type { Gate } from '../../api/http/request.ts';
import type { AnswerHead } from '../../api/http/transport-types.ts';
import { GateClosed } from '../../errors/api-errors.ts';
import type { Clock } from '../../system/time/clock.ts';
import type { Rate } from '../../validation/numbers.ts';
import { namePace, type Pace } from './named-pace.ts';
import { isPaused } from './pauses.ts';
import { recordAnswer } from './record-answer.ts';
import {
  createRateLimit,
  decideGiveUp,
  decideStart,
  type GiveUpReason,
  recordStart,
  type StartDecision,
  type WaitReason,
} from './start-decision.ts';

/** The rate limiter of a run, shared by all its workers. */
export interface Limiter extends Gate {
  /** The maximum of requests at once. */
  readonly concurrency: number;
  /**
   * The gate for a preflight, before the first row: it waits only after a refusal, and its answers count like
   * those of rows.
   */
  readonly preflightGate: Gate;
  /**
   * The end of a wait of all workers (ms of the monotonic clock) and its reason; null when there is none, or
   * only for an answer.
   */
  waiting(): Waiting | null;
  /** Ends every wait: at the end of a call that has failed, a wait would keep the process alive. */
  close(): void;
}

interface Waiting {
  /** In ms of the clock that is never set. */
  readonly until: number;
  readonly why: WaitReason;
  /** The pace that it waits for; null where it waits for something else, or the pace is not known. */
  readonly pace: Pace | null;
}

export interface LimiterOptions {
  readonly clock: Clock;
  /** Requests at once, 1 to 64. */
  readonly concurrency: number;
  /** From `--rate`: evenly spaced starts, never more in any span of `per_ms`. */
  readonly rate?: Rate | undefined;
}

interface Waiter {
  readonly go: () => void;
  readonly giveUp: (error: Error) => void;
}

// Timers cannot exceed 25 days; a worker that wakes early checks again.
const LONGEST_SLEEP_MS = 3_600_000;
/** The reason of a sleep's end: without one, Node makes an error with its stack for each. */
const AWAKE = 'awake';

/**
 * The timers and the queue around the decisions of `start-decision.ts`: waiting requests start in the order
 * of their arrival.
 */
export function createLimiter({ clock, concurrency, rate }: LimiterOptions): Limiter {
  const queue = new Set<Waiter>();
  let state = createRateLimit(concurrency, rate);
  let timer: AbortController | undefined;
  /** What held the queue up last. */
  let heldBy: StartDecision['why'] = 'busy';

  const sleepUntil = (until: number) => {
    const ms = Math.min(LONGEST_SLEEP_MS, Math.max(1, Math.ceil(until - clock.monotonic())));
    timer = new AbortController();
    // An aborted sleep needs no action: whatever aborted it has decided already.
    clock.sleep(ms, timer.signal).then(admit, () => {});
  };

  const admit = () => {
    timer?.abort(AWAKE);
    timer = undefined;
    if (queue.size > 0) admitQueue();
  };

  const admitQueue = () => {
    const end = decideGiveUp(state, clock.monotonic());
    if (end) {
      for (const waiter of queue) waiter.giveUp(gateClosedError(end));
      queue.clear();
      return;
    }
    for (const waiter of queue) {
      const { until, why } = decideStart(state, clock.monotonic());
      if (until > clock.monotonic()) {
        heldBy = why;
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
      // The common case: an empty queue and no wait.
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
      const now = clock.monotonic();
      const decision = decideStart(state, now);
      // Between two starts of a paced queue there is a moment in which nothing holds it up.
      const why = decision.until > now ? decision.why : heldBy;
      const isPace = why === 'paced' || why === 'rate';
      if (queue.size === 0 || why === 'busy' || decision.until === Infinity) return null;
      if (decision.until <= now && !isPace) return null;
      return { until: Math.max(decision.until, now), why, pace: namePace(state, why, rate, now) };
    },
    close: () => {
      queue.clear();
      timer?.abort();
    },
  };
}

function gateClosedError({ why, wait_ms }: GiveUpReason): GateClosed {
  const retry_after_s = wait_ms === null ? null : Math.ceil(wait_ms / 1000);
  return why === 'away'
    ? new GateClosed('API_AWAY', 'the API stopped answering', retry_after_s)
    : new GateClosed('WAIT_TOO_LONG', 'the API lets no request through for over five minutes', retry_after_s);
}
