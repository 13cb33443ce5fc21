import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_WAIT_MS, retryAfter, secondsFrom } from '../../src/api/http/retries/retry-after.ts';
import { nextWait } from '../../src/api/http/retries/retry-rules.ts';
import { ApiError, ConnectionError } from '../../src/errors/api-errors.ts';
import { isRetryable } from '../../src/errors/retryable.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const apiError = (status: number, retry_after_s: number | null = null) =>
  new ApiError({
    code: 'X',
    message: 'x',
    status,
    type: null,
    details: {},
    trace_id: null,
    request_id: null,
    retry_after_s,
  });

describe('the wait before the next attempt', () => {
  it('doubles from 0.5 s to 20 s', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => nextWait(apiError(500), attempt, 10, () => 1));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  });

  it('is spread from nothing to all of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, chance) => {
          const full = nextWait(apiError(503), attempt, 10, () => 1) ?? 0;
          expect(nextWait(apiError(503), attempt, 10, () => chance)).toBeCloseTo(full * chance);
        },
      ),
    );
  });

  it('is the one the server asked for, up to five minutes', () => {
    expect(nextWait(apiError(429, 2), 1, 3, () => 0.1)).toBe(2000);
    expect(nextWait(apiError(429, 300), 1, 3, () => 0.1)).toBe(LONGEST_WAIT_MS);
    expect(nextWait(apiError(429, 301), 1, 3, () => 0.1)).toBeNull();
  });

  it('is none after the last attempt and where repeating does not help', () => {
    expect(nextWait(apiError(500), 4, 3, () => 1)).toBeNull();
    expect(nextWait(apiError(404), 1, 3, () => 1)).toBeNull();
    expect(nextWait(new Error('a defect'), 1, 3, () => 1)).toBeNull();
    expect(isRetryable(new ConnectionError('TIMEOUT', 'x', true))).toBe(true);
  });
});

describe('what a server asks to wait', () => {
  it.each([
    ['2', 2],
    ['1.5', 1.5],
    ['0', 0],
    ['1m30s', 90],
    ['250ms', 0.25],
    ['1h', 3600],
    [String(NOW / 1000 + 9), 9],
    [String(NOW / 1000 - 9), 0],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    [Array(4).fill('Sun, 01 Mar 2026 12:00:30 GMT').join(', '), 30],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('%s', (text, seconds) => expect(secondsFrom(text, {}, NOW)).toBe(seconds));

  it('is a reset only where the limit was hit', () => {
    const headers = { 'x-ratelimit-reset': '5' };
    expect(retryAfter(429, headers, NOW)).toBe(5);
    expect(retryAfter(503, headers, NOW)).toBeNull();
    expect(retryAfter(404, { 'retry-after': '5' }, NOW)).toBeNull();
  });

  it.each<[string, Record<string, string>, number | null]>([
    ['none left', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5' }, 5],
    ['less than none', { 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '5' }, 5],
    ['nothing told', { 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '5' }, 5],
    ['one left, as told before it was taken', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '5' }, 5],
    ['a part of one left', { 'x-ratelimit-remaining': '0.4', 'x-ratelimit-reset': '5' }, 5],
    ['two left', { 'x-ratelimit-remaining': '2', 'x-ratelimit-reset': '5' }, null],
    ['some left', { 'x-ratelimit-remaining': '9000', 'x-ratelimit-reset': '40000' }, null],
    [
      'some left of one family, none of the other',
      {
        'x-ratelimit-remaining-requests': '9000',
        'x-ratelimit-reset-requests': '40000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '5',
      },
      5,
    ],
    ['some left, and asked to wait', { 'x-ratelimit-remaining': '9', 'retry-after': '2' }, 2],
  ])('is a reset only of a limit that is used up: %s', (_, headers, seconds) => {
    expect(retryAfter(429, headers, NOW, 0)).toBe(seconds);
  });

  it('is the reset of another limit for one request that waits alone, up to five minutes', () => {
    const other = (reset: string) => ({
      'x-ratelimit-remaining-requests': '9',
      'x-ratelimit-reset-requests': reset,
    });
    expect(retryAfter(429, other('40'), NOW)).toBe(40);
    expect(retryAfter(429, other('301'), NOW)).toBeNull();
    const own = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5' };
    expect(retryAfter(429, { ...other('40'), ...own }, NOW)).toBe(5);
  });

  it('never breaks on what a header may hold', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const wait = secondsFrom(text, {}, NOW);
        expect(wait === null || wait >= 0).toBe(true);
      }),
    );
  });
});
