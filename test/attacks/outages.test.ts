import { describe, expect, it } from 'vitest';
import { type Answer, perhaps, type Step } from '../scripted-server.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const RUN = '--org org_xyz789 --transfer-to dept_eng001 --yes --no-check --json';
const ids = (count: number) =>
  Array.from({ length: count }, (_, at) => `usr_${String(at + 1).padStart(6, '0')}`).join(' ');

const run = async (count: number, more = '') => {
  const began = world.current.clock.monotonic();
  const ended = await world.current.run(`users deactivate ${ids(count)} ${RUN} ${more}`);
  const { summary, results } = JSON.parse(ended.stdout);
  const last = ended.stderr.trim().split('\n').at(-1) ?? '';
  const error = last.startsWith('{') ? JSON.parse(last).error : null;
  return { ...ended, summary, results, error, ms: world.current.clock.monotonic() - began };
};

const done = (id: string) => ({ status: 200, body: { id, account_state: 'deactivated' } });

const status = (code: number, headers: Readonly<Record<string, string>> = {}): Step => ({
  status: code,
  headers,
});

describe('a run', () => {
  it.each([
    ['Retry-After: 3600', { 'retry-after': '3600' }, 3600],
    ['a reset in an hour', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3600' }, 3600],
    [
      'a reset in 55,000 years',
      { date: 'Sun, 01 Mar 2026 12:00:00 GMT', 'x-ratelimit-reset': '9'.repeat(10) },
      null,
    ],
  ])('stops with 5 where the API asks for more than five minutes: %s', async (_name, headers, seconds) => {
    await world.current.script(status(429, headers));
    const ended = await run(20);
    expect(ended.exit).toBe(5);
    expect(ended.ms).toBeLessThan(1000);
    expect(ended.error).toMatchObject({ code: 'WAIT_TOO_LONG' });
    if (seconds !== null) expect(ended.error.retry_after_s).toBe(seconds);
    expect(ended.summary).toMatchObject({ exit_code: 5, changed: 0 });
    expect(ended.error.message).not.toContain('nothing was sent');
    expect(ended.error.hint).toContain(`${seconds === null ? '' : 'in 60 min: '}aitronos runs resume`);
  });

  it('stops with 5 where a success says that nothing is left for an hour', async () => {
    const headers = {
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '36000',
    };
    await world.current.sandbox({ users: 60 });
    await world.current.script(
      ...Array.from({ length: 3 }, (_, at) =>
        perhaps({
          status: 200,
          headers,
          body: { id: `usr_00000${at + 1}`, account_state: 'deactivated' },
        }),
      ),
    );
    const ended = await run(3, '--concurrency 1');
    expect(ended.exit).toBe(5);
    expect(ended.ms).toBeLessThan(1000);
    expect(ended.summary).toMatchObject({ changed: 1, not_sent: 2 });
    expect(ended.error).toMatchObject({ code: 'WAIT_TOO_LONG' });
    expect(ended.error.retry_after_s).toBeGreaterThan(300);
  });

  it.each(['0', '0.001', '0.2', '-1', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'does not knock for ever on an API that says "not now", Retry-After: %s',
    async (text) => {
      await world.current.script(status(429, { 'retry-after': text }));
      const ended = await run(30);
      expect(ended.exit).toBe(5);
      expect(ended.error.message).toMatch(/^the API lets no request through for over five minutes: /);
      expect(ended.error.retry_after_s).not.toBe(0);
      expect(ended.ms).toBeLessThan(6 * 60_000);
      expect(world.current.requests.length).toBeLessThan(60);
    },
  );

  it('ends with 5, and names no time that is over, where it may not even look the users up', async () => {
    await world.current.script(status(429, { 'retry-after': '299' }));
    const { exit, stderr } = await world.current.run(
      `users deactivate ${ids(2)} ${RUN.replace(' --no-check', '')}`,
    );
    expect(exit).toBe(5);
    const hint = 'nothing was sent; try again later';
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'WAIT_TOO_LONG', retry_after_s: null, hint });
  });

  it.each([500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 530, 599])(
    'stops, and does not burn through its rows, where all that comes is a %i',
    async (code) => {
      await world.current.script(status(code));
      const ended = await run(200, '--concurrency 8');
      expect({ exit: ended.exit, code: ended.error.code }).toEqual({ exit: 5, code: 'API_AWAY' });
      expect(ended.summary.not_sent).toBeGreaterThan(180);
      expect(ended.summary.failed).toBe(0);
      expect(ended.ms).toBeGreaterThanOrEqual(30_000);
    },
  );

  it.each([
    ['six users that always fail', 6, '--concurrency 1'],
    ['one that is tried often', 1, '--concurrency 1 --retries 10'],
    ['nine, many at once', 9, '--concurrency 16'],
  ])('is not stopped by %s', async (_name, count, more) => {
    const poisoned = new Set(
      ids(60)
        .split(' ')
        .slice(5, 5 + count),
    );
    await world.current.script(({ path }) => {
      const id = /usr_\d+/.exec(path)?.[0] ?? '';
      return poisoned.has(id) ? { status: 500 } : done(id);
    });
    const ended = await run(60, more);
    expect(ended.exit).toBe(3);
    expect(ended.summary).toMatchObject({ changed: 60 - count, unknown: count, not_sent: 0 });
  });

  it.each([501, 505])('is asked once with a %i, after which it may have happened', async (code) => {
    await world.current.script(status(code));
    const ended = await run(3);
    expect(ended.exit).toBe(1);
    expect(ended.summary).toMatchObject({ failed: 0, unknown: 3 });
    expect(world.current.requests).toHaveLength(3);
  });

  it.each([500, 503, 520, 522, 524])('takes for its own what was done behind a %i', async (code) => {
    const already: Step = { status: 422, body: { error: { code: 'USER_ALREADY_DEACTIVATED' } } };
    await world.current.script(status(code), already);
    const { exit, stdout } = await world.current.deactivate('--json');
    expect({ exit, ...JSON.parse(stdout) }).toMatchObject({ exit: 0, outcome: 'recovered', changed: true });
  });

  it.each([401, 402, 403, 405, 413, 451, 501, 505])(
    'does not take a %i for an answer to what may have happened before',
    async (code) => {
      const answers: Answer[] = [
        { status: 500 },
        { status: code, body: { error: { code: 'NO', message: 'no' } } },
        { status: 422, body: { error: { code: 'USER_ALREADY_DEACTIVATED' } } },
      ];
      await world.current.script(
        ({ path }) => (path.includes('usr_000001') ? answers.shift() : undefined) ?? done('usr_000002'),
      );
      const ended = await run(2, '--concurrency 1');
      expect(ended.results[0]).toMatchObject({ outcome: 'unknown', changed: null, error: { code: 'NO' } });
      expect(ended.results[0].error.hint).toContain('usr_000001 may have been deactivated');
      const resumed = await world.current.run(`runs resume ${ended.summary.run_id} --yes --json`);
      expect(JSON.parse(resumed.stdout).results[0]).toMatchObject({ outcome: 'recovered', changed: true });
    },
  );

  const OUTAGES = [8, 32, 64].flatMap((concurrency) =>
    (['reset', 502, 503, 522] as const).map((trouble) => [concurrency, trouble] as const),
  );

  it.each(OUTAGES)(
    'goes on after an outage of two seconds, with %i at once and %s',
    async (concurrency, trouble) => {
      const { clock } = world.current;
      const began = clock.monotonic();
      const away = typeof trouble === 'number' ? { status: trouble } : trouble;
      await world.current.script(({ path }) =>
        clock.monotonic() - began < 2000 ? away : done(/usr_\d+/.exec(path)?.[0] ?? ''),
      );
      const ended = await run(200, `--concurrency ${concurrency}`);
      expect(ended.exit).toBe(0);
      expect(ended.summary).toMatchObject({ changed: 200, failed: 0, unknown: 0, not_sent: 0 });
    },
  );
});

describe("this machine's clock", () => {
  it.each([-30_000, -3_600_000, 3_600_000])(
    'set by %i ms changes nothing in a run with --rate',
    async (ms) => {
      await world.current.sandbox({ users: 60 });
      const { clock } = world.current;
      let rung = 0;
      const plain = await run(20, '--rate 20/s --concurrency 1');
      await world.current.sandbox({ users: 60 });
      const stop = clock.tick(200, () => {
        if (rung++ === 1) clock.ahead_ms = ms;
      });
      const set = await run(20, '--rate 20/s --concurrency 1');
      stop();
      expect(set).toMatchObject({ exit: 0, summary: { changed: 20 } });
      expect(Math.abs(set.ms - plain.ms)).toBeLessThan(200);
      expect(set.summary.duration_ms).toBeLessThan(5000);
      for (const { duration_ms } of set.results) expect(duration_ms).toBeLessThan(1000);
    },
  );
});
