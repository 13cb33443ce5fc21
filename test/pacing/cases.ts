import { randomFrom } from './random.ts';
import { fixedWindow, type LimitedServer, leakyBucket, slidingWindow, tokenBucket } from './servers.ts';
import type { Job, Shared } from './simulate.ts';
import type { Tells } from './told.ts';

const MINUTE = 60_000;
const SECOND = 1_000;

/** The servers; the first two are the plans that the API documents. The next one is one line. */
export const SERVERS: Readonly<Record<string, () => LimitedServer>> = {
  'bucket 100/min, burst 120': () => tokenBucket(100 / MINUTE, 120),
  'bucket 1000/min, burst 1200': () => tokenBucket(1000 / MINUTE, 1200),
  'bucket 100/min, burst 10': () => tokenBucket(100 / MINUTE, 10),
  'bucket 1000/min, burst 100': () => tokenBucket(1000 / MINUTE, 100),
  'bucket 20/s, burst 24': () => tokenBucket(20 / SECOND, 24),
  'bucket 20/s, burst 24, told as 20': () => tokenBucket(20 / SECOND, 24, 20),
  'bucket 20/s, burst 120': () => tokenBucket(20 / SECOND, 120),
  'bucket 200/s, burst 1200': () => tokenBucket(200 / SECOND, 1200),
  'window 100 a minute': () => fixedWindow(100, MINUTE),
  'window 1000 a minute': () => fixedWindow(1000, MINUTE),
  'window 100 in 20 s': () => fixedWindow(100, 20 * SECOND),
  'window 100 in 10 s': () => fixedWindow(100, 10 * SECOND),
  'window 100 in 5 s': () => fixedWindow(100, 5 * SECOND),
  'window 100 in 2 s': () => fixedWindow(100, 2 * SECOND),
  'window 20 a second': () => fixedWindow(20, SECOND),
  'sliding 100 a minute': () => slidingWindow(100, MINUTE),
  'sliding 1000 a minute': () => slidingWindow(1000, MINUTE),
  'sliding 200 a second': () => slidingWindow(200, SECOND),
  'nginx 20/s burst=2 nodelay': () => leakyBucket(20 / SECOND, 2, 'nodelay'),
  'nginx 20/s burst=20': () => leakyBucket(20 / SECOND, 20),
  'nginx 200/s burst=5 nodelay': () => leakyBucket(200 / SECOND, 5, 'nodelay'),
};

export const TELLS: readonly Tells[] = ['both', 'seconds', 'unix', 'ms', 'next', 'retry-after', 'nothing'];
export const COUNTS: readonly number[] = [1, 2, 3, 8];

const LATENCIES = [5, 20, 50, 100, 200, 500];
const CONCURRENCIES = [8, 8, 16, 64];
const SKEWS_MS = [0, 4_000, -75_000];

// Of so many draws, in one the jobs start at the same moment and are alike, as where one script starts them.
const TOGETHER = 5;

/** So many jobs that start within half a minute and would together take four minutes, eight of them seven. */
export function sharedCase(server: () => LimitedServer, tells: Tells, count: number, seed: number): Shared {
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T =>
    list[Math.floor(random() * list.length)] as T;
  const { per_ms, limit, remaining } = server();
  const random = randomFrom(seed * 7_919 + count * 101 + tells.length * 13 + limit + remaining(0));
  const total = per_ms * (count === 8 ? 7 : 4) * MINUTE + remaining(0);
  const rows = Math.min(5_000, Math.max(50, total / count));
  const job = (index: number): Job => ({
    start: index === 0 ? 0 : random() * MINUTE * 0.5,
    rows: Math.max(50, Math.round(rows * (0.8 + 0.4 * random()))),
    concurrency: pick(CONCURRENCIES),
    latency: pick(LATENCIES),
  });
  const drawn = Array.from({ length: count }, (_, index) => job(index));
  const jobs = seed % TOGETHER === 0 ? drawn.map(({ rows }) => ({ ...drawn[0], rows }) as Job) : drawn;
  return { server, tells, jobs, seed, skew_ms: SKEWS_MS[seed % 3] ?? 0 };
}
