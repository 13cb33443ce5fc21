import { isExpired } from './authorization.ts';
import { LONGEST_WAIT_MS, mayHaveHappened, nextTurn, nextWait } from './retry-rules.ts';
import type { WireAnswer } from './wire.ts';

/** What counts when it is decided whether one request is sent again. */
export interface RetrySettings {
  /** Further attempts after the first. */
  readonly retries: number;
  /** False: not after an attempt that may have done its work although no answer came. */
  readonly repeatable: boolean;
  /** True where a gate paces all requests. */
  readonly paced: boolean;
  /** True where an expired token may be replaced. */
  readonly renewable: boolean;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** An attempt, as far as it matters for the next one. */
interface Ended {
  readonly answer: WireAnswer | null;
  readonly error: Error | null;
  readonly sent: boolean;
}

/** The attempts of one request: after each, whether and when the next one follows. */
export class RetryPolicy {
  readonly #settings: RetrySettings;
  #number = 0;
  /** Attempts that cost no retry: refused for the rate that all share, or for a token that could be replaced. */
  #refusals = 0;
  #renewals = 0;
  #renewed = false;
  /** Milliseconds that this request has waited because of its rate. */
  #limited_ms = 0;

  constructor(settings: RetrySettings) {
    this.#settings = settings;
  }

  /** Milliseconds until the next attempt; `renew`: at once, if there is another token; null: there is none. */
  after({ answer, error, sent }: Ended): number | 'renew' | null {
    const { retries, repeatable, paced, renewable, random } = this.#settings;
    this.#number++;
    // A token that is called expired as soon as it is new does not help.
    const renew = renewable && !this.#renewed && isExpired(error);
    this.#renewed = renew;
    if (renew) {
      this.#renewals++;
      return 'renew';
    }
    if (!repeatable && mayHaveHappened({ sent, error })) return null;
    if (paced && answer?.status === 429) {
      this.#refusals++;
      return nextTurn(error, this.#refusals);
    }
    const wait = nextWait(error, this.#number - this.#refusals - this.#renewals, retries, random);
    if (wait === null || answer?.status !== 429) return wait;
    this.#limited_ms += wait;
    return this.#limited_ms > LONGEST_WAIT_MS ? null : wait;
  }
}
