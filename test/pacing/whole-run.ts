import { Client } from '../../src/api/client.ts';
import type { WireAnswer } from '../../src/api/http/transport-types.ts';
import { ConnectionError } from '../../src/errors/api-errors.ts';
import { operationOf } from '../../src/operations/by-action.ts';
import type { Outcome } from '../../src/results/record.ts';
import type { Journal } from '../../src/runs/journal/journal.ts';
import { RowStates } from '../../src/runs/journal/row-states.ts';
import { createLimiter } from '../../src/runs/rate-limit/gate.ts';
import { runExitCode } from '../../src/runs/summary.ts';
import { runWorkers } from '../../src/runs/workers.ts';
import { KnownSecrets } from '../../src/secrets/known-secrets.ts';
import type { Clock } from '../../src/system/time/clock.ts';
import { EventQueue } from './event-queue.ts';
import { randomFrom } from './random.ts';

/** What a server does with a request that arrives at `now`: answers after `hold_ms`, or never. */
export type Server = (now: number) => Reply | 'lost';

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly hold_ms?: number;
}

export interface RunOptions {
  readonly rows: number;
  readonly concurrency?: number;
  readonly timeout_ms?: number;
}

/** What became of a run. */
export interface RunDone {
  readonly exit: number;
  /** How many rows ended so. */
  readonly outcomes: Partial<Record<Outcome, number>>;
  /** Answers other than 2xx and "already so", in percent of the requests. */
  readonly refused: number;
  readonly seconds: number;
}

const EPOCH = Date.UTC(2026, 2, 1, 12);
const TRIP_MS = 40;
const LONGEST_MS = 4_000_000;

/** A clock that goes on to the next event. */
function clockOf(events: EventQueue): Clock {
  const alarm = (ms: number, ring: () => void) => {
    let isOn = true;
    events.add(events.now + Math.max(1, Math.ceil(ms)), () => isOn && ring());
    return () => {
      isOn = false;
    };
  };
  return {
    now: () => EPOCH + events.now,
    monotonic: () => events.now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const cancel = alarm(ms, resolve);
        const stop = () => {
          cancel();
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', stop, { once: true });
      }),
    alarm,
    tick: () => () => {},
  };
}

/** The users of the sandbox whom a server has deactivated, and its answers as they come back. */
function answers(server: Server, events: EventQueue, clock: Clock) {
  const random = randomFrom(11);
  const done = new Set<string>();
  const counts = { sent: 0, refused: 0 };
  const answerTo = (user: string, { status, headers = {} }: Reply): WireAnswer => {
    const isDone = done.has(user);
    if (status === 200) done.add(user);
    else counts.refused += 1;
    const body =
      status === 200 && !isDone
        ? { id: user, organization_id: 'org_xyz789', account_state: 'deactivated' }
        : { error: { code: status === 200 ? 'USER_ALREADY_DEACTIVATED' : 'REFUSED', message: 'no', status } };
    const date = new Date(clock.now()).toUTCString();
    return {
      status: status === 200 && isDone ? 422 : status,
      headers: { 'content-type': 'application/json', date, ...headers },
      body: JSON.stringify(body),
    };
  };
  const arrive = (url: string, back: (answer: WireAnswer) => void) => {
    counts.sent += 1;
    const trip_ms = TRIP_MS * (0.5 + random());
    events.add(events.now + trip_ms / 2, () => {
      const reply = server(events.now);
      if (reply === 'lost') return;
      events.add(events.now + (reply.hold_ms ?? 0), () => {
        const answer = answerTo(/usr_\w+/.exec(url)?.[0] ?? '', reply);
        events.add(events.now + trip_ms / 2, () => back(answer));
      });
    });
  };
  return { counts, arrive };
}

/** A run with everything that decides about it but the disk: workers, limiter and attempts, on a virtual clock. */
export async function wholeRun(
  server: Server,
  { rows: count, concurrency = 8, timeout_ms = 30_000 }: RunOptions,
): Promise<RunDone> {
  const events = new EventQueue();
  const clock = clockOf(events);
  const { counts, arrive } = answers(server, events, clock);
  const options = { accessToken: 'secret', clock, timeoutMs: timeout_ms, random: randomFrom(5) };
  const client = new Client({ ...options, connections: concurrency }, () => ({
    transport: ({ url }, begun) =>
      new Promise((resolve, reject) => {
        begun((why) => reject(new ConnectionError('TIMEOUT', why, true)));
        arrive(url, resolve);
      }),
    close: async () => {},
  }));
  const states = new RowStates(count);
  const outcomes: Partial<Record<Outcome, number>> = {};
  const row = (index: number) => ({
    row: index + 1,
    user_id: `usr_${index}`,
    department_id: 'dept_1',
    input: {},
  });
  const ended = runWorkers({
    client,
    clock,
    limiter: createLimiter({ clock, concurrency }),
    operation: operationOf.deactivate,
    organization_id: 'org_xyz789',
    rows: (async function* () {
      yield Array.from({ length: count }, (_, index) => row(index));
    })(),
    states,
    // Nothing of it is read again.
    journal: {
      recordSent: async () => {},
      recordSettled: () => 1,
      assertHeld: () => {},
    } as unknown as Journal,
    signal: new AbortController().signal,
    failFast: false,
    strict: false,
    isResumed: false,
    secrets: new KnownSecrets([]),
    onSettled: (_, { outcome }) => {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    },
  });
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  ended.then(end, end);
  // What an event has woken acts first: promises settle before the next turn of the event loop.
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    if (isOver) break;
    if (events.now > LONGEST_MS || !events.runNext()) throw new Error('a run that never ends');
  }
  const { stop } = await ended;
  const refused = (100 * counts.refused) / counts.sent;
  return { exit: runExitCode(states, stop, false), outcomes, refused, seconds: events.now / 1_000 };
}
