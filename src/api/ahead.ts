/**
 * Pages in order, asked for before they are wanted: each answer sends for the next page, whether or not somebody has read
 * it. Of those that came and were not read yet it keeps a few, so that a slow reader is not buried.
 */
export class Ahead<P> {
  readonly #fetch: (skip: number) => Promise<P>;
  readonly #skips: Iterator<number>;
  readonly #in_flight: number;
  readonly #asked: Promise<P>[] = [];
  #under_way = 0;
  #over = false;

  /** `skips`: where the pages begin. `in_flight`: so many at once. */
  constructor(fetch: (skip: number) => Promise<P>, skips: Iterator<number>, in_flight: number) {
    this.#fetch = fetch;
    this.#skips = skips;
    this.#in_flight = in_flight;
    this.#ask();
  }

  /** The next page; undefined after the last. */
  next(): Promise<P> | undefined {
    const page = this.#asked.shift();
    this.#ask();
    return page;
  }

  /** Asks for no more of them. */
  stop(): void {
    this.#over = true;
  }

  #ask(): void {
    while (!this.#over && this.#under_way < this.#in_flight && this.#asked.length < 2 * this.#in_flight) {
      const { value, done } = this.#skips.next();
      if (done) return;
      this.#under_way += 1;
      const page = this.#fetch(value);
      this.#asked.push(page);
      // Whoever waits for the page hears of a failure; where nobody does any more, nobody needs to.
      page.then(
        () => this.#answered(),
        () => this.stop(),
      );
    }
  }

  #answered(): void {
    this.#under_way -= 1;
    this.#ask();
  }
}
