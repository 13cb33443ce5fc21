import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerHead } from '../../../src/api/http/transport-types.ts';
import { createLimiter } from '../../../src/runs/rate-limit/gate.ts';
import { tokenBucket } from '../../../src/sandbox/faults/token-bucket.ts';
import type { Clock } from '../../../src/system/time/clock.ts';
import { BadValue } from '../../../src/validation/bad-value.ts';
import { rate as parseRate, type Rate } from '../../../src/validation/numbers.ts';

interface Event {
  readonly due: number;
  readonly ring: () => void;
}

/** Time that jumps from one event to the next, whenever nobody has anything left to do. */
class EventClock implements Clock {
  #now = Date.UTC(2026, 2, 1, 12, 0, 0, 345);
  readonly #events = new Set<Event>();

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  tick(): () => void {
    return () => {};
  }

  alarm(ms: number, ring: () => void): () => void {
    const event = { due: this.#now + ms, ring };
    this.#events.add(event);
    return () => this.#events.delete(event);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = this.alarm(ms, () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      });
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  get events(): number {
    return this.#events.size;
  }

  /** Lets everything happen that will; what is left then can never happen. */
  async run(): Promise<void> {
    for (await setImmediate(); this.#events.size > 0; await setImmediate()) {
      this.#now = Math.max(this.#now, Math.min(...[...this.#events].map(({ due }) => due)));
      for (const event of [...this.#events]) {
        if (event.due > this.#now || !this.#events.delete(event)) continue;
        event.ring();
      }
    }
  }
}

/** What a server answers to a request that arrives at `now`. */
type Server = (now: number) => AnswerHead;

/** The times of one request, in ms: how long it is on its way, and until its answer is back. */
type Latency = (request: number) => { readonly there: number; readonly back: number };

const steady =
  (ms: number): Latency =>
  () => ({ there: ms / 2, back: ms / 2 });

interface Run {
  readonly server: Server;
  readonly rows?: number;
  readonly concurrency?: number;
  readonly latency?: Latency;
  readonly rate?: Rate | undefined;
}

/** Workers that send each row until it is accepted, as a run does. Times in ms from the first start. */
async function finish({ server, rows = 600, concurrency = 8, latency = steady(5), rate }: Run) {
  const clock = new EventClock();
  const limiter = createLimiter({ clock, concurrency, rate });
  const starts: number[] = [];
  const pauses: { readonly from: number; readonly to: number }[] = [];
  const began = clock.now();
  let [left, done, refused, in_flight, most] = [rows, 0, 0, 0, 0];
  const worker = async () => {
    for (; left > 0; ) {
      left -= 1;
      await limiter.acquire();
      most = Math.max(most, ++in_flight);
      const { there, back } = latency(starts.push(clock.now() - began));
      await clock.sleep(there);
      const answer = server(clock.now());
      await clock.sleep(back);
      in_flight -= 1;
      if (answer.status === 429) [left, refused] = [left + 1, refused + 1];
      else done += 1;
      const from = clock.now() - began;
      pauses.push({ from, to: from + 1_000 * Number(answer.headers['retry-after'] ?? 0) });
      limiter.release(answer);
    }
  };
  const workers = Promise.all(Array.from({ length: concurrency }, worker));
  await clock.run();
  await workers;
  return { ms: clock.now() - began, starts, pauses, done, refused, most, requests: starts.length };
}

/** The sandbox's own bucket, as it answers. */
function sandbox(rate: Rate & { readonly burst?: number }): Server {
  const bucket = tokenBucket(rate);
  return (now) => {
    const { taken, wait_ms } = bucket.take(now);
    const named = Object.entries(bucket.headers(now)).map(([name, value]) => [name.toLowerCase(), value]);
    const after = taken ? {} : { 'retry-after': String(Math.ceil(wait_ms / 1_000)) };
    return { status: taken ? 200 : 429, headers: { ...Object.fromEntries(named), ...after } };
  };
}

type Family = 'requests' | 'unix' | 'none';
interface Limits {
  readonly per_s: number;
  readonly burst: number;
  readonly family: Family;
  /** Whether times are told in whole seconds; Unix times always are. */
  readonly whole: boolean;
}

function told(family: Family, whole: boolean, limit: number, remaining: number, ms: number, now: number) {
  const text = (seconds: number) => (whole ? String(Math.ceil(seconds)) : seconds.toFixed(3));
  const figures = { limit: String(limit), remaining: String(Math.max(0, Math.floor(remaining))) };
  const reset = family === 'unix' ? String(Math.ceil((now + ms) / 1_000)) : text(ms / 1_000);
  const suffix = family === 'unix' ? '' : '-requests';
  if (family === 'none') return {};
  const date = new Date(now).toUTCString();
  const named = Object.entries({ ...figures, reset }).map(
    ([name, value]) => [`x-ratelimit-${name}${suffix}`, value] as const,
  );
  return { date, ...Object.fromEntries(named) };
}

const later = (whole: boolean, ms: number) => String(whole ? Math.ceil(ms / 1_000) : ms / 1_000);

/** Tokens that come one by one; "limit" is what the bucket holds, "reset" when it is full. */
function bucket({ per_s, burst, family, whole }: Limits): Server {
  let tokens = burst;
  let last = 0;
  return (now) => {
    tokens = Math.min(burst, tokens + ((now - (last || now)) * per_s) / 1_000);
    last = now;
    // A thousandth is forgiven: the sums of a simulation are not exact.
    const taken = tokens > 0.999;
    const retry = taken ? {} : { 'retry-after': later(whole, ((1 - tokens) / per_s) * 1_000) };
    if (taken) tokens -= 1;
    const full_ms = ((burst - tokens) / per_s) * 1_000;
    const headers = { ...told(family, whole, burst, tokens, full_ms, now), ...retry };
    return { status: taken ? 200 : 429, headers };
  };
}

/** Tokens that come all at once, every `per_ms`. */
function fixedWindow({ count, per_ms }: Rate, family: Family, whole: boolean): Server {
  let current = 0;
  let used = 0;
  return (now) => {
    const window = Math.floor(now / per_ms);
    if (window !== current) [current, used] = [window, 0];
    const reset_ms = (window + 1) * per_ms - now;
    const taken = used < count;
    used += 1;
    const retry = taken ? {} : { 'retry-after': later(whole, reset_ms) };
    return {
      status: taken ? 200 : 429,
      headers: { ...told(family, whole, count, count - used, reset_ms, now), ...retry },
    };
  };
}

/** Times from 0 to `most_ms`, so uneven that answers overtake each other. */
function uneven(most_ms: number, seed: number): Latency {
  const share = (number: number) => ((number * 7_919 + seed * 104_729) % 1_009) / 1_009;
  return (request) => ({ there: (share(request) * most_ms) / 2, back: (share(request * 31) * most_ms) / 2 });
}

const ok: AnswerHead = { status: 200, headers: {} };
const refusal = (headers: AnswerHead['headers']): AnswerHead => ({ status: 429, headers });

describe("the sandbox's bucket of 20 a second that holds 24", () => {
  const cases = [8, 64].flatMap((concurrency) => [0, 5, 20].map((ms) => [concurrency, ms] as const));

  it.each(cases)(
    'lets %i workers with a latency of %i ms finish 600 rows in time',
    async (concurrency, ms) => {
      const server = sandbox({ count: 20, per_ms: 1_000, burst: 24 });
      const run = await finish({ server, concurrency, latency: steady(ms) });
      expect(run.done).toBe(600);
      expect(run.most).toBeLessThanOrEqual(concurrency);
      expect(run.refused).toBeLessThanOrEqual(run.requests * 0.01);
      expect(run.ms).toBeLessThanOrEqual(((600 - 24) / 20) * 1_000 * 1.05);
    },
  );
});

describe('the limiter, whatever the API', () => {
  const family = fc.constantFrom<Family>('requests', 'unix');
  const times = fc.record({
    concurrency: fc.integer({ min: 1, max: 64 }),
    latency_ms: fc.integer({ min: 0, max: 200 }),
    seed: fc.nat(1_000),
  });

  it('neither exceeds a bucket nor idles while it has tokens', async () => {
    const limits = fc.record({
      per_s: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.05, max: 2, noNaN: true })),
      spare: fc.integer({ min: 5, max: 100 }),
      family,
      whole: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(limits, times, async ({ spare, ...limits }, { concurrency, latency_ms, seed }) => {
        // What it tells late and in whole seconds, a bucket must be able to hold: less than this is odd (see below).
        const burst = spare + Math.ceil(limits.per_s * 0.5);
        const latency = uneven(latency_ms, seed);
        const run = await finish({ server: bucket({ ...limits, burst }), rows: 300, concurrency, latency });
        const by_bucket = ((300 - burst) / limits.per_s) * 1_000;
        const by_latency = (300 / concurrency) * latency_ms;
        // The first request goes alone, and the last must come back.
        const ends = 2 * latency_ms + 1_000 / limits.per_s;
        expect(run.done).toBe(300);
        expect(run.most).toBeLessThanOrEqual(concurrency);
        expect(run.refused).toBeLessThanOrEqual(3);
        expect(run.ms).toBeLessThanOrEqual(Math.max(by_bucket, by_latency) * 1.05 + ends);
      }),
      {
        numRuns: 40,
        examples: [
          // A bucket of seven that is spent at once was full again before the share let the next one start.
          [
            { per_s: 1, spare: 6, family: 'requests', whole: false },
            { concurrency: 4, latency_ms: 0, seed: 0 },
          ],
        ],
      },
    );
  }, 15_000);

  it('is late by a tenth at most where a bucket holds little and tells its times in whole seconds', async () => {
    const odd = fc.record({ per_s: fc.integer({ min: 2, max: 20 }), family, whole: fc.constant(true) });
    await fc.assert(
      fc.asyncProperty(odd, fc.integer({ min: 1, max: 64 }), async (limits, concurrency) => {
        // About the square root of the rate is the least that such headers can keep busy: a bucket of 7 for 20/s.
        const burst = 2 + Math.ceil(Math.sqrt(limits.per_s + 1));
        const run = await finish({ server: bucket({ ...limits, burst }), rows: 200, concurrency });
        expect(run.refused).toBeLessThanOrEqual(3);
        expect(run.ms).toBeLessThanOrEqual(((200 - burst) / limits.per_s) * 1_000 * 1.1);
      }),
      { numRuns: 20 },
    );
  });

  it('waits for the next window where tokens come all at once, once it has seen that they do', async () => {
    const window = fc.record({ count: fc.integer({ min: 5, max: 100 }), s: fc.integer({ min: 5, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(window, family, fc.boolean(), async ({ count, s }, family, whole) => {
        const rate = { count, per_ms: s * 1_000 };
        const run = await finish({ server: fixedWindow(rate, family, whole), rows: 600 });
        expect(run.done).toBe(600);
        // Eight may be refused together at first. Each later one quarters the trust: after four, less than one of a
        // hundred is tried in a window; and one in 280 asks whether it is still so, which is three of 600.
        expect(run.refused).toBeLessThanOrEqual(8 + 4 + 3);
        // A window that is told in whole seconds may be missed by one of them.
        const late = whole ? 1_000 : 0;
        expect(run.ms).toBeLessThanOrEqual((600 / count) * (rate.per_ms + late) * 1.05);
      }),
      {
        numRuns: 25,
        examples: [
          [{ count: 20, s: 21 }, 'unix', false],
          [{ count: 20, s: 6 }, 'unix', false],
          [{ count: 30, s: 8 }, 'unix', false],
        ],
      },
    );
  });

  it('finishes with nothing but Retry-After, and nobody sends while it lasts', async () => {
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 1, max: 30 }), async (times, per_s) => {
        const { concurrency, latency_ms, seed } = times;
        const server = bucket({ per_s, burst: per_s + 1, family: 'none', whole: true });
        const run = await finish({ server, rows: 100, concurrency, latency: uneven(latency_ms, seed) });
        expect(run.done).toBe(100);
        expect(run.most).toBeLessThanOrEqual(concurrency);
        const early = run.pauses.filter(({ from, to }) => run.starts.some((at) => at > from && at < to));
        expect(early).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('is not slowed down where nothing is told and nothing refused', async () => {
    const run = await finish({ server: () => ok, rows: 641, concurrency: 64, latency: steady(20) });
    expect(run.ms).toBe(20 + 10 * 20);
    expect(run.most).toBe(64);
  });

  it('never starts more than --rate in any stretch of its time, nor two at once', async () => {
    const rates = fc.record({
      count: fc.integer({ min: 1, max: 150 }),
      per_ms: fc.constantFrom(1_000, 60_000),
    });
    await fc.assert(
      fc.asyncProperty(rates, times, async (rate, { concurrency, latency_ms, seed }) => {
        const latency = uneven(latency_ms, seed);
        const { starts } = await finish({ server: () => ok, rows: 300, concurrency, latency, rate });
        const shortest = (count: number) =>
          Math.min(...starts.map((start, index) => (starts[index + count] ?? Infinity) - start));
        expect(shortest(rate.count)).toBeGreaterThan(rate.per_ms - 0.001);
        expect(shortest(1)).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  }, 15_000);

  it('keeps to --rate to the millisecond', async () => {
    const { ms } = await finish({ server: () => ok, rows: 101, latency: steady(0), rate: parseRate('20/s') });
    expect(ms).toBe(5_000);
  });
});

describe('a 429', () => {
  /** Refuses the third request with these headers, and nothing else; tells when the fourth came. */
  async function pause(headers: AnswerHead['headers']): Promise<number> {
    const server = (_: number, request: number) => (request === 3 ? refusal(headers) : ok);
    let requests = 0;
    const { starts } = await finish({
      server: (now) => server(now, ++requests),
      rows: 40,
      concurrency: 3,
      latency: steady(0),
    });
    return starts.find((start) => start > 0) ?? 0;
  }
  const now = Date.UTC(2026, 2, 1, 12, 0, 0, 345);

  it.each([
    [2_000, { 'retry-after': '2' }],
    [4_655, { 'retry-after': 'Sun, 01 Mar 2026 12:00:05 GMT' }],
    [1_500, { 'x-ratelimit-retry-after': '1.5' }],
    [3_000, { 'x-ratelimit-reset-requests': '3' }],
    [7_000, { 'x-ratelimit-reset-tokens': '7s' }],
    [9_655, { 'x-ratelimit-reset': String(Math.floor(now / 1_000) + 10) }],
    [1_000, {}],
    [1_000, { 'retry-after': '0' }],
  ])('pauses everybody for exactly %i ms when told %j', async (ms, headers) => {
    expect(await pause(headers)).toBe(ms);
  });

  it('without a time is waited out for 1 s, doubling to 8 s until a common moment, and from 1 s again after a success', async () => {
    let request = 0;
    const server = () => (++request <= 7 || request === 9 ? refusal({}) : ok);
    const { starts } = await finish({ server, rows: 3, concurrency: 1, latency: steady(0) });
    const waits = starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / 1_000);
    // Then a window has ended: the pace begins at 5 a second.
    expect(waits).toEqual([1, 2, 4, 8.655, 8, 8, 8, 0.163, 1, 0.195]);
  });

  it('is shown as the reason while everybody waits', async () => {
    const clock = new EventClock();
    const limiter = createLimiter({ clock, concurrency: 8 });
    await limiter.acquire();
    limiter.release(refusal({ 'retry-after': '2' }));
    expect(limiter.waiting()).toBeNull();
    const next = limiter.acquire();
    expect(limiter.waiting()).toMatchObject({ until: clock.now() + 2_000, why: 'rate-limited' });
    await clock.run();
    await next;
    expect(limiter.waiting()).toBeNull();
  });
});

describe('a place', () => {
  const open = async (concurrency: number, rate?: Rate) => {
    const clock = new EventClock();
    const limiter = createLimiter({ clock, concurrency, rate });
    // Only after a first answer does the limiter know that it may let all go.
    await limiter.acquire();
    limiter.release(ok);
    return { clock, limiter };
  };

  it('is given in the order of asking', async () => {
    const { limiter } = await open(1);
    const order: string[] = [];
    const ask = (name: string) => limiter.acquire().then(() => order.push(name));
    const all = ['Ann', 'Bob', 'Cem'].map(ask);
    for (const one of all) {
      await one;
      limiter.release(ok);
    }
    expect(order).toEqual(['Ann', 'Bob', 'Cem']);
  });

  it('is freed by an answer that never came', async () => {
    const { limiter } = await open(1);
    await limiter.acquire();
    const next = limiter.acquire();
    limiter.release(null);
    await expect(next).resolves.toBeUndefined();
  });

  it('is not taken by somebody who gave up waiting, and no timer stays behind', async () => {
    const { clock, limiter } = await open(1, parseRate('1/min'));
    const run = new AbortController();
    const given_up = limiter.acquire(run.signal);
    const pace = { by: 'rate', rate: parseRate('1/min') };
    expect(limiter.waiting()).toEqual({ until: clock.now() + 60_000, why: 'rate', pace });
    expect(clock.events).toBe(1);
    run.abort(new Error('interrupted'));
    await expect(given_up).rejects.toThrow('interrupted');
    expect(clock.events).toBe(0);
    const next = limiter.acquire();
    await clock.run();
    await expect(next).resolves.toBeUndefined();
  });

  it('is refused at once to somebody who comes with a signal that has fired', async () => {
    const { limiter } = await open(1);
    await expect(limiter.acquire(AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
    await expect(limiter.acquire()).resolves.toBeUndefined();
  });

  it('is there for all when somebody aside was told that nothing is limited', async () => {
    const limiter = createLimiter({ clock: new EventClock(), concurrency: 3 });
    // Neither waits for the other, as somebody in the line would.
    await limiter.preflightGate.acquire();
    await limiter.preflightGate.acquire();
    limiter.preflightGate.release(ok);
    limiter.preflightGate.release(ok);
    await Promise.all([limiter.acquire(), limiter.acquire(), limiter.acquire()]);
    await expect(limiter.preflightGate.acquire(AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  });

  it('is taken by somebody aside, too, until the answer comes', async () => {
    const limiter = createLimiter({ clock: new EventClock(), concurrency: 1 });
    await limiter.preflightGate.acquire();
    limiter.preflightGate.release(ok);
    await limiter.acquire();
    const next = limiter.acquire().then(() => 'given');
    expect(await Promise.race([next, setImmediate('waiting')])).toBe('waiting');
    limiter.release(ok);
    expect(await next).toBe('given');
  });

  it('is given to nobody after the end, and no timer stays behind', async () => {
    const { clock, limiter } = await open(1, parseRate('1/min'));
    const next = limiter.acquire().then(() => 'given');
    limiter.close();
    expect(clock.events).toBe(0);
    clock.alarm(60_000, () => limiter.release(ok));
    await clock.run();
    expect(await Promise.race([next, setImmediate('waiting')])).toBe('waiting');
  });

  it('is refused once the API stopped answering, and no time is named after which it is back', async () => {
    const { clock, limiter } = await open(1);
    const { signal } = new AbortController();
    const knock = async () => {
      for (;;) {
        await Promise.all([limiter.acquire(signal), clock.run()]);
        limiter.release(null);
      }
    };
    await expect(knock()).rejects.toMatchObject({ code: 'API_AWAY', retry_after_s: null });
    // Nobody waits any more, and nothing is left of who did.
    expect(limiter.waiting()).toBeNull();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is not refused where one row alone gets no answer, however often it is tried', async () => {
    const { clock, limiter } = await open(1);
    for (let attempt = 1; attempt <= 30; attempt += 1) {
      await Promise.all([limiter.acquire(), clock.run()]);
      limiter.release(null, attempt);
    }
    await expect(Promise.all([limiter.acquire(), clock.run()])).resolves.toBeDefined();
  });

  it('leaves nothing at the signal of a run once it is given', async () => {
    const { limiter } = await open(1);
    const { signal } = new AbortController();
    await limiter.acquire(signal);
    for (const next of [limiter.acquire(signal), limiter.acquire(signal)]) {
      limiter.release(ok);
      await next;
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is waited for in pieces, because no timer lasts a month', async () => {
    const { clock, limiter } = await open(1, { count: 1, per_ms: 30 * 24 * 3_600_000 });
    const next = limiter.acquire();
    const waits: number[] = [];
    const { sleep } = clock;
    clock.sleep = (ms, signal) => {
      waits.push(ms);
      return sleep.call(clock, ms, signal);
    };
    await clock.run();
    await next;
    expect(waits.length).toBeGreaterThan(100);
    expect(Math.max(...waits)).toBeLessThan(2 ** 31);
  });

  it('that is due, and whose timer has not rung yet, is told as waited for', async () => {
    const { clock, limiter } = await open(1, parseRate('1/min'));
    const next = limiter.acquire();
    clock.alarm(60_000, () => {
      expect(limiter.waiting()).toMatchObject({ until: clock.now(), why: 'rate' });
    });
    await clock.run();
    await next;
  });

  it('is for nobody while somebody aside was told to wait', async () => {
    const clock = new EventClock();
    const limiter = createLimiter({ clock, concurrency: 3 });
    await limiter.preflightGate.acquire();
    limiter.preflightGate.release(refusal({ 'retry-after': '5' }));
    const next = limiter.acquire();
    const aside = limiter.preflightGate.acquire();
    const until = clock.now() + 5_000;
    expect(limiter.waiting()).toMatchObject({ until, why: 'rate-limited' });
    await clock.run();
    expect(clock.now()).toBe(until);
    await next;
    limiter.release(ok);
    await clock.run();
    await expect(aside).resolves.toBeUndefined();
  });

  it('stays with somebody whose signal fires after it was given', async () => {
    const { limiter } = await open(1);
    const run = new AbortController();
    await limiter.acquire(run.signal);
    run.abort();
    const next = limiter.acquire();
    limiter.release(ok);
    await expect(next).resolves.toBeUndefined();
  });
});

describe('--rate', () => {
  it('is so many a second or a minute', () => {
    expect(parseRate('20/s')).toEqual({ count: 20, per_ms: 1_000 });
    expect(parseRate('100/min')).toEqual({ count: 100, per_ms: 60_000 });
  });

  it.each(['', '20', '0/s', '-1/s', '1.5/s', '20/h', '20/sec', ' 20/s', '1e3/s'])('is not "%s"', (text) => {
    expect(() => parseRate(text)).toThrow(BadValue);
    expect(() => parseRate(text)).toThrow('expected a rate such as 20/s or 100/min, got');
  });
});
