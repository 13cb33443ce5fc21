import { describe, expect, it } from 'vitest';
import { noProof, proveBucket } from '../../../src/runs/rate-limit/bucket-proof.ts';
import { type FairShare, hearLimit, hearWait, sharePerMs } from '../../../src/runs/rate-limit/fair-share.ts';
import { readLimit } from '../../../src/runs/rate-limit/limit-headers.ts';
import { createSpacing, nextDue, spaceOut } from '../../../src/runs/rate-limit/spacing.ts';

const figures = (limit: number, remaining: number, reset_s: number, vague_ms = 1_000) => ({
  limit,
  isLimitTold: true,
  remaining,
  reset_ms: reset_s * 1_000,
  vague_ms,
});

/** Seconds from one start to the next. */
const interval = (share: FairShare) => 1 / (sharePerMs(share, 0) * 1_000);
const PROVEN = { isProven: true, allowed: 0, until: 0 };
const alone = { accepted: true, in_flight: 0, now: 0 };
const bucketOf = (limit: number, remaining: number, reset_s: number) => ({
  ...hearLimit(null, figures(limit, remaining, reset_s), alone),
  proof: PROVEN,
});

describe('the share of a bucket of 100 a minute that holds 120', () => {
  it.each([
    [60, 36, 0],
    [12, 65, 0.29],
    [6, 69, 0.55],
    [5, 69, 0.65],
    [2, 71, 1.44],
    [0, 72, 7.2],
  ])('with %d left, is one in so many seconds (reset in %d s)', (remaining, reset_s, seconds) => {
    expect(interval(bucketOf(100, remaining, reset_s))).toBeCloseTo(seconds, 2);
  });

  it('is nothing that holds back before it is proven, nor where the API asked for a long wait', () => {
    const share = hearLimit(null, figures(100, 2, 71), alone);
    expect(sharePerMs(share, 0)).toBe(Infinity);
    const proven = { ...share, proof: PROVEN, window: null };
    expect(sharePerMs(hearWait(proven, 5_001, null), 0)).toBe(Infinity);
    expect(sharePerMs(hearWait(proven, 5_000, null), 0)).toBeLessThan(1);
  });

  it('is the same for a run that came late', () => {
    const early = [119, 60, 10].reduce<FairShare | null>(
      (share, left) => hearLimit(share, figures(100, left, 1 + (120 - left) * 0.6), alone),
      null,
    );
    const told = figures(100, 2, 71);
    const both = [hearLimit(early, told, alone), hearLimit(null, told, alone)];
    const [one, other] = both.map((share) => interval({ ...share, proof: PROVEN }));
    expect(one).toBeCloseTo(other ?? Number.NaN, 1);
  });
});

describe('the refill', () => {
  it.each([
    ['the limit in a minute', [[100, 3, 70]], 100 / 60],
    ['the limit by the reset, of a small limit', [[20, 4, 1]], 16],
    ['what was left before by the reset, where that is more', [[90, 90, 0], [90, 20, 7]], 10], // biome-ignore format: a row each
    ['the limit in a minute, where few can ever be left', [[1_200, 23, 1], [1_200, 0, 2]], 20], // biome-ignore format: a row each
  ])('is %s', (_, told, per_second) => {
    const share = told.reduce<FairShare | null>(
      (before, [limit = 0, left = 0, reset_s = 0]) => hearLimit(before, figures(limit, left, reset_s), alone),
      null,
    );
    expect((share?.refill_per_ms ?? 0) * 1_000).toBeCloseTo(per_second, 5);
  });

  it('is never so small that a run would look dead', () => {
    expect(interval(bucketOf(1, 0, 3_600))).toBe(20);
  });
});

describe('a bucket is proven', () => {
  /** Answers as [ms, remaining, reset in s, in flight], all of them successes. */
  const prove = (answers: readonly (readonly [number, number, number, number])[]) =>
    answers.reduce(
      (proof, [now, remaining, reset_s, in_flight]) =>
        proveBucket(proof, figures(100, remaining, reset_s), { accepted: true, in_flight, now }),
      noProof,
    ).isProven;

  it.each([
    [
      'by more successes than were left before the reset',
      true,
      [
        [0, 2, 40, 0],
        [600, 2, 40, 0],
        [1_200, 2, 40, 0],
        [1_800, 2, 40, 0],
      ],
    ],
    [
      'not by as many',
      false,
      [
        [0, 2, 40, 0],
        [600, 2, 40, 0],
        [1_200, 2, 40, 0],
      ],
    ],
    [
      'by one, where none was left',
      true,
      [
        [0, 0, 72, 0],
        [600, 0, 72, 0],
      ],
    ],
    [
      'not after the reset',
      false,
      [
        [0, 0, 10, 0],
        [9_500, 99, 60, 0],
        [10_000, 98, 60, 0],
      ],
    ],
    [
      'not by those that were in flight',
      false,
      [
        [0, 0, 40, 2],
        [1, 1, 40, 1],
        [2, 2, 40, 0],
      ],
    ],
    [
      'not in a window, whoever else uses it',
      false,
      [
        [0, 90, 50, 7],
        [1_000, 40, 49, 3],
        [30_000, 0, 20, 0],
        [50_100, 70, 60, 0],
      ],
    ],
    [
      'not by a reset of whole seconds that is near',
      false,
      [
        [0, 0, 1, 0],
        [400, 0, 1, 0],
        [800, 0, 1, 0],
      ],
    ],
  ] as const)('%s', (_, isProven, answers) => {
    // biome-ignore format: a row each
    expect(prove(answers)).toBe(isProven);
  });

  it('not by refusals', () => {
    const refused = { accepted: false, in_flight: 0, now: 100 };
    const first = proveBucket(noProof, figures(100, 0, 40), { ...refused, now: 0 });
    expect(proveBucket(first, figures(100, 0, 40), refused).isProven).toBe(false);
  });
});

it.each([
  ['1.5', 0],
  ['350ms', 0],
  ['12', 1_000],
  ['12s', 1_000],
  ['1m30s', 2_000],
  ['1772366460', 2_000],
])('a reset of "%s" may be %i ms too late', (reset, vague_ms) => {
  const headers = { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': reset };
  expect(readLimit(headers, 1_772_366_400_000)?.vague_ms).toBe(vague_ms);
});

it.each([
  ['0', null],
  ['-1', null],
  ['1', 1],
])('a limit of %s is one of %s', (told, limit) => {
  const figures = { 'x-ratelimit-limit': told, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' };
  expect(readLimit(figures, 0)?.limit ?? null).toBe(limit);
});

it.each([
  ['no figure of what is left', { limit: '60', reset: '40' }],
  ['one that is no number', { limit: '60', remaining: 'many', reset: '40' }],
  ['no reset', { limit: '60', remaining: '0' }],
])('%s is no limit', (_, figures) => {
  const headers = Object.entries(figures).map(([name, value]) => [`x-ratelimit-${name}`, value]);
  expect(readLimit(Object.fromEntries(headers), 0)).toBeNull();
});

describe('starts at a pace', () => {
  it('are uneven, a quarter at most, and even in the long run', () => {
    let spacing = spaceOut(createSpacing(), 0.01, 0);
    const gaps: number[] = [];
    for (let count = 0; count < 1_000; count += 1) {
      const due = nextDue(spacing, 0.01);
      gaps.push(due - spacing.last);
      spacing = spaceOut(spacing, 0.01, due);
    }
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(75);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(125);
    expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeCloseTo(100_000, -2);
  });

  it('that come late are made up for, up to 20 ms', () => {
    const spacing = spaceOut(createSpacing(), 0.01, 1_000);
    const due = nextDue(spacing, 0.01);
    expect(spaceOut(spacing, 0.01, due + 15).last).toBe(due);
    expect(spaceOut(spacing, 0.01, due + 500).last).toBe(due + 480);
  });

  it('are not held back without a pace', () => {
    expect(nextDue(createSpacing(), Infinity)).toBe(-Infinity);
    expect(spaceOut(createSpacing(), Infinity, 5)).toEqual(createSpacing());
  });
});
