import { describe, expect, it } from 'vitest';
import {
  answered,
  createPace,
  decide,
  type Heard,
  type Pace,
  started,
} from '../../src/runs/rate-limit/pace.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
const ok: Heard = { status: 200, headers: {} };
const refused: Heard = { status: 429, headers: { 'retry-after': '2' } };

const left = (remaining: number, reset: number, limit = 10): Heard => ({
  status: 200,
  headers: {
    'x-ratelimit-limit-requests': String(limit),
    'x-ratelimit-remaining-requests': String(remaining),
    'x-ratelimit-reset-requests': String(reset),
  },
});

/** Starts as many as may be started at `now`. */
function startAll(pace: Pace, now: number): Pace {
  return decide(pace, now).until <= now ? startAll(started(pace, now), now) : pace;
}

const hear = (pace: Pace, answers: readonly (Heard | null)[], now: number): Pace =>
  answers.reduce((before, answer) => answered(before, answer, now), pace);

/** How many more may be started at `now`. */
const free = (pace: Pace, now: number): number => startAll(pace, now).in_flight - pace.in_flight;

describe('the first request', () => {
  const first = startAll(createPace(8), NOW);

  it('goes alone, because nothing is known yet', () => {
    expect(first.in_flight).toBe(1);
    expect(decide(first, NOW)).toEqual({ until: Infinity, why: 'paced' });
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
    hear(startAll(createPace(8), NOW), [left(remaining, reset)], NOW);

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
    const next = hear(started(idle, NOW + 8_000), [left(3, 60)], NOW + 8_000);
    expect(free(next, NOW + 8_000)).toBe(3);
  });

  it('is one more as soon as one is sure to have come: all but one of the limit by the reset', () => {
    expect(decide(open(0, 18), NOW)).toEqual({ until: NOW + 2_000, why: 'paced' });
  });

  it('is hardly more than the API says when others use it up too', () => {
    expect(free(hear(started(open(5, 60), NOW), [left(0, 60)], NOW), NOW)).toBe(1);
  });

  it('is asked anew by one request when the reset has come', () => {
    const spent = { ...open(0, 18), trust: 0 };
    const without_refill = hear(started(spent, NOW), [left(0, 18)], NOW);
    expect(decide(without_refill, NOW)).toEqual({ until: NOW + 18_000, why: 'paced' });
    expect(free(without_refill, NOW + 18_000)).toBe(1);
  });

  it('is the lesser of the two families, and tokens are not requests', () => {
    const both = (requests: string, plain: string): Heard => ({
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
    const first = startAll(createPace(8), NOW);
    expect(free(hear(first, [both('3', '7')], NOW), NOW)).toBe(3);
    expect(free(hear(first, [both('7', '2')], NOW), NOW)).toBe(2);
  });

  it('is still known after answers that tell nothing', () => {
    const busy = startAll(open(5, 60), NOW);
    expect(free(hear(busy, [ok, null, ok], NOW), NOW)).toBe(0);
  });
});

describe('a 429', () => {
  const volley = startAll(hear(startAll(createPace(8), NOW), [ok], NOW), NOW);

  it('halves the places once, however many were refused together', () => {
    const paused = hear(volley, Array(8).fill(refused), NOW);
    expect(paused).toMatchObject({ places: 4, in_flight: 0 });
    expect(decide(paused, NOW)).toEqual({ until: NOW + 2_000, why: 'rate-limited' });
  });

  it('leaves one place at least', () => {
    expect(hear(startAll(createPace(1), NOW), [refused], NOW).places).toBe(1);
  });

  it('is followed by one request, and by the others when that is answered', () => {
    const paused = hear(volley, Array(8).fill(refused), NOW);
    expect(free(paused, NOW + 2_000)).toBe(1);
    expect(free(hear(startAll(paused, NOW + 2_000), [ok], NOW + 2_000), NOW + 2_000)).toBe(4);
  });

  it('gives a place back for each round of successes', () => {
    const paused = { ...hear(volley, Array(8).fill(refused), NOW), in_flight: 50 };
    expect(hear(paused, Array(3).fill(ok), NOW).places).toBe(4);
    expect(hear(paused, Array(4).fill(ok), NOW).places).toBe(5);
    expect(hear(paused, Array(4 + 5 + 6 + 7).fill(ok), NOW).places).toBe(8);
    expect(hear(paused, Array(50).fill(ok), NOW).places).toBe(8);
  });
});
