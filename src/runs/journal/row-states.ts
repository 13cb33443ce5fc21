import type { Outcome, ResultRecord } from '../../results/record.ts';

// One byte a row, so that a hundred thousand rows cost no more than that.
const PENDING = 0;
const SENT = 1;
const SETTLED: Readonly<Record<Outcome, number>> = {
  not_sent: PENDING,
  changed: 2,
  unchanged: 3,
  recovered: 4,
  failed: 5,
  unknown: 6,
};
/**
 * Refused because of the token: to be sent again after a new sign-in.
 * See docs/decisions/2026-11-26-open-rows.md.
 */
const SIGNED_OUT = 7;
/** Refused because of the API's limit: to be sent again when there is room. */
const NOT_NOW = 8;
/** Left out on purpose: never to be sent. */
const LEFT_OUT = 9;

const OUTCOME_OF: readonly Outcome[] = [
  'not_sent',
  'unknown',
  'changed',
  'unchanged',
  'recovered',
  'failed',
  'unknown',
  'failed',
  'failed',
  'not_sent',
];

/** The error of a row that was left out on purpose. */
export const LEFT_OUT_CODE = 'CHANGED_LATER';

/** How far each row of a run has come, and where in the journal its record stands. Rows count from 1. */
export class RowStates {
  readonly total: number;
  readonly #repeatable: boolean;
  readonly #states: Uint8Array;
  readonly #offsets: Float64Array;

  /** `repeatable` is the operation's: a row in doubt is sent again only where that cannot do it twice. */
  constructor(total: number, repeatable = true) {
    this.total = total;
    this.#repeatable = repeatable;
    this.#states = new Uint8Array(total + 1);
    this.#offsets = new Float64Array(total + 1);
  }

  sent(row: number): void {
    this.#states[row] = SENT;
  }

  /** `offset` is the byte of the journal at which the record's line begins. */
  recorded(row: number, record: ResultRecord, offset: number): void {
    this.#states[row] = stateOf(record);
    this.#offsets[row] = offset;
  }

  /** What nothing is known of may have been sent all the same. */
  doubtUnsettled(): void {
    for (let row = 1; row <= this.total; row += 1)
      if (this.#states[row] === PENDING) this.#states[row] = SENT;
  }

  outcome(row: number): Outcome {
    return OUTCOME_OF[this.#states[row] ?? PENDING] ?? 'not_sent';
  }

  /** Where the row's record stands, when it is still true: a row that was sent anew has none. */
  recordOffset(row: number): number | null {
    return this.#states[row] === SENT ? null : this.#offsets[row] || null;
  }

  /** True when a request for the row may have got through although no answer came. */
  inDoubt(row: number): boolean {
    return this.#states[row] === SENT || this.#states[row] === SETTLED.unknown;
  }

  /** True when nothing was settled yet, and sending it does no harm: `resume` takes these. */
  isOpen(row: number): boolean {
    const state = this.#states[row];
    return (
      state === PENDING ||
      state === SIGNED_OUT ||
      state === NOT_NOW ||
      (this.#repeatable && this.inDoubt(row))
    );
  }

  /** How many rows `resume` would take. */
  open(): number {
    return this.count((row) => this.isOpen(row));
  }

  /** How many rows are so. */
  count(so: (row: number) => boolean): number {
    let count = 0;
    for (let row = 1; row <= this.total; row += 1) if (so(row)) count += 1;
    return count;
  }

  counts(): Record<Outcome, number> {
    const counts = { changed: 0, unchanged: 0, recovered: 0, failed: 0, unknown: 0, not_sent: 0 };
    for (let row = 1; row <= this.total; row += 1) counts[this.outcome(row)] += 1;
    return counts;
  }
}

function stateOf({ error, outcome }: ResultRecord): number {
  if (error?.status === 401) return SIGNED_OUT;
  if (error?.code === LEFT_OUT_CODE) return LEFT_OUT;
  return error?.status === 429 && outcome === 'failed' ? NOT_NOW : SETTLED[outcome];
}
