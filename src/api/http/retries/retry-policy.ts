import { isExpired } from '../authorization.ts';
import type { Attempt } from '../request.ts';
import { LONGEST_WAIT_MS } from './retry-after.ts';
import { mayHaveHappened, nextGateWait, nextWait } from './retry-rules.ts';

export interface RetrySettings {
  /** Further attempts after the first. */
  readonly retries: number;
  /** False: no retry after an attempt that may have been carried out although no answer came. */
  readonly repeatable: boolean;
  /** True where a gate paces all requests. */
  readonly paced: boolean;
  /** True where an expired token may be replaced. */
  readonly refreshable: boolean;
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number;
}

/** What follows an attempt: nothing, a retry after a wait, or an immediate retry with a refreshed token. */
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

/** The facts of an attempt that decide about the next one. */
type EndedAttempt = Pick<Attempt, 'answer' | 'error' | 'sent'>;

/** Counts the attempts of one request and decides what follows each. */
export class RetryPolicy {
  readonly #settings: RetrySettings;
  #attempts = 0;
  /** Attempts that do not count as retries: rejected by the shared rate limit, or for an expired token. */
  #refusals = 0;
  #refreshes = 0;
  #hasJustRefreshed = false;
  /** Milliseconds that this request has waited because of 429s. */
  #limited_ms = 0;

  constructor(settings: RetrySettings) {
    this.#settings = settings;
  }

  /** Call once after each attempt. */
  decide(attempt: EndedAttempt): RetryDecision {
    this.#attempts++;
    if (attempt.error === null) return STOP;
    // A token that is rejected as expired immediately after a refresh would be rejected again.
    const refreshes = this.#settings.refreshable && !this.#hasJustRefreshed && isExpired(attempt.error);
    this.#hasJustRefreshed = refreshes;
    if (refreshes) {
      this.#refreshes++;
      return REFRESH;
    }
    if (!this.#settings.repeatable && mayHaveHappened(attempt)) return STOP;
    const wait_ms =
      this.#settings.paced && isRateLimited(attempt) ? this.#waitAtGate(attempt) : this.#wait(attempt);
    return wait_ms === null ? STOP : { kind: 'wait', wait_ms };
  }

  /** After a 429 where a gate paces all requests: the next attempt waits at the gate. */
  #waitAtGate({ error }: EndedAttempt): number | null {
    this.#refusals++;
    return nextGateWait(error, this.#refusals);
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
