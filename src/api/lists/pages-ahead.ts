import { withEither } from '../../system/time/unless-aborted.ts';
import type { RequestOptions } from '../http/request.ts';

/** Requests one page: `take` entries at most, after the first `skip`. */
export type FetchPage<P> = (skip: number, take: number, options: RequestOptions) => Promise<P>;

const IN_FLIGHT = 4;

/** Pages of a list that are requested before they are needed, as long as they are those that come next. */
export class PagesAhead<P> {
  readonly #fetch: FetchPage<P>;
  readonly #take: number;
  readonly #options: RequestOptions | undefined;
  #asked: { readonly skip: number; readonly page: Promise<P> }[] = [];
  #over = new AbortController();
  #isAlone = false;

  constructor(fetch: FetchPage<P>, take: number, options?: RequestOptions) {
    this.#fetch = fetch;
    this.#take = take;
    this.#options = options;
  }

  /**
   * The page after the first `skip` entries. One that was requested ahead and does not fit is requested again, and from
   * then on none is ahead. Throws what the request throws.
   */
  async take(skip: number, fits: (ahead: P) => boolean): Promise<P> {
    const next = this.#asked.shift();
    if (next?.skip === skip) {
      const ahead = await next.page;
      if (fits(ahead)) return ahead;
      this.#isAlone = true;
    }
    this.stop();
    return this.#ask(skip);
  }

  /** Requests pages from `skip` on, each `step` entries after the one before, that begin before `end`. */
  ask(skip: number, step: number, end: number): void {
    const last = this.#asked.at(-1);
    for (let next = last ? last.skip + step : skip; next < end && !this.#isFull; next += step) {
      const page = this.#ask(next);
      // Prevents an unhandled rejection where the page is not needed; who takes it gets the error.
      page.catch(() => {});
      this.#asked.push({ skip: next, page });
    }
  }

  /** Cancels the pages that were not taken. */
  stop(): void {
    this.#over.abort('over');
    this.#over = new AbortController();
    this.#asked = [];
  }

  get #isFull(): boolean {
    return this.#isAlone || this.#asked.length >= IN_FLIGHT;
  }

  #ask(skip: number): Promise<P> {
    return withEither([this.#over.signal, this.#options?.signal], (signal) =>
      this.#fetch(skip, this.#take, { ...this.#options, signal }),
    );
  }
}
