/**
 * How many rows a second a run does, by the last 15 whole seconds: a burst at its beginning, which a rate limit lets
 * through, counts no longer once it has left them. Where so few rows were done that their number says little, the last
 * five minutes count. Times in ms of the clock that is never set.
 */
export class RowRate {
  readonly #started: number;
  /** Rows done in each second, in a ring. */
  readonly #seconds = new Uint32Array(LONGEST_S);
  #second = 0;
  #done = 0;
  /** When the first row was done, and the last one. */
  #first = 0;
  #last = 0;

  constructor(started: number) {
    this.#started = started;
  }

  /** One more row is done. */
  add(now: number): void {
    const second = this.#turnTo(now);
    this.#seconds[second % LONGEST_S] = (this.#seconds[second % LONGEST_S] ?? 0) + 1;
    this.#done += 1;
    if (this.#done === 1) this.#first = now;
    this.#last = now;
  }

  /** Rows a second; null before the first row is done. */
  perSecond(now: number): number | null {
    const second = this.#turnTo(now);
    const elapsed_s = Math.max(now - this.#started, 1) / 1000;
    for (const span of [SPAN_S, LONGEST_S - 1]) {
      if (elapsed_s < span) break;
      const done = this.#sum(second, span);
      if (done >= ENOUGH) return done / span;
    }
    if (this.#done === 0) return null;
    // Between the first row and the last one, because what came before the first one was no row's time.
    const between_s = (this.#last - this.#first) / 1000;
    const idle_s = (now - this.#last) / 1000;
    if (between_s === 0) return this.#done / elapsed_s;
    const per_second = (this.#done - 1) / between_s;
    return idle_s * per_second > ENOUGH ? this.#done / elapsed_s : per_second;
  }

  /** The rows of the last whole seconds before this one. */
  #sum(second: number, span: number): number {
    let sum = 0;
    for (let at = second - span; at < second; at += 1) sum += this.#seconds[at % LONGEST_S] ?? 0;
    return sum;
  }

  /** Goes on to the second of `now`; the seconds between were empty. */
  #turnTo(now: number): number {
    const second = Math.floor(Math.max(now - this.#started, 0) / 1000);
    for (let at = Math.max(this.#second + 1, second - LONGEST_S + 1); at <= second; at += 1) {
      this.#seconds[at % LONGEST_S] = 0;
    }
    this.#second = Math.max(this.#second, second);
    return this.#second;
  }
}

const SPAN_S = 15;
const LONGEST_S = 300;
const ENOUGH = 10;
