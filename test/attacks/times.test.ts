import { describe, expect, it } from 'vitest';
import { secondsFrom } from '../../src/api/http/retries/retry-after.ts';
import { perhaps, type Step } from '../scripted-server.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const NOW = Date.parse('2026-03-01T12:00:00Z');
const HOUR = 3600;

/** What a server whose clock is so many seconds ahead says of a moment that is so many seconds away. */
const by = (ahead_s: number) => ({
  headers: { date: new Date(NOW + ahead_s * 1000).toUTCString() },
  unix: (in_s: number, per_s = 1) => String((NOW / 1000 + ahead_s + in_s) * per_s),
  date: (in_s: number) => new Date(NOW + (ahead_s + in_s) * 1000).toUTCString(),
});

describe('a time that the API tells', () => {
  it.each([0, 10, 600, HOUR, -10, -600, -HOUR, 24 * HOUR, -24 * HOUR])(
    'is held against the clock that it was read from, %i s ahead of ours',
    (ahead) => {
      const server = by(ahead);
      for (const text of [
        server.date(3),
        server.unix(3),
        server.unix(3, 1e3),
        server.unix(3, 1e6),
        server.unix(3, 1e9),
      ]) {
        expect(secondsFrom(text, server.headers, NOW)).toBeCloseTo(3, 3);
      }
      for (const past of [server.date(-9), server.unix(-9), server.unix(-9, 1e3)]) {
        expect(secondsFrom(past, server.headers, NOW)).toBe(0);
      }
    },
  );

  it.each([
    [400, 2.6],
    [999, 2.001],
    [1_000, 3],
    [-1, 3],
  ])('is held against ours where both agree to the second: %i ms after it', (ms, seconds) => {
    expect(secondsFrom(by(0).unix(3), by(0).headers, NOW + ms)).toBeCloseTo(seconds, 6);
  });

  it.each([
    ['a moment within the minute', String(NOW / 1000 + 30), 30],
    ['a moment in an hour', String(NOW / 1000 + HOUR), 60],
    ['a moment in thousands of years', '99999999999', 60],
    ['a date in thousands of years', 'Fri, 31 Dec 9999 23:59:59 GMT', 60],
    ['a moment in the past', '1000000000', 0],
    ['a date in the past', 'Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ])('without a Date is a minute at the most: %s', (_name, text, seconds) => {
    expect(secondsFrom(text, {}, NOW)).toBe(seconds);
    expect(secondsFrom(text, { date: 'no date' }, NOW)).toBe(seconds);
  });

  it.each([
    ['3', 3],
    ['0', 0],
    ['0.25', 0.25],
    ['1.5', 1.5],
    [' 7 ', 7],
    ['99999999', 99_999_999],
    ['1, 120', 120],
    ['120, 1', 120],
    ['Sun, 01 Mar 2026 12:00:05 GMT, Sun, 01 Mar 2026 12:00:20 GMT', 20],
    ['5, Sun, 01 Mar 2026 12:00:20 GMT', 20],
    ['Sunday, 01-Mar-26 12:00:20 GMT, 5', 20],
    ['2026-03-01T12:00:05Z,2s', 5],
    ['5,', 5],
    [',', null],
    ['1m30s', 90],
    ['6m0s', 360],
    ['20ms', 0.02],
    ['2026-03-01T12:00:05Z', 5],
    ['-5', null],
    ['-1.5', null],
    ['+5', null],
    ['soon', null],
    ['1e400', null],
    ['1e3', null],
    ['Infinity', null],
    ['NaN', null],
    ['0x10', null],
    ['12 s', null],
    ['1,2,x', null],
    ['٣', null],
    ['', null],
    ['9'.repeat(50), null],
    [' '.repeat(200_000), null],
    [`1${' '.repeat(200_000)}x`, 1],
  ])('%s', (text, seconds) => {
    expect(secondsFrom(text, by(0).headers, NOW)).toBe(seconds);
  });

  it.each(['America/New_York', 'Asia/Tokyo', 'UTC'])(
    'that names no zone is meant in UTC: a machine in %s',
    (zone) => {
      const { TZ } = process.env;
      process.env['TZ'] = zone;
      try {
        for (const text of [
          'Sun Mar  1 12:00:05 2026',
          'Sun, 01 Mar 2026 12:00:05 GMT',
          'Sunday, 01-Mar-26 12:00:05 GMT',
          'Sun, 01 Mar 2026 12:00:05',
          '2026-03-01T12:00:05',
          '2026-03-01T13:00:05+01:00',
        ]) {
          expect(secondsFrom(text, { date: 'Sun Mar  1 12:00:00 2026' }, NOW)).toBe(5);
        }
      } finally {
        if (TZ === undefined) delete process.env['TZ'];
        else process.env['TZ'] = TZ;
      }
    },
  );

  it.each(['Wait 5', 'May be 5', 'Retry 2', 'in 5 s', 'Sun'])('is not to be found in words: %s', (text) => {
    expect(secondsFrom(text, by(0).headers, NOW)).toBeNull();
  });

  it('of twenty nines is no wait that anybody makes', () => {
    expect(secondsFrom('9'.repeat(20), by(0).headers, NOW)).toBeGreaterThan(300);
  });
});

const DONE: Step = {
  status: 200,
  body: { id: 'usr_abc123', account_state: 'deactivated', organization_id: 'org_xyz789' },
};
const later = (headers: Readonly<Record<string, string>>): Step => ({ status: 429, headers });

/** How long a single call waited between a "not now" and the next attempt, in seconds; null when it gave up. */
async function waited(headers: Readonly<Record<string, string>>): Promise<number | null> {
  await world.current.script(later(headers), perhaps(DONE));
  const began = world.current.clock.monotonic();
  const { exit } = await world.current.deactivate('--json');
  expect([0, 5]).toContain(exit);
  return exit === 0 ? (world.current.clock.monotonic() - began) / 1000 : null;
}

describe('a single call', () => {
  // Half of the usual 0.5 s, by the chance of the tests.
  const USUAL = 0.25;

  it.each([
    ['an hour ahead, a date in 3 s', { date: by(HOUR).headers.date, 'retry-after': by(HOUR).date(3) }, 3],
    ['an hour behind, a date in 3 s', { date: by(-HOUR).headers.date, 'retry-after': by(-HOUR).date(3) }, 3],
    [
      'an hour ahead, a reset in 3 s',
      { date: by(HOUR).headers.date, 'x-ratelimit-reset': by(HOUR).unix(3) },
      3,
    ],
    ['a reset in thousandths of a second', { 'x-ratelimit-reset': by(0).unix(2, 1000) }, 2],
    ['a date in the past', { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, USUAL],
    ['a reset in the past', { 'x-ratelimit-reset': '1000000000' }, USUAL],
    ['0', { 'retry-after': '0' }, USUAL],
    ['less than nothing', { 'retry-after': '-5' }, USUAL],
    ['no time', { 'retry-after': 'soon' }, USUAL],
    ['next to nothing', { 'retry-after': '0.001' }, USUAL],
    ['half a second', { 'retry-after': '0.5' }, 0.5],
    ['five minutes', { 'retry-after': '300' }, 300],
    ['a little more', { 'retry-after': '301' }, null],
    ['an hour', { 'retry-after': '3600' }, null],
    ['for ever', { 'retry-after': '99999999999999999999' }, null],
  ] as const)('waits as the server meant it: %s', async (_name, headers, seconds) => {
    const found = await waited(headers);
    if (seconds === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(seconds, 3);
  });

  it('says how long a wait was asked for that it does not make', async () => {
    await world.current.script(later({ 'retry-after': '3600' }));
    const { exit, stderr } = await world.current.deactivate('--json');
    expect(exit).toBe(5);
    expect(JSON.parse(stderr).error).toMatchObject({ retryable: true, retry_after_s: 3600 });
    expect(world.current.requests).toHaveLength(1);
  });

  it('ends after five minutes of "not now"', async () => {
    await world.current.script(later({ 'retry-after': '100' }));
    const began = world.current.clock.monotonic();
    const { exit } = await world.current.deactivate('--json --retries 10');
    expect(exit).toBe(5);
    expect(world.current.clock.monotonic() - began).toBe(300_000);
  });
});
