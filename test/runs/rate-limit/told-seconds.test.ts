import { describe, expect, it } from 'vitest';
import type { AnswerHead } from '../../../src/api/http/transport-types.ts';
import { recordAnswer } from '../../../src/runs/rate-limit/record-answer.ts';
import {
  createRateLimit,
  decideStart,
  type RateLimitState,
  recordStart,
} from '../../../src/runs/rate-limit/start-decision.ts';
import {
  hearSeconds,
  hearWaitInSeconds,
  isOfSecond,
  mostOfSeconds,
  noSeconds,
  secondsOf,
  secondsPerMs,
} from '../../../src/runs/rate-limit/window/told-seconds.ts';

interface Told {
  readonly at_ms?: number;
  readonly limit?: number;
  readonly isLimitTold?: boolean;
  readonly left?: number;
  readonly reset_ms?: number;
  readonly vague_ms?: number;
  readonly in_flight?: number;
}

/** What is known after such answers of a limit of 20, told in whole seconds. */
const heard = (answers: readonly Told[], before = noSeconds) =>
  answers.reduce((known, told) => {
    const { at_ms = 0, limit = 20, isLimitTold = true, left = 0, reset_ms = 1_000, vague_ms = 1_000 } = told;
    const figures = { limit, isLimitTold, remaining: left, reset_ms, vague_ms };
    return hearSeconds(known, figures, { accepted: true, in_flight: told.in_flight ?? 0, now: at_ms }, 1);
  }, before);
const REFUSED = { ...noSeconds, isRefused: true };
const once = (told: Told) => heard([told], REFUSED);

describe('a limit is one of a second', () => {
  it.each([
    ['where whole seconds tell one', true, once({}), 20, false],
    ['after a refusal that asked for a second', true, hearWaitInSeconds(once({}), 1_000), 20, false],
    ['not after one that asked for two', false, hearWaitInSeconds(once({}), 2_000), 20, false],
    ['not before a refusal', false, heard([{}]), 20, false],
    ['where Unix time tells up to two', true, once({ reset_ms: 2_000, vague_ms: 2_000 }), 20, true],
    ['where exactly one is told', true, once({ vague_ms: 0 }), 200, true],
    ['where two are told, and no bucket is proven', true, once({ reset_ms: 2_000 }), 1_200, false],
    ['not at a bucket that takes longer', false, once({ reset_ms: 2_000 }), 1_200, true],
    ['not where three are told', false, once({ reset_ms: 3_000 }), 20, false],
    ['not where three were told once', false, heard([{ reset_ms: 3_000 }, {}], REFUSED), 20, false],
    ['not where its number is not told', false, once({ isLimitTold: false }), 20, false],
    ['not where it may be one of a minute, too slow to learn from', false, once({}), 100, false],
    ['of 59', true, once({}), 59, false],
    ['of 120', true, once({}), 120, false],
  ])('%s: %s', (_, isSo, seconds, limit, isBucket) => {
    expect(isOfSecond(seconds, limit, isBucket)).toBe(isSo);
  });
});

it.each([
  ['of a second', { vague_ms: 0 }, 19],
  ['of two, told in seconds', { reset_ms: 2_000 }, 9.5],
  ['of two, told in ms', { reset_ms: 2_000, vague_ms: 0 }, 9.5],
  ['of two, told in Unix time', { reset_ms: 3_000, vague_ms: 2_000 }, 9.5],
  ['of three', { reset_ms: 3_000 }, 6.33],
])('a window %s begins at 95 %% of its limit', (_, told, per_second) => {
  expect(1_000 * secondsPerMs(20, secondsOf(once(told)))).toBeCloseTo(per_second, 2);
});

describe('that a limit is one of a second', () => {
  const answers = (count: number, each_ms: number, left: (index: number) => number, in_flight = 0) =>
    Array.from({ length: count }, (_, index) => ({ at_ms: index * each_ms, left: left(index), in_flight }));

  it.each([
    ['more than three quarters get through, and half is left', true, heard(answers(18, 50, () => 10))],
    ['as many, but answers are on their way', false, heard(answers(18, 50, () => 10, 3))],
    ['just three quarters', false, heard(answers(15, 50, () => 10))],
    ['as many in more than a second', false, heard(answers(40, 70, () => 10))],
    ['less is left in between, as in a window', false, heard(answers(100, 50, (index) => 19 - (index % 20)))],
  ])('is refuted where %s: %s', (_, isRefuted, seconds) => {
    expect(seconds.isRefuted).toBe(isRefuted);
    expect(mostOfSeconds(seconds, 20, 1)).toBe(isRefuted ? Infinity : 0.019);
  });

  it('sets the figures in their place until the next refusal', () => {
    const refuted = heard(
      answers(18, 50, () => 10),
      REFUSED,
    );
    expect(refuted).toMatchObject({ isRefuted: true, isRefused: false });
    const again = { ...refuted, isRefused: true };
    expect(
      heard(
        answers(18, 50, () => 10),
        again,
      ),
    ).toMatchObject({ isRefuted: true, isRefused: true });
  });
});

describe('a run that is refused at a limit of 20 a second', () => {
  const told = (status: number, remaining: number): AnswerHead => ({
    status,
    headers: {
      'x-ratelimit-limit-requests': '20',
      'x-ratelimit-remaining-requests': String(remaining),
      'x-ratelimit-reset-requests': '1',
      ...(status === 429 && { 'retry-after': '1' }),
    },
  });
  const one = (state: RateLimitState, answer: AnswerHead, now: number) =>
    recordAnswer(recordStart(state, now), answer, { now });
  const refused = one(one(createRateLimit(8), told(200, 0), 100), told(429, 0), 200);

  it('waits for as long as it is asked to', () => {
    expect(decideStart(refused, 200)).toEqual({ until: 1_200, why: 'rate-limited' });
  });

  it('goes on at 19 a second, and never faster', () => {
    const starts: number[] = [];
    let state = one(refused, told(200, 0), 1_200);
    for (let now = 1_201; now < 61_200; now += 1) {
      if (decideStart(state, now).until > now) continue;
      starts.push(now);
      state = one(state, told(200, 0), now);
    }
    expect(starts.length / 60).toBeGreaterThan(18.5);
    expect(starts.length / 60).toBeLessThanOrEqual(19.1);
  });

  it('is slower after the next refusal, and as fast as that again', () => {
    const going = one(refused, told(200, 0), 1_200);
    const next = one(going, told(429, 0), 2_000);
    expect(next.learnt.climb?.to).toBeLessThanOrEqual(0.019);
    expect(next.learnt.climb?.from).toBeLessThan(0.019);
  });
});
