import { isPassing } from '../../errors/retryable.ts';
import type { Outcome, ResultRecord } from '../../results/record.ts';
import { RowSet } from '../row-set.ts';
import { NO_ROWS } from '../summary.ts';
import { FailureKinds } from './failure-kinds.ts';

// The state of a row in one byte, to keep memory small for a hundred thousand rows.
const PENDING = 0;
const SENT = 1;
const SETTLED: Readonly<Record<Outcome, number>> = {
  not_sent: PENDING,
  changed: 2,
  unchanged: 3,
  recovered: 4,
  failed: 5,
  unknown: 6,
  not_found: 10,
};
/** Refused because of the token; sent again after a new sign-in. See docs/decisions/2026-11-26-open-rows.md. */
const SIGNED_OUT = 7;
/** Refused because of the rate limit; sent again later. */
const NOT_NOW = 8;
/** Left out on purpose; never sent. */
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
  'not_found',
];

const DONE: ReadonlySet<number> = new Set([
  SETTLED.changed,
  SETTLED.unchanged,
  SETTLED.recovered,
  SETTLED.not_found,
]);

/** The error of a row that was left out on purpose. */
export const LEFT_OUT_CODE = 'CHANGED_LATER';
/** The error of a row that was left out because its user is not as they were when the change was planned. */
export const DRIFT_CODE = 'PLAN_DRIFT';

/** The state of each row of a run, and the place of its record in the journal. Rows count from 1. */
export class RowStates {
  readonly total: number;
  readonly #repeatable: boolean;
  readonly #states: Uint8Array;
  readonly #offsets: Float64Array;
  readonly #kinds: FailureKinds;
  readonly #late: RowSet;
  readonly #again: RowSet;
  /** The offset of the newest record when a row was first sent of those times of which it may have been changed. */
  readonly #before: Float64Array;
  #newest = 0;

  /**
   * `repeatable` is the operation's: otherwise a row in doubt is not sent again, because the change could be
   * made twice.
   */
  constructor(total: number, repeatable = true) {
    this.total = total;
    this.#repeatable = repeatable;
    this.#states = new Uint8Array(total + 1);
    this.#offsets = new Float64Array(total + 1);
    this.#kinds = new FailureKinds(total);
    this.#late = new RowSet(total);
    this.#again = new RowSet(total);
    this.#before = new Float64Array(total + 1);
  }

  /** `offset`: the byte offset of the line in the journal that says so; 0 where it is not read. `late`: as there. */
  markSent(row: number, offset = 0, late = false): void {
    if (late) this.#late.add(row);
    if (this.inDoubt(row)) this.#again.add(row);
    // A refusal says nothing of a request before it: who was removed in between may have been changed by that one.
    else if (!this.#again.has(row)) this.#before[row] = this.#newest;
    this.#states[row] = SENT;
    this.#offsets[row] = offset;
    this.#kinds.set(row, null);
  }

  /** `offset`: the byte offset of the record's line in the journal. */
  setRecord(row: number, record: ResultRecord, offset: number): void {
    this.#states[row] = stateOf(record);
    this.#offsets[row] = offset;
    this.#kinds.set(row, record.error);
    this.#newest = offset;
  }

  /** Marks all rows without a result as in doubt: they may have been sent. */
  markUnsettledInDoubt(): void {
    for (let row = 1; row <= this.total; row += 1)
      if (this.#states[row] === PENDING) this.#states[row] = SENT;
  }

  outcome(row: number): Outcome {
    return OUTCOME_OF[this.#states[row] ?? PENDING] ?? 'not_sent';
  }

  /** The offset of the row's record; null without a valid one, also after the row was sent again. */
  recordOffset(row: number): number | null {
    return this.#states[row] === SENT ? null : this.#offsets[row] || null;
  }

  /** True where the journal has a request for the row from this byte on, and no answer to it. */
  isSentFrom(row: number, offset: number): boolean {
    return this.#states[row] === SENT && (this.#offsets[row] ?? 0) >= offset;
  }

  /** True where a session sent the row after what the look-up of its user showed may have changed. */
  wasSentLate(row: number): boolean {
    return this.#late.has(row);
  }

  /** True where the row was sent again after a request that may have been carried out. */
  wasSentAgain(row: number): boolean {
    return this.#again.has(row);
  }

  /** The offset of the newest record before the row was first sent so; null where there was none. */
  offsetBeforeSent(row: number): number | null {
    return this.#before[row] || null;
  }

  /** True when a request for the row may have been carried out although no answer came. */
  inDoubt(row: number): boolean {
    return this.#states[row] === SENT || this.#states[row] === SETTLED.unknown;
  }

  /** True for a row without a result that may be sent: `resume` selects these. */
  isOpen(row: number): boolean {
    const state = this.#states[row];
    return (
      state === PENDING ||
      state === SIGNED_OUT ||
      state === NOT_NOW ||
      (this.#repeatable && this.inDoubt(row))
    );
  }

  /** True for a row that is as was asked, or has no user: no request and no record of it follows. */
  isDone(row: number): boolean {
    return DONE.has(this.#states[row] ?? PENDING);
  }

  /** The number of rows that `resume` would send. */
  countOpen(): number {
    return this.count((row) => this.isOpen(row));
  }

  /** What the rows failed with that `resume` would not send, the most frequent first. */
  countFailures(): ReturnType<FailureKinds['count']> {
    return this.#kinds.count((row) => this.outcome(row) === 'failed' && !this.isOpen(row));
  }

  /** With what rows were answered that are in doubt all the same, because the answer could not be read. */
  countUnreadable(): ReturnType<FailureKinds['count']> {
    const unknown = this.#kinds.count((row) => this.outcome(row) === 'unknown');
    return unknown.filter(({ status }) => status !== null && !isPassing(status));
  }

  count(so: (row: number) => boolean): number {
    let count = 0;
    for (let row = 1; row <= this.total; row += 1) if (so(row)) count += 1;
    return count;
  }

  counts(): Record<Outcome, number> {
    const { total: _, ...counts } = { ...NO_ROWS };
    for (let row = 1; row <= this.total; row += 1) counts[this.outcome(row)] += 1;
    return counts;
  }
}

function stateOf({ error, outcome }: ResultRecord): number {
  if (error?.status === 401 && outcome === 'failed') return SIGNED_OUT;
  if (error?.code === LEFT_OUT_CODE || error?.code === DRIFT_CODE) return LEFT_OUT;
  return error?.status === 429 && outcome === 'failed' ? NOT_NOW : SETTLED[outcome];
}
