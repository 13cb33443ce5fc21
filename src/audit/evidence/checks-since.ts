import type { RecordedRow } from '../../runs/journal/recorded-results.ts';
import { counted } from '../../text/counted.ts';
import type { VerifiedResult } from '../verified-results.ts';

const WHY = {
  unanswered: 'from before a request that has no answer',
  early: 'dated before the answer to the change, as by a clock that was wrong',
};

/** What the newest check of a run says of how its users are since, and how much of it says nothing of that. */
export class ChecksSince {
  readonly #rows: ReadonlyMap<number, VerifiedResult>;
  readonly #isUnanswered: (row: number) => boolean;
  readonly #leftOut = { unanswered: 0, early: 0 };

  /** `isUnanswered`: whether a row was sent after the check, and no answer came. */
  constructor(rows: ReadonlyMap<number, VerifiedResult>, isUnanswered: (row: number) => boolean) {
    this.#rows = rows;
    this.#isUnanswered = isUnanswered;
  }

  /** Undefined: what was found says nothing of a row. `logged_at`: when the API's log has its change. */
  of({ row, record, at }: RecordedRow): { check: VerifiedResult | undefined; logged_at: string | null } {
    const check = this.#rows.get(row.row);
    if (check === undefined || check.user_id !== record.user_id) return { check: undefined, logged_at: null };
    const logged_at = check.audit?.at ?? null;
    if (this.#isUnanswered(row.row)) {
      this.#leftOut.unanswered += 1;
      return { check: undefined, logged_at: null };
    }
    if (at === null || Date.parse(check.verified_at) >= Date.parse(at)) return { check, logged_at };
    this.#leftOut.early += 1;
    return { check: undefined, logged_at };
  }

  remarks(run_id: string): string[] {
    return (['unanswered', 'early'] as const).flatMap((why) => {
      const count = this.#leftOut[why];
      if (count === 0) return [];
      const whose = counted(count, 'person', 'people');
      return [
        `what was verified of ${whose} is ${WHY[why]}, and is left out: \`aitronos runs verify ${run_id}\` asks again`,
      ];
    });
  }
}
