/** The clock of this machine is ahead of the API's: a time has come here alone. In milliseconds since 1970. */
interface ClockDoubt {
  readonly here: number;
  readonly there: number;
}

/** Small differences are normal. */
const TOLERANCE_MS = 60_000;

/**
 * The API's time, as its answers tell it, beside the dates that were judged by the clock of this machine: one that is
 * wrong by years would take everybody for gone.
 */
export class ToldTime {
  /** How much the clock of this machine is ahead at least, and at most, in milliseconds; null where nothing told it. */
  #ahead: { readonly least: number; readonly most: number } | null = null;
  #last = '';
  /** The latest time that has come by it, and the earliest that has not. */
  #come = Number.NEGATIVE_INFINITY;
  #toCome = Number.POSITIVE_INFINITY;

  /** Takes in the header `Date` of an answer, which took so many milliseconds. `now`: when it came. */
  hear(header: string | undefined, duration_ms: number, now: number): void {
    // Of one second the first answer tells most.
    if (header === undefined || header === this.#last) return;
    this.#last = header;
    const date = Date.parse(header);
    if (Number.isNaN(date)) return;
    // Whole seconds are told, and the answer may have been long on its way.
    const heard = { least: now - duration_ms - date - 1000, most: now - date };
    // An answer that was kept somewhere tells an old time, and none tells a time that has not come.
    if (this.#ahead === null || heard.most < this.#ahead.most) this.#ahead = heard;
  }

  /** Takes in a time that was judged by the clock of this machine. */
  judge(time: number, hasCome: boolean): void {
    if (hasCome) this.#come = Math.max(this.#come, time);
    else this.#toCome = Math.min(this.#toCome, time);
  }

  /** The time of this machine, or that of the API where this clock is behind it. */
  latest(now: number): number {
    const most = this.#ahead?.most ?? 0;
    return most < -TOLERANCE_MS ? now - most : now;
  }

  /** What is doubtful where a time has come by this clock, and by that of the API has not; null where none is. */
  tooEarly(now: number): ClockDoubt | null {
    const least = this.#ahead?.least ?? 0;
    return least > TOLERANCE_MS && this.#come > now - least ? { here: now, there: now - least } : null;
  }

  /** The same where a time has come by the clock of the API, and by this one has not. */
  tooLate(now: number): ClockDoubt | null {
    const most = this.#ahead?.most ?? 0;
    return most < -TOLERANCE_MS && this.#toCome <= now - most ? { here: now, there: now - most } : null;
  }
}
