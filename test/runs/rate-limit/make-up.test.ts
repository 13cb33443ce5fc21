import { describe, expect, it } from 'vitest';
import type { Climb } from '../../../src/runs/rate-limit/learnt/climb.ts';
import {
  createLearntPace,
  type LearntPace,
  refuseAtPace,
  startAtPace,
  startsPerMs,
} from '../../../src/runs/rate-limit/learnt/learnt-pace.ts';
import { beginAtPace } from '../../../src/runs/rate-limit/learnt/told-pace.ts';

const climb: Climb = { from: 0.04, to: 0.04, isGuess: false, since: 5_000, back_ms: 0 };
/** At 40 a second, after which as many got through as it lets in ten seconds. */
const known: LearntPace = { ...createLearntPace(), climb, lessons: 5, since: 0, accepted: 400 };

/** How many start at once as of `now`. */
function startsAtOnce(pace: LearntPace, now: number): number {
  let [count, next] = [0, pace];
  while (startsPerMs(next, now) === Infinity && count < 1_000) {
    next = startAtPace(next, -Infinity, now);
    count += 1;
  }
  return count;
}

describe('what a wait cost', () => {
  it.each<[string, Partial<LearntPace>, number, number]>([
    ['is made up for: what goes in three quarters of a second, but for one', {}, 1_000, 29],
    ['is the same after a longer wait, whose end is no better known', {}, 3_000, 29],
    ['is nothing where only one goes in a second', { climb: { ...climb, from: 0.001, to: 0.001 } }, 1_000, 0],
    ['is nothing where no wait was asked for', {}, 0, 0],
    ['is unknown before the pace has proven itself', { lessons: 2 }, 1_000, 0],
    ['is unknown while the pace is a guess', { climb: { ...climb, isGuess: true } }, 1_000, 0],
    ['is nothing where a limit of a second is told', { ...beginAtPace(0.04, 0, 0), lessons: 5 }, 1_000, 0],
  ])('%s', (_, experience, asked_ms, count) => {
    const before = { ...known, ...experience };
    expect(startsAtOnce(refuseAtPace(before, asked_ms, 0, 5_000), 6_000)).toBe(count);
  });

  it.each([
    ['once as many got through as go in a second', 40, true],
    ['no more once fewer did', 39, false],
  ])('is made up for again %s', (_, accepted, isAgain) => {
    const once = refuseAtPace(known, 1_000, 0, 5_000);
    const paid = { ...once, accepted, make_up: { ...once.make_up, owed: 0 } };
    const twice = refuseAtPace(paid, 1_000, 0, 8_000);
    expect(startsAtOnce(twice, 9_000) > 0).toBe(isAgain);
    expect(startsAtOnce(refuseAtPace({ ...twice, accepted: 400 }, 1_000, 0, 18_000), 19_000) > 0).toBe(
      isAgain,
    );
  });

  it('teaches nothing where it is refused', () => {
    const once = refuseAtPace(known, 1_000, 0, 5_000);
    expect(refuseAtPace({ ...once, accepted: 3 }, 1_000, 0, 6_050).climb).toBe(once.climb);
  });
});
