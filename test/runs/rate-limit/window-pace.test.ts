import { describe, expect, it } from 'vitest';
import {
  askAnewAt,
  hearWaitInWindow,
  hearWindow,
  isShortWindow,
  type ToldWindow,
} from '../../../src/runs/rate-limit/window/told-window.ts';
import { windowPerMs } from '../../../src/runs/rate-limit/window/window-pace.ts';

interface Told {
  readonly at_s: number;
  readonly left: number;
  readonly reset_s: number;
  readonly in_flight?: number;
  readonly refused?: boolean;
}

/** What is known after such answers of a limit of 100, whose resets are whole seconds. */
const heard = (answers: readonly Told[]): ToldWindow => {
  const window = answers.reduce<ToldWindow | null>(
    (before, { at_s, left, reset_s, in_flight = 0, refused = false }) =>
      hearWindow(
        before,
        { limit: 100, isLimitTold: true, remaining: left, reset_ms: reset_s * 1_000, vague_ms: 1_000 },
        { accepted: !refused, in_flight, now: at_s * 1_000 },
      ),
    null,
  );
  if (window === null) throw new Error('no answer');
  return window;
};
const perSecond = (window: ToldWindow, at_s: number, limit = 100) =>
  1_000 * windowPerMs(window, limit, at_s * 1_000);

/** Used up at 0 s, and given back at once at 38 s. */
const USED_UP = Array.from({ length: 100 }, (_, used) => ({ at_s: 0, left: 99 - used, reset_s: 38 }));
const GIVEN_BACK = [...USED_UP, { at_s: 38, left: 99, reset_s: 60 }];

const SHARED = [...GIVEN_BACK, { at_s: 38.1, left: 97, reset_s: 60 }, { at_s: 43, left: 96, reset_s: 55, refused: true }]; // biome-ignore format: a row

describe('a window of 100 a minute', () => {
  it.each([
    ['is spent in 3 s by one that is alone', GIVEN_BACK, 38, 33.3],
    ['is spent evenly in 16 s where others are seen', SHARED, 45.9, 6.25],
    [
      'goes slower where more is used than is due',
      [...SHARED, { at_s: 44, left: 80, reset_s: 54 }],
      44,
      4.38,
    ],
    ['and ever slower, but goes on', [...SHARED, { at_s: 44, left: 20, reset_s: 54 }], 44, 1.25],
    ['is spent in 20 s where others are seen and its end moves on', [...SHARED, { at_s: 44, left: 95, reset_s: 60 }], 44, 5], // biome-ignore format: a row each
    ['not where they may be answers on their way', [...GIVEN_BACK, { at_s: 38.1, left: 97, reset_s: 60, in_flight: 1 }], 38.1, 33.3], // biome-ignore format: a row each
    ['is spent in 3 s again when they were not seen for three', [...GIVEN_BACK, { at_s: 38.1, left: 97, reset_s: 60 }], 41.2, 33.3], // biome-ignore format: a row each
    ['expects those whom the last one had', [...GIVEN_BACK, { at_s: 38.1, left: 97, reset_s: 60 }, { at_s: 98, left: 99, reset_s: 60 }], 98, 1.25], // biome-ignore format: a row each
    ['goes slower there where few are left', [...SHARED, { at_s: 44, left: 2, reset_s: 60 }], 44, 3],
  ])('%s', (_, answers, at_s, per_second) => {
    expect(perSecond(heard(answers), at_s)).toBeCloseTo(per_second, 1);
  });

  /** What an answer after the first one, which told a reset in 60 s, makes of it. */
  it.each([
    ['goes on', { at_s: 30, left: 98, reset_s: 30 }, { ends: 59_000, used: 2, slides: false }],
    ['ends as early as its reset may mean', { at_s: 59, left: 99, reset_s: 60 }, { ends: 118_000, used: 1 }],
    ['slides where its end moves on', { at_s: 30, left: 98, reset_s: 60 }, { ends: 59_000, slides: true }],
  ])('%s', (_, next, expected) => {
    expect(heard([{ at_s: 0, left: 99, reset_s: 60 }, next])).toMatchObject(expected);
  });

  it.each([
    ['of less than 20', [{ at_s: 0, left: 5, reset_s: 60 }], 19],
    ['of three seconds', [{ at_s: 0, left: 5, reset_s: 3 }], 100],
    ['of an hour', [{ at_s: 0, left: 5, reset_s: 3_000 }], 100],
  ])('is another than one %s, which nothing holds back', (_, answers, limit) => {
    expect(perSecond(heard(answers), 0, limit)).toBe(Infinity);
  });
});

it.each([
  ['of two seconds', true, [2, 1, 2]],
  ['that may be told as three', true, [3, 2, 1]],
  ['of four', false, [4, 1, 2]],
  ['of the next request', false, [1, 1, 1]],
])('a window %s is a short one: %s', (_, isShort, resets_s) => {
  const answers = resets_s.map((reset_s, index) => ({
    at_s: 2 * index,
    left: index === 1 ? 0 : 99,
    reset_s,
  }));
  expect(isShortWindow(heard(answers))).toBe(isShort);
});

describe('where nothing is left, one asks anew', () => {
  it.each([
    ['at the end that most answers allow', [...GIVEN_BACK, { at_s: 39.4, left: 0, reset_s: 59 }, { at_s: 40.1, left: 0, reset_s: 58 }], 98], // biome-ignore format: a row each
    ['soon, while nothing was given back at once', [...USED_UP, { at_s: 20, left: 0, reset_s: 18 }], 22],
    ['soon, where all accepted are told the same reset', [{ at_s: 0, left: 0, reset_s: 60 }, { at_s: 60, left: 99, reset_s: 60 }, { at_s: 61, left: 0, reset_s: 60 }], 63], // biome-ignore format: a row each
    ['soon, where its end moves on', [...GIVEN_BACK, { at_s: 50, left: 0, reset_s: 60 }], 52],
    ['soon, where little is given back at a time', [...USED_UP, { at_s: 38, left: 1, reset_s: 60 }, { at_s: 39, left: 0, reset_s: 59 }], 41], // biome-ignore format: a row each
  ])('%s', (_, answers, at_s) => {
    const now = 1_000 * Math.max(...answers.map((answer) => answer.at_s));
    expect(askAnewAt(heard(answers), 600, now)).toBe(at_s * 1_000);
  });

  it.each([
    [60, 60, false],
    [60, 58, false],
    [60, 20, true],
    [20, 60, true],
  ])(
    'a refusal that tells a reset in %d s and asks to wait for %d s means that it slides: %s',
    (reset_s, asked_s, slides) => {
      const figures = { reset_ms: reset_s * 1_000, vague_ms: 1_000 };
      expect(hearWaitInWindow(heard(GIVEN_BACK), asked_s * 1_000, figures).slides).toBe(slides);
    },
  );

  it('not sooner than the next one is due', () => {
    expect(askAnewAt(heard(USED_UP), 3_000, 1_000)).toBe(4_000);
  });
});
