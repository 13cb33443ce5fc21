const MOST_BINS = 120;
const FIRST_WIDTH_MS = 250;
/** The year 10000: a later time is no time of an answer. */
const LATEST_MS = 253_402_300_800_000;

/** A stretch of time in milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** How many answers came when: `counts` of equal stretches of `width_ms`, the first of which begins at `start`. */
export interface RateTimeline {
  readonly start: number;
  readonly width_ms: number;
  readonly counts: readonly number[];
  /** Where no answer came for longer than is usual in this run, in the order of time. */
  readonly waits: readonly TimeSpan[];
}

/** A wait is at least this long: a second or two between answers is an API that takes its time. */
const LEAST_WAIT_MS = 5_000;

/** Counts answers by time in a fixed number of stretches, which grow wider as the run grows longer. */
export class RateBins {
  #start = Number.NaN;
  #width = FIRST_WIDTH_MS;
  #counts = new Array<number>(MOST_BINS).fill(0);

  /** `at` in milliseconds since 1970, in any order. */
  add(at: number): void {
    if (!(at >= 0 && at < LATEST_MS)) return;
    if (Number.isNaN(this.#start)) this.#start = at - (at % this.#width);
    while (at < this.#start) this.#widen('before');
    while (at >= this.#start + MOST_BINS * this.#width) this.#widen('after');
    const bin = Math.floor((at - this.#start) / this.#width);
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1;
  }

  /** The timeline; null where all answers came within one stretch, so that there is nothing to see. */
  timeline(): RateTimeline | null {
    const last = this.#counts.findLastIndex((count) => count > 0);
    const first = this.#counts.findIndex((count) => count > 0);
    if (last <= first) return null;
    const start = this.#start + first * this.#width;
    const counts = this.#counts.slice(first, last + 1);
    return { start, width_ms: this.#width, counts, waits: this.#waits(start, counts) };
  }

  #waits(start: number, counts: readonly number[]): TimeSpan[] {
    const waits: TimeSpan[] = [];
    let empty = 0;
    counts.forEach((count, bin) => {
      if (count === 0) {
        empty += 1;
        return;
      }
      const to = start + bin * this.#width;
      if (empty > 0 && empty * this.#width >= LEAST_WAIT_MS)
        waits.push({ from: to - empty * this.#width, to });
      empty = 0;
    });
    return waits;
  }

  /** Doubles the width; the time before or after what there is becomes free. */
  #widen(side: 'before' | 'after'): void {
    const shift = side === 'before' ? MOST_BINS / 2 : 0;
    const wider = new Array<number>(MOST_BINS).fill(0);
    this.#counts.forEach((count, bin) => {
      const to = shift + Math.floor(bin / 2);
      wider[to] = (wider[to] ?? 0) + count;
    });
    this.#counts = wider;
    this.#width *= 2;
    this.#start -= shift * this.#width;
  }
}
