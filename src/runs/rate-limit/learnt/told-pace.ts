import { climbFrom } from './climb.ts';
import { createLearntPace, type LearntPace, learntPerMs, PROVEN } from './learnt-pace.ts';
import { neverMakeUp } from './make-up.ts';

// The learnt pace where a limit of a few seconds is told: that is where it begins, and what it never exceeds.

/** Begins at `per_ms` after a refusal at `now`; `in_flight`: the other requests. */
export const beginAtPace = (per_ms: number, in_flight: number, now: number): LearntPace => ({
  ...createLearntPace(),
  climb: climbFrom(per_ms, now),
  // A told pace is a known one: one more lesson proves it.
  lessons: PROVEN - 1,
  // Of a limit of a second, nothing is left after a wait.
  make_up: neverMakeUp,
  since: now,
  outstanding: in_flight,
});

/** Never more than `most_per_ms`; Infinity for no such limit. Who went as fast as allowed goes on from there. */
export function capPace(pace: LearntPace, most_per_ms: number, now: number): LearntPace {
  if (pace.most_per_ms === most_per_ms) return pace;
  const per_ms = learntPerMs(pace, now);
  if (per_ms < pace.most_per_ms) return { ...pace, most_per_ms };
  return { ...pace, climb: climbFrom(Math.min(per_ms, most_per_ms), now), most_per_ms };
}
