import { describe, expect, it } from 'vitest';
import { type Climb, climbedTo } from '../../../src/runs/rate-limit/learnt/climb.ts';
import {
  acceptAtPace,
  createLearntPace,
  isProven,
  type LearntPace,
  learntPerMs,
  pauseAtPace,
  refuseAtPace,
  startAtPace,
} from '../../../src/runs/rate-limit/learnt/learnt-pace.ts';
import { pausesAtPace } from '../../../src/runs/rate-limit/learnt/pauses-at-pace.ts';
import { createAvailability, pauseForRefusal } from '../../../src/runs/rate-limit/pauses.ts';

const perSecond = (pace: LearntPace, now: number) => learntPerMs(pace, now) * 1_000;
const accept = (pace: LearntPace, count: number, now: number): LearntPace =>
  Array.from({ length: count }).reduce<LearntPace>((before) => acceptAtPace(before, false, now), pace);

describe('the example on top of learnt-pace.ts', () => {
  const begun = accept(startAtPace(createLearntPace(), -Infinity, 0), 3, 30);
  const guessed = refuseAtPace(begun, 0, 7, 30);
  const drained = [1, 2, 3, 4, 5, 6, 7].reduce((pace) => refuseAtPace(pace, 0, 0, 40), guessed);
  // The next start was due after 0.4 s, but the run waited for a second: meanwhile the pace does not rise.
  const doubling = accept(startAtPace(drained, 430, 1_030), 36, 1_100);
  const found = refuseAtPace(doubling, 0, 0, 3_870);
  const risen = accept(found, 201, 5_000);
  const proven = refuseAtPace(risen, 0, 0, 14_100);
  const again = refuseAtPace(accept(proven, 88, 15_200), 0, 0, 20_000);

  it('holds nothing back before the first refusal', () => {
    expect(learntPerMs(begun, 30)).toBe(Infinity);
  });

  it('guesses after the first, and learns nothing from those that were on their way', () => {
    expect(perSecond(guessed, 30)).toBeCloseTo(2.91, 2);
    expect(drained).toEqual({ ...guessed, outstanding: 0 });
    expect(pauseAtPace(begun, 30)).toBe(1_000);
  });

  it('doubles a guess every second, and takes three quarters of it for the limit', () => {
    expect(perSecond(doubling, 1_030)).toBeCloseTo(3.9, 1);
    expect(perSecond(doubling, 3_870)).toBeCloseTo(27.9, 1);
    expect(perSecond(found, 3_870)).toBeCloseTo(27.9 * 0.75 * 0.85, 1);
    expect(perSecond(found, 13_870)).toBeCloseTo(20.9, 1);
    expect(pauseAtPace(doubling, 3_870)).toBe(1_000);
  });

  it('costs 30 % after many successes, and only a short pause once it is proven', () => {
    expect(perSecond(proven, 14_100)).toBeCloseTo(perSecond(risen, 14_100) * 0.7, 5);
    expect([found, proven, again].map(isProven)).toEqual([false, true, true]);
    expect(pauseAtPace(proven, 20_000)).toBeCloseTo(3_000 / perSecond(proven, 20_000), 5);
  });
});

describe('a lesson', () => {
  const climb: Climb = { from: 0.02, to: 0.02, isGuess: false, since: 0, back_ms: 8_000 };
  const known: LearntPace = { ...createLearntPace(), climb, lessons: 5, since: 0, accepted: 160 };

  it.each([
    ['10 % after few successes that all got through', 9, 450, 18],
    ['18 % after 36', 36, 1_800, 16.4],
    ['30 % after a hundred and more', 160, 8_000, 14],
  ])('costs %s', (_, accepted, now, per_second) => {
    const before = { ...known, accepted, climb: { ...climb, since: now - 8_000 } };
    expect(perSecond(refuseAtPace(before, 0, 0, now), now)).toBeCloseTo(per_second, 1);
  });

  it('costs more where far less got through than was sent for', () => {
    const before = { ...known, accepted: 39, climb: { ...climb, since: 0 } };
    expect(perSecond(refuseAtPace(before, 0, 0, 8_000), 8_000)).toBeCloseTo(Math.sqrt(20 * 5), 1);
  });

  it('costs a quarter after another without a success between them', () => {
    const once = refuseAtPace({ ...known, accepted: 60 }, 0, 0, 8_000);
    expect(perSecond(refuseAtPace(once, 0, 0, 8_200), 8_200)).toBeCloseTo(Math.sqrt((20 * 61) / 8) * 0.75, 1);
  });

  it('costs nothing then where less than four fifths of what got through would be left', () => {
    const once = refuseAtPace(known, 0, 0, 8_000);
    expect(perSecond(refuseAtPace(once, 0, 0, 8_200), 8_200)).toBeCloseTo(14, 1);
    expect(perSecond(refuseAtPace(once, 0, 0, 13_000), 13_000)).toBeCloseTo(14 * 0.75, 1);
  });

  it('is put off where the API asks for long pauses', () => {
    expect(refuseAtPace(known, 3_000, 0, 8_000).climb?.back_ms).toBe(30_000);
    expect(refuseAtPace(known, 3_600_000, 0, 8_000).climb?.back_ms).toBe(60_000);
  });

  it('is forgotten after refusals for five seconds: then a window has ended', () => {
    const refused = refuseAtPace(known, 0, 0, 8_000);
    expect(acceptAtPace(refused, false, 12_999).climb).not.toBeNull();
    expect(acceptAtPace(refused, false, 13_000)).toEqual({
      ...createLearntPace(),
      climb: { from: 0.005, to: 0.005, isGuess: false, since: 13_000, back_ms: 0 },
      since: 13_000,
      shut_ms: 5_000,
    });
    expect(acceptAtPace(refused, true, 13_000).climb).not.toBeNull();
  });

  it.each([
    [0, 5, 13_000],
    [2, 10, 13_000],
    [6, 40, 13_000],
    [6, 40, 0],
  ])(
    'lets all begin at the same pace then: after %d s at %d a second, where it asked for %d ms',
    (seconds, pace, asked_ms) => {
      const refused = refuseAtPace(known, asked_ms, 0, 8_000);
      expect(perSecond(acceptAtPace(refused, false, 21_000), 21_000 + seconds * 1_000)).toBeCloseTo(pace, 5);
    },
  );
});

describe('the pauses where no time is named', () => {
  const climb: Climb = { from: 0.005, to: 0.005, isGuess: false, since: 0, back_ms: 0 };
  const open = { ...createLearntPace(), climb, since: 0 };

  it.each<[string, Partial<LearntPace>, number, number, number | null]>([
    ['are of 1 and 2 s before a window was seen, and at most of 8 s', {}, 1_000, 2_000, 8_000],
    ['end at no common moment once refusals ended soon', { lessons: 1 }, 1_000, 2_000, null],
    ['are plain after a short one', { shut_ms: 11_999, accepted: 40 }, 1_000, 2_000, null],
    ['are of 8 s after 12 s', { shut_ms: 12_000, accepted: 40 }, 8_000, 8_000, 8_000],
    ['leave out most of 44 s', { shut_ms: 44_000, accepted: 40 }, 28_000, 16_000, 16_000],
    ['never leave out more than that of a minute', { shut_ms: 115_000, accepted: 3 }, 40_000, 16_000, 16_000],
    [
      'are plain where few got through: that is no window',
      { shut_ms: 50_000, accepted: 2 },
      1_000,
      2_000,
      null,
    ],
    ['do not forget how many got through', { shut_ms: 14_000, refusals: 2, got: 3 }, 8_000, 8_000, 8_000],
  ])('%s', (_, known, ms, next_ms, step_ms) => {
    expect(pausesAtPace({ ...open, ...known }, 10_000)).toEqual({ ms, next_ms, step_ms });
  });

  it.each([
    [4_000, 8_000, 16_000],
    [11_999, 8_000, 16_000],
    [12_000, 8_000, 24_000],
    [5_000, 7_999, 12_999],
    [65_000, 36_000, 104_000],
  ])('end for all at the same moment: refused at %d, a pause of %d ms ends at %d', (wall, ms, end) => {
    const at = { now: 1_000, wall };
    const paused = pauseForRefusal(createAvailability(), 0, at, { ms, next_ms: ms, step_ms: 8_000 });
    expect(paused.paused_until - at.now + wall).toBe(end);
  });

  it('are short once a pace has proven itself', () => {
    const pace = { ...createLearntPace(), climb: { ...climb, from: 0.02, to: 0.02 }, lessons: 3 };
    expect(pausesAtPace(pace, 0)).toEqual({ ms: 150, next_ms: 300, step_ms: null });
  });

  it.each([
    [12_999, 0],
    [13_000, 5_000],
    [58_000, 50_000],
  ])('know of a window that was found open after %d ms', (now, shut_ms) => {
    const refused = refuseAtPace(
      { ...createLearntPace(), climb, accepted: 40, since: 0, shut_ms: 9_000 },
      0,
      0,
      8_000,
    );
    expect(acceptAtPace(refused, false, now).shut_ms).toBe(shut_ms);
  });
});

describe('a climb', () => {
  const climb: Climb = { from: 16, to: 20, isGuess: false, since: 1_000, back_ms: 8_000 };

  it.each([
    [0, 16],
    [2, 18.3],
    [4, 19.5],
    [6, 19.9],
    [8, 20],
    [9, 28.3],
    [10, 40],
    [12, 80],
  ])('from 16 to 20 is after %d s at %d', (seconds, pace) => {
    expect(climbedTo(climb, 1_000 + seconds * 1_000)).toBeCloseTo(pace, 1);
  });

  it('of a guess doubles every second, and ends somewhere', () => {
    const guess = { ...climb, from: 3, isGuess: true };
    expect([0, 1, 2, 3].map((seconds) => climbedTo(guess, 1_000 + seconds * 1_000))).toEqual([3, 6, 12, 24]);
    expect(climbedTo(guess, Number.MAX_SAFE_INTEGER)).toBe(3 * 2 ** 20);
    expect(climbedTo(climb, Number.MAX_SAFE_INTEGER)).toBe(20 * 2 ** 20);
  });
});
