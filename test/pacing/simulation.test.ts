import { describe, expect, it } from 'vitest';
import * as recording from '../../src/runs/rate-limit/record-answer.ts';
import * as starting from '../../src/runs/rate-limit/start-decision.ts';
import { SERVERS, sharedCase, TELLS } from './cases.ts';
import { jainOf, measure } from './measures.ts';
import { pacerOf } from './pacer.ts';
import { noLimit } from './servers.ts';
import { simulate } from './simulate.ts';
import { simulatedLines, tableText, worse } from './table.ts';
import { answerOf } from './told.ts';

const limiter = { ...starting, ...recording };

describe('the simulation', () => {
  it.each(Object.entries(SERVERS))('lets the ideal use the whole limit of "%s", and no more', (_, server) => {
    const { per_ms, remaining } = server();
    const rows = Math.round(remaining(0) + per_ms * 120_000);
    const job = { start: 0, rows, concurrency: 64, latency: 5 };
    const [done] = simulate({ server, tells: 'nothing', jobs: [job] }, null);
    expect(done).toMatchObject({ refused: 0, sent: rows });
    // A window may have begun before, and may end later.
    expect(done?.end).toBeGreaterThan(120_000 * 0.45);
    expect(done?.end).toBeLessThan(120_000 * 1.05);
  });

  it.each(TELLS)(
    'finishes all rows, and never has too many in flight, where the server tells %s',
    (tells) => {
      const shared = sharedCase(Object.values(SERVERS)[4] ?? noLimit, tells, 3, 7);
      for (const done of simulate(shared, (concurrency) => pacerOf(limiter, concurrency))) {
        expect(done.successes.length + done.lost).toBe(done.rows);
        expect(done.sent).toBe(done.successes.length + done.refused);
        expect(done.peak).toBeLessThanOrEqual(done.concurrency);
      }
    },
  );

  it('is the same for the same seed', () => {
    const once = () => {
      const shared = sharedCase(Object.values(SERVERS)[4] ?? noLimit, 'unix', 2, 3);
      return measure(simulate(shared, (concurrency) => pacerOf(limiter, concurrency)));
    };
    expect(once()).toEqual(once());
  });

  it.each([
    ['both', true, { 'x-ratelimit-remaining-requests': '24', 'x-ratelimit-remaining': '24' }],
    ['unix', true, { 'x-ratelimit-reset': '1000' }],
    ['ms', true, { 'x-ratelimit-reset-requests': '0ms' }],
    ['next', false, { 'x-ratelimit-reset-requests': '1', 'retry-after': '1' }],
    ['retry-after', false, { 'retry-after': '1' }],
  ] as const)('answers with the headers of "%s"', (tells, accepted, headers) => {
    const server = SERVERS['bucket 20/s, burst 24'] ?? noLimit;
    expect(answerOf(server(), tells, accepted, 0, 1_000_000).headers).toMatchObject(headers);
  });

  it.each([
    [[5, 5], 1],
    [[10, 0], 0.5],
    [[6, 4], 100 / 104],
    [[0, 0, 0], 1],
  ])('has as the index of the shares %j %d', (shares, index) => {
    expect(jainOf(shares)).toBeCloseTo(index, 10);
  });

  it('tables before and now, and says what became worse', () => {
    const options = { now: limiter, before: limiter, counts: [2], only: '100/min, burst 10' };
    const [header, ...lines] = tableText(simulatedLines(options));
    expect(header).toMatch(/^jobs told +server +time\/ideal +429s % +Jain +least %$/);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^2 .*( \d\.\d\d > \d\.\d\d +){1}/);
    const before = { over_ideal: 1.2, refused: 3, jain: 1, least: 50 };
    expect(worse(before, { ...before, over_ideal: 1.3, refused: 4.1 })).toBe('LATER, MORE 429s');
    expect(worse(before, { ...before, over_ideal: 1.25, refused: 3.9 })).toBe('');
  });
});
