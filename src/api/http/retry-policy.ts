import { isExpired } from './authorization.ts';
import { LONGEST_WAIT_MS, mayHaveHappened, nextTurn, nextWait } from './retry-rules.ts';
import type { WireAnswer } from './transport-types.ts';

/** What counts when it is decided whether one request is sent again. */
export interface RetrySettings {
  /** Further attempts after the first. */
  readonly retries: number;
  /** False: not after an attempt that may have done its work although no answer came. */
  readonly repeatable: boolean;
  /** True where a gate paces all requests. */
  readonly paced: boolean;
  /** True where an expired token may be replaced. */
  readonly refreshable: boolean;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** What follows an attempt: nothing, the same request after a wait, or at once if the token can be replaced. */
export type RetryDecision =
  | { readonly kind: 'stop' }
  | { readonly kind: 'wait'; readonly wait_ms: number }
  | { readonly kind: 'refresh' };

export const STOP: RetryDecision = { kind: 'stop' };
const REFRESH: RetryDecision = { kind: 'refresh' };

/** Milliseconds until the next attempt; null when there is none. */
export function waitBefore(decision: RetryDecision): number | null {
  if (decision.kind === 'stop') return null;
  return decision.kind === 'wait' ? decision.wait_ms : 0;
}

/** An attempt, as far as it matters for the next one. */
interface EndedAttempt {
  readonly answer: WireAnswer | null;
  readonly error: Error | null;
  readonly sent: boolean;
}

/** Counts the attempts of one request, and decides after each what follows. */
export class RetryPolicy {
  readonly #settings: RetrySettings;
  #attempts = 0;
  /** Attempts that cost no retry: refused for the rate that all share, or for a token that could be replaced. */
  #refusals = 0;
  #refreshes = 0;
  #hasJustRefreshed = false;
  /** Milliseconds that this request has waited because of its rate. */
  #limited_ms = 0;

  constructor(settings: RetrySettings) {
    this.#settings = settings;
  }

  /** To be asked once after each attempt. */
  decide(attempt: EndedAttempt): RetryDecision {
    this.#attempts++;
    if (attempt.error === null) return STOP;
    // A token that is called expired as soon as it is new does not help.
    const refreshes = this.#settings.refreshable && !this.#hasJustRefreshed && isExpired(attempt.error);
    this.#hasJustRefreshed = refreshes;
    if (refreshes) {
      this.#refreshes++;
      return REFRESH;
    }
    if (!this.#settings.repeatable && mayHaveHappened(attempt)) return STOP;
    const wait_ms =
      this.#settings.paced && isRateLimited(attempt) ? this.#turn(attempt) : this.#wait(attempt);
    return wait_ms === null ? STOP : { kind: 'wait', wait_ms };
  }

  /** After a 429 where a gate paces all requests: the gate is the wait. */
  #turn({ error }: EndedAttempt): number | null {
    this.#refusals++;
    return nextTurn(error, this.#refusals);
  }

  #wait(attempt: EndedAttempt): number | null {
    const { retries, random } = this.#settings;
    const counted = this.#attempts - this.#refusals - this.#refreshes;
    const wait_ms = nextWait(attempt.error, counted, retries, random);
    if (wait_ms === null || !isRateLimited(attempt)) return wait_ms;
    this.#limited_ms += wait_ms;
    return this.#limited_ms > LONGEST_WAIT_MS ? null : wait_ms;
  }
}

const isRateLimited = ({ answer }: EndedAttempt): boolean => answer?.status === 429;
