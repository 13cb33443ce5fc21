import type { Pauses } from '../pauses.ts';
import { type LearntPace, pauseAtPace } from './learnt-pace.ts';

// How long a window was shut for which all wait for the same moments: some seconds, or about a minute.
const SHUT = { some_ms: 12_000, long_ms: 44_000 };
const STEP = { usual_ms: 8_000, long_ms: 16_000 };
const LONGEST_FIRST_MS = 40_000;
// After a minute of refusals, there may be a ban that each request prolongs.
const MANY = 10;
// A bucket lets fewer through after a wait.
const FEW = 3;

/**
 * The pauses after a refusal that names no time. Those of 8 s or more end at moments that are the same for all runs
 * that share the limit: else the run that wakes first has spent a window when the others wake. Not once refusals ended
 * soon, or few requests got through after long ones: where a bucket is refilled, the nearest run would come first.
 *
 * An example: 100 a minute. Refused at 12:00:03, a run tries after 1, 3 and 7 s, at 12:00:16, and every 8 s. The tries
 * of the first half were in vain, and are left out later: refused at 12:01:05, it tries at 12:01:52 and 12:02:08.
 */
export function pausesAtPace(pace: LearntPace, now: number): Pauses {
  const { shut_ms, refusals, lessons } = pace;
  const ms = pauseAtPace(pace, now);
  const step_ms = refusals < MANY ? STEP.usual_ms : STEP.long_ms;
  const each = { ms, next_ms: 2 * ms, step_ms };
  if (shut_ms === 0 && lessons <= refusals) return each;
  const got = refusals > 0 ? pace.got : pace.accepted;
  if (shut_ms < SHUT.some_ms || got < FEW) return { ...each, step_ms: null };
  if (shut_ms < SHUT.long_ms) return { ms: step_ms, next_ms: step_ms, step_ms };
  const first_ms = Math.min(LONGEST_FIRST_MS, shut_ms - STEP.long_ms);
  return { ms: first_ms, next_ms: STEP.long_ms, step_ms: STEP.long_ms };
}
