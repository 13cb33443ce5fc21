import { describe, expect, it } from 'vitest';
import type { AnswerHead } from '../../../src/api/http/transport-types.ts';
import { recordAnswer } from '../../../src/runs/rate-limit/record-answer.ts';
import {
  createRateLimit,
  decideStart,
  type RateLimitState,
  recordStart,
} from '../../../src/runs/rate-limit/start-decision.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
const ok: AnswerHead = { status: 200, headers: {} };
const refused: AnswerHead = { status: 429, headers: { 'retry-after': '2' } };

const left = (remaining: number, reset: number, limit = 10): AnswerHead => ({
  status: 200,
  headers: {
    'x-ratelimit-limit-requests': String(limit),
    'x-ratelimit-remaining-requests': String(remaining),
    'x-ratelimit-reset-requests': String(reset),
  },
});

/** Starts as many as may be started at `now`. */
function startAll(state: RateLimitState, now: number): RateLimitState {
  return decideStart(state, now).until <= now ? startAll(recordStart(state, now), now) : state;
}

const hear = (state: RateLimitState, answers: readonly (AnswerHead | null)[], now: number): RateLimitState =>
  answers.reduce((before, answer) => recordAnswer(before, answer, { now }), state);

/** How many more may be started at `now`. */
const free = (state: RateLimitState, now: number): number =>
  startAll(state, now).concurrency.in_flight - state.concurrency.in_flight;

describe('the first request', () => {
  const first = startAll(createRateLimit(8), NOW);

  it('goes alone, because nothing is known yet', () => {
    expect(first.concurrency.in_flight).toBe(1);
    expect(decideStart(first, NOW)).toEqual({ until: Infinity, why: 'paced' });
  });

  it('lets all others go when its answer tells no limits, or never comes', () => {
    expect(free(hear(first, [ok], NOW), NOW)).toBe(8);
    expect(free(hear(first, [null], NOW), NOW)).toBe(8);
  });

  it('lets as many go as its answer says remain', () => {
    expect(free(hear(first, [left(5, 60)], NOW), NOW)).toBe(5);
  });
});

describe('what remains', () => {
  const open = (remaining: number, reset: number) =>
    hear(startAll(createRateLimit(8), NOW), [left(remaining, reset)], NOW);

  it('is less by those in flight', () => {
    const busy = startAll(open(5, 60), NOW);
    expect(free(hear(busy, [left(4, 60)], NOW), NOW)).toBe(0);
  });

  it('is not more because an old answer comes late', () => {
    const busy = startAll(open(5, 60), NOW);
    expect(
      free(hear(busy, [left(0, 60), left(1, 60), left(2, 60), left(3, 60), left(4, 60)], NOW), NOW),
    ).toBe(0);
  });

  it('is more when new answers say so', () => {
    const idle = hear(
      startAll(open(5, 60), NOW),
      [4, 3, 2, 1, 0].map((count) => left(count, 60)),
      NOW,
    );
    const next = hear(recordStart(idle, NOW + 8_000), [left(3, 60)], NOW + 8_000);
    // More got through before the reset than was left, so it is a bucket: the three come at its share.
    expect(free(next, NOW + 8_000)).toBe(1);
    expect(next.budget.estimate?.left).toBe(3);
  });

  it('is one more as soon as one is sure to have come: all but one of the limit by the reset', () => {
    expect(decideStart(open(0, 18), NOW)).toEqual({ until: NOW + 2_000, why: 'paced' });
  });

  it('is hardly more than the API says when others use it up too', () => {
    expect(free(hear(recordStart(open(5, 60), NOW), [left(0, 60)], NOW), NOW)).toBe(1);
  });

  it('is asked anew by one request when the reset has come', () => {
    const known = open(0, 18);
    const spent = { ...known, budget: { ...known.budget, confidence: 0 } };
    const without_refill = hear(recordStart(spent, NOW), [left(0, 18)], NOW);
    expect(decideStart(without_refill, NOW)).toEqual({ until: NOW + 18_000, why: 'paced' });
    expect(free(without_refill, NOW + 18_000)).toBe(1);
  });

  it('is the lesser of the two families, and tokens are not requests', () => {
    const both = (requests: string, plain: string): AnswerHead => ({
      status: 200,
      headers: {
        'x-ratelimit-remaining-requests': requests,
        'x-ratelimit-reset-requests': '60',
        'x-ratelimit-remaining': plain,
        'x-ratelimit-reset': String(NOW / 1_000 + 60),
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '60',
      },
    });
    const first = startAll(createRateLimit(8), NOW);
    expect(free(hear(first, [both('3', '7')], NOW), NOW)).toBe(3);
    expect(free(hear(first, [both('7', '2')], NOW), NOW)).toBe(2);
  });

  it('is still known after answers that tell nothing', () => {
    const busy = startAll(open(5, 60), NOW);
    expect(free(hear(busy, [ok, null, ok], NOW), NOW)).toBe(0);
  });
});

describe('a 429', () => {
  const volley = startAll(hear(startAll(createRateLimit(8), NOW), [ok], NOW), NOW);

  it('halves the places once, however many were refused together', () => {
    const paused = hear(volley, Array(8).fill(refused), NOW);
    expect(paused).toMatchObject({ concurrency: { limit: 4, in_flight: 0 } });
    expect(decideStart(paused, NOW)).toEqual({ until: NOW + 2_000, why: 'rate-limited' });
  });

  it('leaves one place at least', () => {
    expect(hear(startAll(createRateLimit(1), NOW), [refused], NOW).concurrency.limit).toBe(1);
  });

  it('is followed by one request, and by the others at the pace that it taught', () => {
    const paused = hear(volley, Array(8).fill(refused), NOW);
    expect(free(paused, NOW + 2_000)).toBe(1);
    const again = hear(startAll(paused, NOW + 2_000), [ok], NOW + 2_000);
    // One success in the two seconds until the next try is a guess of one in two seconds.
    expect(free(again, NOW + 2_000)).toBe(0);
    expect(free(again, NOW + 4_000)).toBe(1);
  });

  it('gives a place back for each round of successes', () => {
    const halved = hear(volley, Array(8).fill(refused), NOW);
    const paused = { ...halved, concurrency: { ...halved.concurrency, in_flight: 50 } };
    expect(hear(paused, Array(3).fill(ok), NOW).concurrency.limit).toBe(4);
    expect(hear(paused, Array(4).fill(ok), NOW).concurrency.limit).toBe(5);
    expect(hear(paused, Array(4 + 5 + 6 + 7).fill(ok), NOW).concurrency.limit).toBe(8);
    expect(hear(paused, Array(50).fill(ok), NOW).concurrency.limit).toBe(8);
  });
});
