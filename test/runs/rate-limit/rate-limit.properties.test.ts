import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordAnswer } from '../../../src/runs/rate-limit/record-answer.ts';
import {
  createRateLimit,
  decideStart,
  type RateLimitState,
  recordStart,
} from '../../../src/runs/rate-limit/start-decision.ts';

const figures = (suffix: string) =>
  fc
    .record({
      // Of 0 and below, as of an absent one, no limit is told.
      limit: fc.constantFrom(-5, 0, 1, 20, 80, 100, 1_000),
      remaining: fc.integer({ min: -1, max: 30 }),
      reset: fc.constantFrom('0', '1', '2', '3', '20', '60', '500ms', '2000ms', '-1', '1e9'),
    })
    .map(({ limit, remaining, reset }) => ({
      [`x-ratelimit-limit${suffix}`]: String(limit),
      [`x-ratelimit-remaining${suffix}`]: String(remaining),
      [`x-ratelimit-reset${suffix}`]: reset,
    }));
const asked = fc.constantFrom({}, { 'retry-after': '1' }, { 'retry-after': '2' }, { 'retry-after': '12' });
const told = { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' };
const at_once = { headers: {}, asked: {}, after_ms: 0, starts: 1 };
const untold = { 'x-ratelimit-remaining': '20', 'x-ratelimit-reset': '2' };
const below = { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '1' };
const long = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' };
/**
 * These runs waited for ever: after a 429 of a proxy, one of the API, and a request without an answer; after a refusal
 * where a short window is told without its limit; and where fewer than none are left of a window.
 */
const HUNG = [
  [
    { ...at_once, status: 429, headers: told },
    { ...at_once, status: 200, headers: untold },
  ],
  [
    { ...at_once, status: 200, headers: long },
    { ...at_once, status: 200, headers: untold },
    { ...at_once, status: 200, headers: below },
  ],
  [
    { ...at_once, status: 200, starts: 2 },
    { ...at_once, status: 429 },
    { ...at_once, status: 429, headers: told },
    { ...at_once, status: null },
  ],
];

/** Any answer to one of those in flight, after some time; then so many more start, as far as they may. */
const step = fc.record({
  status: fc.constantFrom(200, 200, 404, 429, 503, null),
  headers: fc.oneof(fc.constant({}), figures(''), figures('-requests')),
  asked,
  after_ms: fc.constantFrom(0, 5, 400, 2_000, 30_000),
  starts: fc.integer({ min: 1, max: 8 }),
});

function startSome(
  before: RateLimitState,
  most: number,
  from: number,
): { state: RateLimitState; now: number } {
  let [state, now] = [before, from];
  for (let count = 0; count < most; count += 1) {
    const { until } = decideStart(state, now);
    if (until > now && state.concurrency.in_flight > 0) break;
    // Nothing is in flight that could change it: a run would hang.
    expect(until).toBeLessThan(Infinity);
    now = Math.max(now, until);
    state = recordStart(state, now);
  }
  return { state, now };
}

describe('the limiter', () => {
  it('lets something start some time, whatever kinds of limits take turns in the answers', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let { state, now } = startSome(createRateLimit(8), 1, 1_000_000);
        for (const { status, headers, asked, after_ms, starts } of steps) {
          now += after_ms;
          const answer = status === null ? null : { status, headers: { ...headers, ...asked } };
          state = recordAnswer(state, answer, { now, wall: now });
          expect(state.learnt.outstanding).toBeLessThanOrEqual(state.concurrency.in_flight);
          ({ state, now } = startSome(state, starts, now));
        }
      }),
      { numRuns: 300, examples: HUNG.map((steps) => [steps]) },
    );
  });
});
