/**
 * What a wait that was asked for cost, and is made up for. `Retry-After` is rounded up to whole seconds: when the run
 * wakes, up to a second of the next window is gone. So what goes in three quarters of a second starts at once. Where a
 * refusal comes before as many got through as go in a second, the limit has nothing in store, and nothing is made up
 * for any more. A refusal of what is made up for is no lesson.
 *
 * An example: 100 in two seconds. Refused at 50 a second just before the end, a run waits for a second: half of the
 * next window is gone, and in the other half 40 would start. 36 more do. At nginx with `burst=2` the fourth of them is
 * refused, and that was the last time.
 */
export interface MakeUp {
  /** False once it was refused. */
  readonly isWorthwhile: boolean;
  /** How many start at once. */
  readonly owed: number;
  /** How many are to get through before the next refusal. */
  readonly expected: number;
}

const SECOND_MS = 1_000;
// Of a second. All of it is more than most waits cost.
const PART = 0.75;

export const noMakeUp: MakeUp = { isWorthwhile: true, owed: 0, expected: 0 };
export const neverMakeUp: MakeUp = { ...noMakeUp, isWorthwhile: false };

/** True while a start need not wait for its turn. */
export const isOwed = ({ owed }: MakeUp): boolean => owed >= 1;

/** Counts a start that was owed. */
export const payBack = (before: MakeUp): MakeUp => ({ ...before, owed: before.owed - 1 });

/** Takes in a refusal after so many that got through, at a pace of `per_ms`; 0 where nothing is made up for. */
export function makeUp({ isWorthwhile, expected }: MakeUp, accepted: number, per_ms: number): MakeUp {
  if (!isWorthwhile || accepted < expected) return neverMakeUp;
  // One is due anyway.
  const owed = Math.max(0, PART * SECOND_MS * per_ms - 1);
  return { isWorthwhile, owed, expected: SECOND_MS * per_ms };
}
