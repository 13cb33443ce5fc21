import { describe, expect, it } from 'vitest';
import { tokenBucket } from '../../src/sandbox/faults/token-bucket.ts';
import { BadValue } from '../../src/validation/bad-value.ts';
import { rate } from '../../src/validation/numbers.ts';
import { openSandbox } from './world.ts';

describe('a bucket', () => {
  it('holds a fifth more than the rate, as the standard plan does', () => {
    const bucket = tokenBucket(rate('100/min'));
    const taken = Array.from({ length: 121 }, () => bucket.take(0).taken);
    expect(taken.filter(Boolean)).toHaveLength(120);
    expect(taken.at(-1)).toBe(false);
  });

  it('is refilled all the time, to the millisecond', () => {
    const bucket = tokenBucket({ count: 20, per_ms: 1_000, burst: 1 });
    expect(bucket.take(5)).toEqual({ taken: true, wait_ms: 0 });
    expect(bucket.take(5)).toEqual({ taken: false, wait_ms: 50 });
    expect(bucket.take(54)).toEqual({ taken: false, wait_ms: 1 });
    expect(bucket.take(55)).toEqual({ taken: true, wait_ms: 0 });
  });

  it('never holds more than its burst, and stands a clock that goes back', () => {
    const bucket = tokenBucket({ count: 1, per_ms: 1_000, burst: 2 });
    bucket.take(10_000);
    bucket.take(5_000);
    expect(bucket.take(5_500)).toEqual({ taken: false, wait_ms: 500 });
    expect(bucket.headers(1_000_000)['X-RateLimit-Remaining']).toBe('2');
  });
});

describe('a sandbox with a rate', () => {
  const rate = { count: 2, per_ms: 60_000, burst: 3 };
  const limits = (headers: Headers) =>
    [...headers].filter(([name]) => /^(x-ratelimit|retry-after)/.test(name));

  it('tells both families of headers with every answer', async () => {
    const { user, clock } = await openSandbox({ rate });
    const now = Math.floor(clock.now() / 1_000);
    expect(limits((await user('usr_abc123')).headers)).toEqual([
      ['x-ratelimit-limit', '2'],
      ['x-ratelimit-limit-requests', '2'],
      ['x-ratelimit-remaining', '2'],
      ['x-ratelimit-remaining-requests', '2'],
      ['x-ratelimit-reset', String(now + 30)],
      ['x-ratelimit-reset-requests', '30'],
    ]);
    expect(limits((await user('usr_nobody')).headers)).toHaveLength(6);
  });

  it('refuses what is too much until there is a token again, before it looks at the access token', async () => {
    const { user, send, clock } = await openSandbox({ rate });
    for (const id of ['usr_abc123', 'usr_abc123', 'usr_abc123']) expect((await user(id)).status).toBe(200);
    clock.advance(500);
    const refused = await send('/v1/user/me', { headers: {} });
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
      type: 'rate_limit_error',
      status: 429,
    });
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    clock.advance(29_499);
    expect((await user('usr_abc123')).headers.get('retry-after')).toBe('1');
    clock.advance(1);
    expect((await user('usr_abc123')).status).toBe(200);
  });

  it('does not count what is outside of the API', async () => {
    const { send } = await openSandbox({ rate: { count: 1, per_ms: 60_000, burst: 1 } });
    for (const path of ['/health', '/health', '/v1/user/me']) expect((await send(path)).status).toBe(200);
  });

  it('limits those that faults strike too', async () => {
    const { user } = await openSandbox({ rate, faults: [{ kind: 500, share: 1 }] });
    const answers = [await user('usr_abc123'), await user('usr_abc123'), await user('usr_abc123')];
    expect(answers.map(({ status, headers }) => [status, limits(headers).length])).toEqual([
      [500, 6],
      [500, 6],
      [500, 6],
    ]);
    expect((await user('usr_abc123')).status).toBe(429);
  });
});

describe('a rate as it is typed', () => {
  it('is so many a second or a minute', () => {
    expect(rate('20/s')).toEqual({ count: 20, per_ms: 1_000 });
    expect(rate('100/min')).toEqual({ count: 100, per_ms: 60_000 });
  });

  it.each([
    ['', []],
    ['20', ['20/s', '20/min']],
    ['0/s', []],
    ['-1/s', []],
    ['1.5/s', []],
    ['20/h', []],
    ['20/sec', ['20/s']],
    [' 20/s', ['20/s']],
  ])('is not "%s", which means %j', (text, meant) => {
    expect(() => rate(text)).toThrow(new BadValue('a rate such as 20/s or 100/min', text, meant));
  });
});
