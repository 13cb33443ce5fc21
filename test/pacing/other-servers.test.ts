import { describe, expect, it } from 'vitest';
import { fixedWindow, type LimitedServer, tokenBucket } from './servers.ts';
import { type Reply, type RunOptions, type Server, wholeRun } from './whole-run.ts';

const MINUTE = 60_000;

/** At most `most` at once, each for so long; the others are answered with `refusal`. */
function atOnce(most: number, hold_ms: number, refusal: Reply): Server {
  let ends: number[] = [];
  return (now) => {
    ends = ends.filter((end) => end > now);
    if (ends.length >= most) return refusal;
    ends.push(now + hold_ms);
    return { status: 200, hold_ms };
  };
}

/** One after the other, each for so long, whoever still waits for the answer. */
function queue(hold_ms: number): Server {
  let free = 0;
  return (now) => {
    free = Math.max(free, now) + hold_ms;
    return { status: 200, hold_ms: free - now };
  };
}

/** A limit whose answers have the same headers all the time, but for those of a refusal. */
function limited(
  limit: LimitedServer,
  headers: Reply['headers'],
  refusal: (wait_ms: number) => Reply['headers'] = () => ({}),
): Server {
  return (now) => {
    const next = limit.next(now);
    if (next > now) return { status: 429, headers: { ...headers, ...refusal(next - now) } };
    limit.take(now);
    return { status: 200, headers: headers ?? {} };
  };
}

/** A window of 20 a second that tells one more left than there is, also of a request that it refuses. */
function toldOfRefused(limit: LimitedServer): Server {
  let starts: number[] = [];
  return (now) => {
    const isRefused = limit.next(now) > now;
    starts = starts.filter((start) => start > now - 1_000);
    const remaining = isRefused ? 1 : Math.max(0, 21 - starts.length);
    const headers = {
      'x-ratelimit-limit': '20',
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': '1',
    };
    if (isRefused) return { status: 429, headers };
    limit.take(now);
    starts.push(now);
    return { status: 200, headers, hold_ms: 20 };
  };
}

/** A ban of so long after a refusal, which each request in it begins anew. */
function banning(limit: LimitedServer, ban_ms: number): Server {
  let until = 0;
  return (now) => {
    if (now >= until && limit.next(now) <= now) {
      limit.take(now);
      return { status: 200 };
    }
    until = now + ban_ms;
    return { status: 429 };
  };
}

const away = (from: number, to: number): Server => {
  return (now) => (now > from && now < to ? { status: 503 } : { status: 200, hold_ms: 60 });
};

const bucket = () => tokenBucket(20 / 1_000, 24);
const window = () => fixedWindow(100, MINUTE);
const after = (text: string) => ({ 'retry-after': text });
const seconds = (ms: number) => after(String(Math.ceil(ms / 1_000)));
/** What is told is the limit of a day; what refuses is another one. */
const DAY = { 'x-ratelimit-limit': '10000', 'x-ratelimit-remaining': '9000', 'x-ratelimit-reset': '40000' };
const OTHER = {
  'x-ratelimit-limit-requests': '1000',
  'x-ratelimit-remaining-requests': '500',
  'x-ratelimit-reset-requests': '400',
};

/** The server, the run, and at most so many refusals in percent and so many seconds. The next one is a line. */
const SERVERS: readonly [string, () => Server, RunOptions, number, number][] = [
  ['one at once', () => atOnce(1, 100, { status: 429 }), { rows: 300 }, 8, 60],
  ['four at once', () => atOnce(4, 100, { status: 429 }), { rows: 500 }, 3, 35],
  ['four at once, of 64', () => atOnce(4, 100, { status: 429 }), { rows: 500, concurrency: 64 }, 15, 25],
  [
    'four at once, asked to wait',
    () => atOnce(4, 100, { status: 429, headers: after('1') }),
    { rows: 500 },
    3,
    35,
  ],
  ['one after the other, 2 s each', () => queue(2_000), { rows: 100, timeout_ms: 10_000 }, 0, 400],
  ['one after the other, 5 s each', () => queue(5_000), { rows: 100 }, 0, 750],
  ['away for 20 s', () => away(5_000, 25_000), { rows: 1_000 }, 3, 40],
  ['a limit beside that of a day', () => limited(bucket(), DAY), { rows: 500 }, 4, 30],
  ['the same with Retry-After', () => limited(bucket(), DAY, seconds), { rows: 500 }, 4, 30],
  ['a window beside that of a day', () => limited(window(), DAY), { rows: 300 }, 10, 150],
  ['a limit beside both families', () => limited(bucket(), { ...DAY, ...OTHER }), { rows: 500 }, 4, 30],
  ['one left, told of the refused', () => toldOfRefused(fixedWindow(20, 1_000)), { rows: 250 }, 2, 16],
  ['Retry-After always 0', () => limited(window(), {}, () => after('0')), { rows: 300 }, 10, 150],
  ['Retry-After always 1', () => limited(window(), {}, () => after('1')), { rows: 300 }, 10, 150],
  ['Retry-After below 0', () => limited(window(), {}, () => after('-1')), { rows: 300 }, 10, 150],
  ['Retry-After always 60', () => limited(window(), {}, () => after('60')), { rows: 300 }, 6, 200],
  ['requests that prolong a ban of 5 s', () => banning(bucket(), 5_000), { rows: 300 }, 8, 100],
];

describe('a server of another kind', () => {
  it.each(SERVERS)('%s: all rows end, and few are refused', async (_, server, options, refused, longest) => {
    const run = await wholeRun(server(), options);
    expect(run).toMatchObject({ exit: 0 });
    const { changed = 0, recovered = 0 } = run.outcomes;
    expect(changed + recovered).toBe(options.rows);
    expect(run.refused).toBeLessThanOrEqual(refused);
    expect(run.seconds).toBeLessThanOrEqual(longest);
  });

  it.each<[string, () => Server, number]>([
    ['asks for more than five minutes', () => limited(window(), {}, () => after('99999999')), 1],
    ['bans for longer than any pause', () => banning(bucket(), MINUTE), 310],
  ])('%s: the run ends, and says that later may be better', async (_, server, longest) => {
    const { exit, seconds: took, refused } = await wholeRun(server(), { rows: 300 });
    expect(exit).toBe(5);
    expect(took).toBeLessThanOrEqual(longest);
    expect(refused).toBeLessThanOrEqual(60);
  });
});
