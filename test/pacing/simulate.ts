import { EventQueue } from './event-queue.ts';
import type { Pacer } from './pacer.ts';
import { randomFrom } from './random.ts';
import type { LimitedServer } from './servers.ts';
import { answerOf, type Tells } from './told.ts';

/** One run of the program. Times in ms. */
export interface Job {
  readonly start: number;
  readonly rows: number;
  readonly concurrency: number;
  /** The usual time from a request to its answer. */
  readonly latency: number;
}

/** Jobs that share one limit. */
export interface Shared {
  readonly server: () => LimitedServer;
  readonly tells: Tells;
  readonly jobs: readonly Job[];
  /** How wrong the server's clock is. */
  readonly skew_ms?: number;
  readonly seed?: number;
}

/** What became of a job. */
export interface JobDone extends Job {
  /** The times of its successes, in order. */
  readonly successes: readonly number[];
  readonly sent: number;
  readonly refused: number;
  /** Rows that were given up after twenty refusals. */
  readonly lost: number;
  /** Infinity when it had not ended after the longest time. */
  readonly end: number;
  /** The most requests at once. */
  readonly peak: number;
}

interface Row {
  refusals: number;
}

const EPOCH = Date.UTC(2026, 2, 1, 12);
// Each seed begins at another time of day: pauses end at the same moments by all clocks.
const LATER_MS = 7_000;
const MOST_REFUSALS = 20;
const LONGEST_MS = 4_000_000;

/**
 * Runs all jobs on a virtual clock. Without a limiter (`pacerFor` null) the server lets every request wait for its
 * turn: nothing is refused and the limit is never idle, which is the ideal.
 */
export function simulate(shared: Shared, pacerFor: ((concurrency: number) => Pacer) | null): JobDone[] {
  const { tells, jobs, skew_ms = 0, seed = 1 } = shared;
  const events = new EventQueue();
  const random = randomFrom(seed * 7919 + 17);
  const server = shared.server();
  const begun = EPOCH + seed * LATER_MS;
  const held: (() => void)[] = [];
  let unfinished = jobs.length;

  const serveHeld = () => {
    while (held.length > 0) {
      const due = server.next(events.now);
      if (due > events.now) return events.add(due, serveHeld);
      server.take(events.now);
      held.shift()?.();
    }
  };

  /** Calls back when the request that arrives now is answered, with the server's extra time. */
  const serve = (reply: (accepted: boolean, hold_ms: number) => void) => {
    const { now } = events;
    if (pacerFor === null) {
      if (held.push(() => reply(true, server.hold())) === 1) serveHeld();
      return;
    }
    const accepted = server.next(now) <= now;
    if (accepted) server.take(now);
    reply(accepted, accepted ? server.hold() : 0);
  };

  const runJob = (job: Job) => {
    const pacer = pacerFor?.(job.concurrency);
    const done = { ...job, successes: [] as number[], sent: 0, refused: 0, lost: 0, end: Infinity, peak: 0 };
    const again: Row[] = [];
    let left = job.rows;
    let in_flight = 0;
    let timer = 0;

    const admit = () => {
      timer += 1;
      while ((again.length > 0 || left > 0) && in_flight < job.concurrency) {
        const { now } = events;
        const until = pacer?.until(now) ?? now;
        if (until > now) return wakeAt(until);
        pacer?.start(now);
        send(again.shift() ?? nextRow());
      }
    };
    const nextRow = (): Row => {
      left -= 1;
      return { refusals: 0 };
    };
    const wakeAt = (until: number) => {
      if (until === Infinity) return;
      const mine = timer;
      // Timers are of whole milliseconds, as those of the program are.
      events.add(events.now + Math.max(1, Math.ceil(until - events.now)), () => mine === timer && admit());
    };
    const send = (row: Row) => {
      in_flight += 1;
      done.sent += 1;
      done.peak = Math.max(done.peak, in_flight);
      // Half to one and a half times the usual; one in fifty takes three times as long.
      const trip_ms = job.latency * (0.5 + random()) * (random() < 0.02 ? 3 : 1);
      events.add(events.now + trip_ms / 2, () =>
        serve((accepted, hold_ms) => {
          const answer = answerOf(server, tells, accepted, events.now, begun + skew_ms + events.now);
          events.add(events.now + hold_ms + trip_ms / 2, () => {
            pacer?.answer(answer, events.now, begun + events.now);
            land(row, accepted);
          });
        }),
      );
    };
    const land = (row: Row, accepted: boolean) => {
      in_flight -= 1;
      if (accepted) done.successes.push(events.now);
      else {
        done.refused += 1;
        row.refusals += 1;
        if (row.refusals >= MOST_REFUSALS) done.lost += 1;
        else again.push(row);
      }
      if (left > 0 || again.length > 0 || in_flight > 0) return admit();
      done.end = events.now;
      unfinished -= 1;
    };

    events.add(job.start, admit);
    return done;
  };

  const all = jobs.map(runJob);
  events.runUntil(LONGEST_MS, () => unfinished === 0);
  return all;
}
