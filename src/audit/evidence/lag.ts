import { DAY_MS } from '../../runs/input/dates/days-and-years.ts';
import { millisecondsOf, typedTime } from '../../runs/input/due/calendar.ts';

/** When a person's access had to end: the day whose end is the last, or an instant; null where neither is known. */
export interface Due {
  /** `YYYY-MM-DD`. */
  readonly last_day: string | null;
  /** ISO 8601 with an offset. */
  readonly effective_at: string | null;
}

/** Finds how long access outlived the last day of people. Many share a day, so each is looked up once. */
export class LagFinder {
  readonly #ends = new Map<string, number | null>();

  /**
   * The days between the end of the last day in `zone` and `removed_at` (ISO 8601), not rounded; negative where access
   * went before it. Null where one of them is not known.
   */
  lag({ last_day, effective_at }: Due, removed_at: string, zone: string): number | null {
    const due = last_day === null ? millisecondsOf(effective_at ?? '') : this.#endOf(last_day, zone);
    if (due === null) return null;
    const lag = (Date.parse(removed_at) - due) / DAY_MS;
    return Number.isFinite(lag) ? lag : null;
  }

  #endOf(day: string, zone: string): number | null {
    const key = `${day} ${zone}`;
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    const time = typedTime(day, zone);
    const end = typeof time === 'string' ? null : time.last + 1;
    this.#ends.set(key, end);
    return end;
  }
}
