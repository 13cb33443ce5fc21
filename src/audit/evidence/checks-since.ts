import type { RecordedRow } from '../../runs/journal/recorded-results.ts';
import type { RowStates } from '../../runs/journal/row-states.ts';
import { counted } from '../../text/counted.ts';
import type { VerifiedResult } from '../verified-results.ts';

const WHY = {
  unanswered: 'from before a request that has no answer',
  again: 'from before the run went on with them',
  early: 'dated before the answer to the change: it was still in progress, or a clock was wrong',
};

/** What the newest check of a run says of how its users are since, and how much of it says nothing of that. */
export class ChecksSince {
  readonly #rows: ReadonlyMap<number, VerifiedResult>;
  readonly #states: RowStates;
  readonly #length: number;
  readonly #leftOut = { unanswered: 0, again: 0, early: 0 };

  /** `length`: that of the journal in the line of the check. */
  constructor(rows: ReadonlyMap<number, VerifiedResult>, states: RowStates, length: number) {
    this.#rows = rows;
    this.#states = states;
    this.#length = length;
  }

  /** Undefined: what was found says nothing of a row. `logged_at`: when the API's log has its change. */
  of({ row, record, at }: RecordedRow): { check: VerifiedResult | undefined; logged_at: string | null } {
    const check = this.#rows.get(row.row);
    if (check === undefined || check.user_id !== record.user_id) return { check: undefined, logged_at: null };
    const logged_at = check.audit?.at ?? null;
    const why = this.#whyLeftOut(row.row, check, at);
    if (why === null) return { check, logged_at };
    this.#leftOut[why] += 1;
    return { check: undefined, logged_at: why === 'early' ? logged_at : null };
  }

  #whyLeftOut(row: number, { verified_at }: VerifiedResult, at: string | null): keyof typeof WHY | null {
    if (this.#states.isSentFrom(row, this.#length)) return 'unanswered';
    if (at === null || Date.parse(verified_at) >= Date.parse(at)) return null;
    return (this.#states.recordOffset(row) ?? 0) >= this.#length ? 'again' : 'early';
  }

  remarks(run_id: string): string[] {
    return (['unanswered', 'again', 'early'] as const).flatMap((why) => {
      const count = this.#leftOut[why];
      if (count === 0) return [];
      const whose = counted(count, 'person', 'people');
      return [
        `what was verified of ${whose} is ${WHY[why]}, and is left out: \`aitronos runs verify ${run_id}\` asks again`,
      ];
    });
  }
}
