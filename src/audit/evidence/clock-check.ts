import type { ReportPerson } from '../report/report-person.ts';

/** By how much two clocks may differ before a report says so. */
const CLOCK_MS = 5 * 60_000;

/** Compares the times of a run with each other and with those of the API. */
export class ClockCheck {
  readonly #began: number;
  readonly #now: number;
  #before = 0;
  #apart = 0;
  #first: { readonly user_id: string; readonly minutes: number } | null = null;

  /** `created_at`: when the run began; `now`: when the report is made, in milliseconds since 1970. */
  constructor(created_at: string, now: number) {
    this.#began = Date.parse(created_at);
    this.#now = now;
  }

  /** `told`: the times of the same change that the API gave. */
  add({ changed_at, user_id }: ReportPerson, told: readonly (string | null)[]): void {
    if (changed_at === null) return;
    const at = Date.parse(changed_at);
    if (at < this.#began - CLOCK_MS) this.#before += 1;
    const other = told.map((text) => Date.parse(text ?? '')).find((time) => Math.abs(time - at) > CLOCK_MS);
    if (other === undefined) return;
    this.#apart += 1;
    this.#first ??= { user_id: user_id ?? 'a person', minutes: Math.round((other - at) / 60_000) };
  }

  remarks(): string[] {
    const remarks: string[] = [];
    if (this.#began > this.#now + CLOCK_MS) {
      remarks.push('it began after this report was made: a clock was or is wrong');
    }
    if (this.#before > 0) {
      remarks.push(
        `${this.#before} of its answers dated before it began: the clock of that machine was set back`,
      );
    }
    if (this.#first !== null) {
      const { user_id, minutes } = this.#first;
      const where = `${Math.abs(minutes)} minutes ${minutes < 0 ? 'before' : 'after'}`;
      remarks.push(
        `in ${this.#apart} of its rows the API's own time is more than 5 minutes from that of this machine (${user_id}: ${where}): a clock was wrong`,
      );
    }
    return remarks;
  }
}
