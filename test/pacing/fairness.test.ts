import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as recording from '../../src/runs/rate-limit/record-answer.ts';
import * as starting from '../../src/runs/rate-limit/start-decision.ts';
import { SERVERS, sharedCase, TELLS } from './cases.ts';
import { measure } from './measures.ts';
import { pacerOf } from './pacer.ts';
import { fixedWindow, leakyBucket, noLimit, slidingWindow, tokenBucket } from './servers.ts';
import { type Job, type Shared, simulate } from './simulate.ts';
import type { Tells } from './told.ts';

const limiter = { ...starting, ...recording };
const run = (shared: Shared) => simulate(shared, (concurrency) => pacerOf(limiter, concurrency));
const ideal = (shared: Shared) => measure(simulate(shared, null)).ms;

const perMinute = (count: number, burst: number) => () => tokenBucket(count / 60_000, burst);
const perSecond = (count: number, burst: number, told?: number) => () =>
  tokenBucket(count / 1_000, burst, told);
const window =
  (count: number, ms = 60_000) =>
  () =>
    fixedWindow(count, ms);
const sliding = (count: number) => () => slidingWindow(count, 60_000);
const nginx = () => leakyBucket(20 / 1_000, 2, 'nodelay');
const jobs = (count: number, rows: number, latency = 20): Job[] =>
  Array.from({ length: count }, (_, index) => ({ start: index * 3_000, rows, concurrency: 8, latency }));
/** Two that one script starts at the same moment: they are told the same, and wake together. */
const twins = (rows: number): Job[] => jobs(2, rows).map((job) => ({ ...job, start: 0 }));

/** Of which one is soon at its end, and leaves the limit to the other. */
const uneven = (rows: number, latency = 20): Job[] =>
  jobs(2, rows, latency).map((job, index) => ({ ...job, start: 0, rows: rows / (9 * index + 1) }));

/** At most so much of the ideal time and of 429s in percent, at least so much of Jain's index. The next is a line. */
const TARGETS: readonly [string, Shared['server'], Tells, Job[], number, number, number][] = [
  ['one job on 100 a minute, told', perMinute(100, 120), 'both', jobs(1, 500), 1.02, 1, 1],
  ['two jobs on 100 a minute, told', perMinute(100, 120), 'both', jobs(2, 300), 1.02, 3, 0.97],
  ['two jobs on 100 a minute, told in Unix time', perMinute(100, 120), 'unix', jobs(2, 300), 1.02, 3, 0.97],
  ['two jobs on 1,000 a minute, told', perMinute(1_000, 1_200), 'both', jobs(2, 2_000), 1.02, 3, 0.97],
  ['two jobs on 20 a second, told', perSecond(20, 24, 20), 'both', jobs(2, 600), 1.02, 3, 0.97],
  ['one that outlasts another on 20 a second', perSecond(20, 24, 20), 'both', uneven(2_000), 1.04, 3, 0.8],
  ['one that outlasts another, in seconds', perSecond(20, 24, 20), 'seconds', uneven(2_000), 1.04, 3, 0.8],
  ['one that outlasts another, in Unix time', perSecond(20, 24, 20), 'unix', uneven(2_000), 1.04, 3, 0.8],
  ['one that outlasts another, far away', perSecond(20, 24, 20), 'both', uneven(2_000, 400), 1.04, 3, 0.8],
  ['one that outlasts another, in ms', perSecond(20, 24, 20), 'ms', uneven(2_000), 1.04, 3, 0.8],
  ['eight jobs on 1,000 a minute, told', perMinute(1_000, 1_200), 'both', jobs(8, 600), 1.02, 3, 0.9],
  ['eight jobs on 20 a second, told', perSecond(20, 24, 20), 'both', jobs(8, 300), 1.02, 21, 0.88],
  ['two at once on 20 a second, told in seconds', perSecond(20, 24), 'both', twins(2_000), 1.04, 4, 0.95],
  [
    'two at once on 20 a second, told in Unix time',
    perSecond(20, 24, 20),
    'unix',
    twins(2_000),
    1.04,
    4,
    0.95,
  ],
  ['two at once on 20 a second, told the next', perSecond(20, 120), 'next', twins(2_000), 1.04, 4, 0.95],
  ['two at once in a window of a second', () => fixedWindow(20, 1_000), 'both', twins(2_000), 1.25, 4, 0.95],
  ['one job in a window of a second', () => fixedWindow(20, 1_000), 'seconds', jobs(1, 2_000), 1.3, 1, 1],
  [
    'two jobs in a window of a second',
    () => fixedWindow(20, 1_000),
    'seconds',
    jobs(2, 1_200),
    1.25,
    4,
    0.95,
  ],
  ['eight jobs in a window of a second', () => fixedWindow(20, 1_000), 'ms', jobs(8, 400), 1.25, 10, 0.95],
  ['two jobs in a sliding one', () => slidingWindow(200, 1_000), 'unix', jobs(2, 8_000), 1.35, 1, 0.95],
  ['two jobs on a small bucket', perSecond(20, 5, 5), 'seconds', jobs(2, 1_200), 1.25, 4, 0.95],
  ['two at once at nginx with headers', nginx, 'both', twins(2_000), 1.5, 4, 0.95],
  ['one job in a window of 100', window(100), 'both', jobs(1, 450), 1.03, 1, 1],
  ['two jobs in a window of 100', window(100), 'both', jobs(2, 300), 1.05, 4, 0.97],
  ['two jobs in one that is reset in ms', window(100), 'ms', jobs(2, 300), 1.05, 4, 0.97],
  ['two jobs in one that tells the next request', window(100), 'next', jobs(2, 300), 1.08, 5, 0.95],
  ['two jobs in a window of 1,000', window(1_000), 'unix', jobs(2, 2_500), 1.05, 2, 0.95],
  ['eight jobs in a window of 100', window(100), 'seconds', jobs(8, 100), 1.05, 12, 0.9],
  ['two jobs in a window of 20 s', window(100, 20_000), 'seconds', jobs(2, 1_000), 1.05, 4, 0.97],
  ['two jobs in a window of 10 s', window(100, 10_000), 'both', jobs(2, 1_000), 1.05, 5, 0.95],
  ['two jobs in a window of 5 s', window(100, 5_000), 'ms', jobs(2, 1_500), 1.05, 5, 0.9],
  ['eight jobs in a window of 10 s', window(100, 10_000), 'ms', jobs(8, 500), 1.05, 14, 0.85],
  ['one job in a window of 2 s', window(100, 2_000), 'both', jobs(1, 4_000), 1.1, 1, 1],
  ['one job in a window of 2 s, far away', window(100, 2_000), 'both', jobs(1, 4_000, 200), 1.3, 1, 1],
  ['two jobs in a window of 2 s', window(100, 2_000), 'unix', jobs(2, 4_000), 1.12, 3, 0.93],
  ['eight jobs in a window of 2 s', window(100, 2_000), 'ms', jobs(8, 3_000), 1.16, 6, 0.9],
  ['two jobs in a window of 3 s', window(30, 3_000), 'seconds', jobs(2, 900), 1.1, 5, 0.95],
  ['eight jobs in a window of 1,000', window(1_000), 'both', jobs(8, 800), 1.05, 3, 0.95],
  ['one job in a window of 5 s, told nothing', window(100, 5_000), 'nothing', jobs(1, 2_500), 1.15, 6, 1],
  [
    'two jobs in a window of 10 s, told nothing',
    window(100, 10_000),
    'nothing',
    jobs(2, 1_500),
    1.1,
    16,
    0.9,
  ],
  ['one job in a window of 100, told nothing', window(100), 'nothing', jobs(1, 450), 1.2, 9, 1],
  ['eight jobs in a window of 1,000, told nothing', window(1_000), 'nothing', jobs(8, 800), 1.06, 6, 0.95],
  [
    'eight jobs in a window of 20 s, told nothing',
    window(100, 20_000),
    'nothing',
    jobs(8, 300),
    1.1,
    21,
    0.8,
  ],
  ['two jobs in a sliding window of 100', sliding(100), 'both', jobs(2, 300), 1.06, 4, 0.97],
  ['eight jobs in a sliding window of 1,000', sliding(1_000), 'ms', jobs(8, 800), 1.05, 4, 0.9],
  [
    'eight jobs in a sliding window of 100, told nothing',
    sliding(100),
    'nothing',
    jobs(8, 100),
    1.2,
    26,
    0.9,
  ],
  ['one job in a window of 100, told Retry-After', window(100), 'retry-after', jobs(1, 450), 1.03, 8, 1],
  ['two jobs in a window of 100, told Retry-After', window(100), 'retry-after', jobs(2, 300), 1.05, 8, 0.95],
  [
    'eight jobs in a window of 1,000, told Retry-After',
    window(1_000),
    'retry-after',
    jobs(8, 800),
    1.05,
    5,
    0.9,
  ],
  [
    'one job in a window of 2 s, told Retry-After',
    window(100, 2_000),
    'retry-after',
    jobs(1, 4_000),
    1.15,
    3,
    1,
  ],
  [
    'two jobs in a window of 2 s, told Retry-After',
    window(100, 2_000),
    'retry-after',
    jobs(2, 4_000),
    1.15,
    3,
    0.95,
  ],
  ['one job on 20 a second, told nothing', perSecond(20, 24), 'nothing', jobs(1, 1_200), 1.02, 3, 1],
  ['two jobs on 20 a second, told nothing', perSecond(20, 24), 'nothing', jobs(2, 1_200), 1.05, 5, 0.93],
  [
    'two jobs on 20 a second, told Retry-After',
    perSecond(20, 24),
    'retry-after',
    jobs(2, 1_200),
    1.05,
    5,
    0.95,
  ],
  ['300 rows at nginx, told nothing', nginx, 'nothing', jobs(1, 300), 1.36, 4, 1],
];

describe('the limiter', () => {
  it.each(TARGETS)('comes near to the ideal with %s', (_, server, tells, all, over, refused, jain) => {
    const shared = { server, tells, jobs: all, seed: 5 };
    const measures = measure(run(shared));
    expect(measures.ms / ideal(shared)).toBeLessThanOrEqual(over);
    expect(100 * measures.refused).toBeLessThanOrEqual(refused);
    expect(measures.jain).toBeGreaterThanOrEqual(jain);
    expect(measures.lost).toBe(0);
  });

  it.each([
    [2, 0.97],
    [5, 0.85],
  ])('shares a window among %d jobs whose answers take unequal times', (count, jain) => {
    const all = jobs(count, 500).map((job, index) => ({ ...job, latency: 5 + 40 * index }));
    const shared = { server: window(100), tells: 'both', jobs: all, seed: 5 } as const;
    expect(measure(run(shared)).jain).toBeGreaterThan(jain);
  });

  it('is as fast as the connections where there is no limit', () => {
    const shared = { server: noLimit, tells: 'nothing', jobs: jobs(1, 3_000), seed: 1 } as const;
    expect(measure(run(shared)).ms / ideal(shared)).toBeLessThan(1.01);
  });
});

describe('whatever the server', () => {
  const servers = fc.constantFrom(...Object.values(SERVERS));
  const tells = fc.constantFrom(...TELLS);

  it('all rows end, and never are more in flight than allowed', () => {
    fc.assert(
      fc.property(
        servers,
        tells,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(1_000),
        (server, told, count, seed) => {
          const shared = sharedCase(server, told, count, seed);
          const few = shared.jobs.map((job) => ({ ...job, rows: Math.min(job.rows, 150) }));
          for (const done of run({ ...shared, jobs: few })) {
            expect(done.end).toBeLessThan(Infinity);
            expect(done.successes.length + done.lost).toBe(done.rows);
            expect(done.peak).toBeLessThanOrEqual(done.concurrency);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a wrong clock does not matter', () => {
    fc.assert(
      fc.property(servers, fc.nat(1_000), (server, seed) => {
        const { jobs: all } = sharedCase(server, 'unix', 1, seed);
        const few = all.map((job) => ({ ...job, rows: Math.min(job.rows, 200) }));
        const at = (skew_ms: number) => measure(run({ server, tells: 'unix', jobs: few, seed, skew_ms })).ms;
        expect(at(-75_000)).toBe(at(86_400_000));
      }),
      { numRuns: 10 },
    );
  });
});
