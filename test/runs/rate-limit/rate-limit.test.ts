import { describe, expect, it } from 'vitest';
import type { AnswerHead } from '../../../src/api/http/transport-types.ts';
import { recordAnswer } from '../../../src/runs/rate-limit/record-answer.ts';
import {
  createRateLimit,
  decideGiveUp,
  decideStart,
  type RateLimitState,
  recordStart,
} from '../../../src/runs/rate-limit/start-decision.ts';

/** Seconds, as the example counts them, in ms of the clock. */
const at = (seconds: number) => 1_000_000 + seconds * 1_000;

const headers = (family: string, limit: number, remaining: number, reset_s: number) => ({
  [`x-ratelimit-limit${family}`]: String(limit),
  [`x-ratelimit-remaining${family}`]: String(remaining),
  [`x-ratelimit-reset${family}`]: String(reset_s),
});
const ok = (limit: number, remaining: number, reset_s: number): AnswerHead => ({
  status: 200,
  headers: headers('-requests', limit, remaining, reset_s),
});
const refused: AnswerHead = { status: 429, headers: headers('', 60, 0, 4) };

const startAll = (state: RateLimitState, seconds: number): RateLimitState =>
  decideStart(state, at(seconds)).until <= at(seconds)
    ? startAll(recordStart(state, at(seconds)), seconds)
    : state;

/** Milliseconds until one more may start, and what it waits for. */
const wait = (state: RateLimitState, seconds: number) => {
  const { until, why } = decideStart(state, at(seconds));
  return { ms: Math.round(until - at(seconds)), why };
};

const perSecond = ({ budget }: RateLimitState) => (budget.estimate?.per_ms ?? Number.NaN) * 1_000;

describe('the example on top of start-decision.ts', () => {
  const alone = startAll(createRateLimit(8), 0);
  const known = recordAnswer(alone, ok(60, 20, 40), { now: at(0.1) });
  const busy = startAll(known, 0.1);
  const halved = recordAnswer(busy, refused, { now: at(0.2) });
  const all = Array(7).fill(refused);
  const drained = all.reduce((state, answer) => recordAnswer(state, answer, { now: at(0.2) }), halved);
  const probing = startAll(drained, 4.2);
  const again = recordAnswer(probing, ok(60, 3, 55), { now: at(4.3) });

  it('starts one alone, and eight when its answer has told a budget', () => {
    expect(alone.concurrency.in_flight).toBe(1);
    expect(known.budget.estimate?.left).toBe(20);
    expect(perSecond(known)).toBeCloseTo(0.975, 5);
    expect(busy.concurrency.in_flight).toBe(8);
    expect(busy.budget.estimate?.left).toBe(12);
  });

  it('pauses everybody after a 429 for as long as its headers say, and halves the limit once', () => {
    expect(wait(halved, 0.2)).toEqual({ ms: 4_000, why: 'rate-limited' });
    expect(halved.concurrency).toMatchObject({ limit: 4, in_flight: 7 });
    expect(halved.budget.confidence).toBe(0.25);
    expect(drained.concurrency).toMatchObject({ limit: 4, in_flight: 0 });
    expect(drained.budget.confidence).toBe(0.25);
  });

  it('asks with one request, and goes on as far as the narrower of budget and limit', () => {
    expect(probing.concurrency.in_flight).toBe(1);
    expect(perSecond(again)).toBeCloseTo(0.255, 3);
    const three = startAll(again, 4.3);
    expect(three.concurrency).toMatchObject({ limit: 4, in_flight: 3 });
    expect(wait(three, 4.3)).toEqual({ ms: 3_929, why: 'paced' });
  });

  it('gives a place back after four successes, and half a percent of the confidence after each', () => {
    expect(again.budget.confidence).toBeCloseTo(0.25 * 1.005, 10);
    const three = startAll(again, 4.3);
    const later = [1, 2, 3].reduce((state) => recordAnswer(state, ok(60, 0, 54), { now: at(4.4) }), three);
    expect(later.concurrency).toMatchObject({ limit: 5, in_flight: 0 });
    expect(later.budget.confidence).toBeCloseTo(0.25 * 1.005 ** 4, 10);
  });

  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 9_000],
    [5, 8_000],
    [10, 8_000],
    [11, 8_000],
    [12, 16_000],
  ])('waits after refusal %d that names no time for %d ms', (refusals, ms) => {
    const bare: AnswerHead = { status: 429, headers: {} };
    let state = createRateLimit(8);
    let now = at(0);
    let waited = 0;
    for (let refusal = 1; refusal <= refusals; refusal += 1) {
      state = recordAnswer(recordStart(state, now), bare, { now });
      const { until } = decideStart(state, now);
      waited = until - now;
      now = until;
    }
    expect(waited).toBe(ms);
  });
});

describe('where the API tells no figures', () => {
  const silent = (status: number): AnswerHead => ({ status, headers: {} });

  it('one goes ahead after the pause, also when a success was on its way at the refusal', () => {
    const first = recordAnswer(startAll(createRateLimit(8), 0), silent(200), { now: at(0.1) });
    const accepted = Array(200).fill(silent(200));
    const busy = accepted.reduce(
      (state, answer) => startAll(recordAnswer(state, answer, { now: at(0.1) }), 0.1),
      startAll(first, 0.1),
    );
    const answers = [429, 200, 429, 429, 200, 429, 429, 200].map(silent);
    const drained = answers.reduce((state, answer) => recordAnswer(state, answer, { now: at(0.2) }), busy);
    expect(wait(drained, 0.2)).toEqual({ ms: 1_000, why: 'rate-limited' });
    expect(startAll(startAll(drained, 2), 2.1).concurrency.in_flight).toBe(1);
  });
});

describe('a limit of 20 a second whose figures do not keep a run from being refused', () => {
  const told = { ...headers('', 1_200, 0, 1), 'retry-after': '1' };
  const oneOf = (status: number): AnswerHead => ({ status, headers: told });

  // After the pauses, which double while nothing is accepted.
  const TIMES = [0, 1.1, 2.2, 4.3, 8.4];

  /** The state after so many successes each time, followed by a refusal. */
  const refusedAfter = (successes: readonly number[]) =>
    successes.reduce((before, count, index) => {
      const answers = [...Array(count).fill(oneOf(200)), oneOf(429)];
      return answers.reduce((state, answer) => {
        const now = at(TIMES[index] ?? 0);
        return recordAnswer(recordStart(state, now), answer, { now });
      }, before);
    }, createRateLimit(8));

  it.each([
    ['a few', [3, 3, 3, 3, 3]],
    ['none', [0, 0, 0, 0, 0]],
    ['one at last', [0, 0, 0, 0, 1]],
  ])('goes on at a learnt pace after five refusals with %s between', (_, successes) => {
    const state = refusedAfter(successes);
    expect(state.learnt.climb?.from).toBeGreaterThan(0);
    // The longest pause is one of 8 s.
    expect(decideStart(state, at(16.5)).until).toBeLessThanOrEqual(at(16.5));
    const tried = recordAnswer(recordStart(state, at(16.5)), oneOf(200), { now: at(16.6) });
    const { until } = decideStart(tried, at(16.6));
    expect(until).toBeGreaterThanOrEqual(at(16.5));
    expect(until).toBeLessThan(at(18.5));
    expect(tried.spacing.last).not.toBeNaN();
  });
});

describe('one that goes ahead alone and is refused', () => {
  /** Answers that come one after the other, each to the next start. */
  const after = (answers: readonly AnswerHead[], before: RateLimitState = createRateLimit(8)) =>
    answers.reduce(
      ({ state, now }, answer) => {
        const due = Math.max(now, decideStart(state, now).until);
        return { state: recordAnswer(recordStart(state, due), answer, { now: due + 20 }), now: due + 20 };
      },
      { state: before, now: at(0) },
    );
  const silent = (status: number): AnswerHead => ({ status, headers: {} });
  const told = (status: number, limit: number, remaining: number, reset_s: number): AnswerHead => ({
    status,
    headers: headers('', limit, remaining, reset_s),
  });
  /** Enough for a pace that has proven itself. */
  const LEARNT = Array.from({ length: 4 }, () => [silent(200), silent(200), silent(429)]).flat();

  it.each([
    ['where nothing is told', [...LEARNT, silent(429)]],
    ['where a limit of a second is told', [told(200, 20, 3, 1), told(429, 20, 0, 1), told(429, 20, 0, 1)]],
    ['where limits take turns', [told(200, 20, 3, 1), told(429, 20, 0, 1), told(429, 20, 0, 1), told(200, 20, 3, 1), told(200, 100, 3, 1), told(429, 100, 0, 1), told(429, 20, 0, 1)]], // biome-ignore format: a row each
    [
      'where what is told comes and goes',
      [...LEARNT, told(200, 600, 3, 30), told(429, 600, 0, 30), silent(429)],
    ],
    ['where it is no longer told', [...LEARNT, told(429, 600, 0, 30), silent(200), silent(429)]],
  ])('is followed by another one, %s', (_, answers) => {
    const { state, now } = after(answers);
    expect(state.concurrency.in_flight).toBe(0);
    const later = now + 61_000;
    expect(decideStart(state, later).until).toBeLessThanOrEqual(later);
  });
});

describe('an API that does not answer', () => {
  /** So many attempts one after the other without an answer, the last at 30 s. */
  const silence = (attempts: readonly number[], before = createRateLimit(8), from_s = 0) =>
    attempts.reduce((state, attempt, index) => {
      const now = at(from_s + ((30 - from_s) * index) / (attempts.length - 1));
      return recordAnswer(recordStart(state, now), null, { now, attempt });
    }, before);
  const rows = (count: number) => Array<number>(count).fill(1);
  const answered = recordAnswer(recordStart(silence(rows(9)), at(30)), ok(60, 20, 40), { now: at(30) });

  it.each([
    ['ten rows for half a minute', silence(rows(10)), 30, { why: 'away', wait_ms: null }],
    ['ten rows for less', silence(rows(10), undefined, 0.1), 30, null],
    ['nine rows for longer', silence(rows(9)), 60, null],
    ['one row that is tried again and again', silence([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), 60, null],
    ['nine rows, and nine after an answer', silence(rows(9), answered, 29), 60, null],
  ])('is away, or may come back: %s', (_, state, seconds, given_up) => {
    expect(decideGiveUp(state, at(seconds))).toEqual(given_up);
  });

  it('pauses the run after ten attempts in a row, and not after nine and nine', () => {
    expect(wait(silence(rows(9), answered, 29), 30).why).not.toBe('silent');
    expect(wait(silence(rows(10)), 30)).toEqual({ ms: 1_000, why: 'silent' });
  });

  it('is asked with one request when the pause is over', () => {
    expect(startAll(silence(rows(10)), 31).concurrency.in_flight).toBe(1);
  });
});
