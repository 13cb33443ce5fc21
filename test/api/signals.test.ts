import { getEventListeners, once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Aitronos, type ClientOptions, type RequestOptions } from '../../src/index.ts';
import { type Clock, systemClock } from '../../src/system/time/clock.ts';
import { patched } from '../patched.ts';
import { type Call, EVERY_METHOD } from './every-method.ts';

const request: Call = (client, options) => client.request({ method: 'GET', path: '/v1/user/me' }, options);
const calls = [...EVERY_METHOD, { name: 'client.request', call: request }];
const reason = new Error('enough');

let server: Server;
let arrived: ServerResponse[] = [];
/** Nothing is answered until a test says otherwise. */
let answer: (response: ServerResponse) => void;
let client: Aitronos;

const clientWith = (options: ClientOptions) => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return new Aitronos({ baseUrl: `http://127.0.0.1:${address.port}`, ...options });
};

beforeEach(async () => {
  arrived = [];
  answer = () => {};
  server = createServer((_request, response) => {
    arrived.push(response);
    answer(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  client = clientWith({ accessToken: 'a-token' });
});
afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** A controller and a signal as some programs have them in place of Node's. */
class OtherController {
  readonly #events = new EventTarget();
  readonly signal = Object.assign(Object.create(null), {
    aborted: false,
    addEventListener: this.#events.addEventListener.bind(this.#events),
    removeEventListener: this.#events.removeEventListener.bind(this.#events),
    throwIfAborted: () => {
      if (this.signal.aborted) throw this.signal.reason;
    },
  });

  abort(reason: unknown): void {
    Object.assign(this.signal, { aborted: true, reason });
    this.#events.dispatchEvent(new Event('abort'));
  }
}

async function readToEnd(list: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of list);
}

/** What Node warns of while the work is done. */
async function warningsDuring(work: () => Promise<unknown>): Promise<readonly Error[]> {
  const warnings: Error[] = [];
  const hear = (warning: Error) => warnings.push(warning);
  process.on('warning', hear);
  try {
    await work();
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('warning', hear);
  }
  return warnings;
}

describe('a client that is closed', () => {
  it.each([1, 20])('has %d calls wait for no further attempt, without a warning of Node', async (count) => {
    answer = (response) => response.writeHead(503, { 'retry-after': '60' }).end();
    let ended = 0;
    const onAttempt = () => {
      ended += 1;
      if (ended === count) setImmediate(() => client.close());
    };
    const warnings = await warningsDuring(async () => {
      const asked = Array.from({ length: count }, () => client.account.me({ onAttempt }));
      // What the last attempt ended with is the end.
      for (const each of await Promise.allSettled(asked))
        expect(each).toMatchObject({ status: 'rejected', reason: { status: 503 } });
    });
    expect(arrived).toHaveLength(count);
    expect(warnings).toEqual([]);
  });

  it('gives up what is under way, once', async () => {
    answer = () => void client.close();
    const attempts: unknown[] = [];
    const asked = client.account.me({ onAttempt: ({ wait_ms }) => attempts.push(wait_ms) });
    await expect(asked).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
      message: expect.stringMatching(/was lost before an answer came: the client was closed$/),
      retryable: false,
    });
    expect(attempts).toEqual([null]);
  });
});

describe('a signal', () => {
  it('is tried below with every method of every resource', () => {
    const methods = Object.entries(client).flatMap(([resource, of]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(of))
        .filter((method) => method !== 'constructor')
        .map((method) => `client.${resource}.${method}`),
    );
    expect(
      EVERY_METHOD.map(({ name }) => name),
      'a line in test/api/every-method.ts',
    ).toEqual(methods);
  });

  it.each(calls)('that aborted before keeps $name from sending anything', async ({ call }) => {
    await expect(call(client, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(arrived).toEqual([]);
  });

  const stops = [
    { of: 'Node’s class', make: () => new AbortController() },
    { of: 'another class', make: () => new OtherController() },
  ];
  const each = stops.flatMap(({ of, make }) => calls.map((method) => ({ of, make, ...method })));
  it.each(each)('of $of ends a request of $name that is under way, and its connection', async (one) => {
    const { call, make } = one;
    const stop = make();
    const ended = new Promise((resolve) => {
      answer = (response) => {
        response.on('close', resolve);
        stop.abort(reason);
      };
    });
    await expect(call(client, { signal: stop.signal })).rejects.toBe(reason);
    await ended;
    expect(arrived).toHaveLength(1);
  });

  it.each(calls)('says of $name when its time is over', async ({ call }) => {
    const late = call(client, { signal: AbortSignal.timeout(5) });
    await expect(late).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('ends the wait before the next attempt', async () => {
    const stop = new AbortController();
    answer = json(503, {});
    const onAttempt = () => stop.abort(reason);
    await expect(client.account.me({ signal: stop.signal, onAttempt })).rejects.toBe(reason);
    expect(arrived).toHaveLength(1);
  });

  it.each([
    ['by itself', () => new AbortController().signal],
    ['made of others', () => AbortSignal.any([new AbortController().signal, AbortSignal.timeout(60_000)])],
  ])(
    '%s stops a hundred calls at once, without a warning of Node or a listener left',
    async (_what, make) => {
      const signal = make();
      answer = json(200, { id: 'usr_1' });
      const calls = () => Promise.all(Array.from({ length: 100 }, () => client.account.me({ signal })));
      expect(await warningsDuring(calls)).toEqual([]);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    },
  );

  type Waiting = (soon: () => Promise<never>) => ClientOptions & { readonly of?: RequestOptions };
  const expired = json(401, { error: { code: 'TOKEN_EXPIRED', message: 'over', status: 401 } });
  const later = (response: ServerResponse) => response.writeHead(503, { 'retry-after': '60' }).end();
  const besides = (stopSignal: AbortSignal | null): Waiting => {
    const of = { stopSignal: stopSignal as AbortSignal };
    return (soon) => ({ accessToken: 'a', onAttempt: () => void soon(), of });
  };
  it.each<[what: string, waiting: Waiting, answers: typeof answer, sent: number]>([
    ['a token', (soon) => ({ accessToken: { token: soon, expired: soon } }), expired, 0],
    ['a new token', (soon) => ({ accessToken: { token: () => 'a', expired: soon } }), expired, 1],
    [
      'what is done before the request',
      (soon) => ({ accessToken: 'a', of: { beforeSend: soon } }),
      expired,
      0,
    ],
    ['the next attempt, beside a stopSignal', besides(new AbortController().signal), later, 1],
    ['the next attempt, beside a stopSignal that is none', besides(null), later, 1],
  ])('ends the wait for %s', async (_what, waiting, answers, sent) => {
    const stop = new AbortController();
    const soon = () => {
      setImmediate(() => stop.abort(reason));
      return new Promise<never>(() => {});
    };
    answer = answers;
    const { of, ...options } = waiting(soon);
    const other = clientWith(options);
    await expect(other.account.me({ ...of, signal: stop.signal })).rejects.toBe(reason);
    await other.close();
    expect(arrived).toHaveLength(sent);
    const signals = [stop.signal, of?.stopSignal ?? stop.signal];
    expect(signals.flatMap((signal) => getEventListeners(signal, 'abort'))).toEqual([]);
  });

  it('that aborts while the token is fetched keeps the request from leaving', async () => {
    const stop = new AbortController();
    const token = async () => {
      stop.abort(reason);
      return 'a-token';
    };
    const other = clientWith({ accessToken: { token, expired: async () => false } });
    await expect(other.account.me({ signal: stop.signal })).rejects.toBe(reason);
    await other.close();
    expect(arrived).toEqual([]);
  });

  it('that aborts just before the request leaves keeps it here', async () => {
    const stop = new AbortController();
    const beforeSend = () => stop.abort(reason);
    await expect(client.account.me({ signal: stop.signal, beforeSend })).rejects.toBe(reason);
    expect(arrived).toEqual([]);
  });

  it.each([
    [
      'users',
      (options: { signal: AbortSignal }) => client.users.listAll({ organization_id: 'org_1' }, {}, options),
    ],
    [
      'members',
      (options: { signal: AbortSignal }) =>
        client.roles.listAllMembers('role_1', { organization_id: 'org_1' }, options),
    ],
  ])('ends a list of %s between two rows', async (_of, list) => {
    const stop = new AbortController();
    const members = [{ user_id: 'usr_1' }, { user_id: 'usr_2' }, { user_id: 'usr_3' }];
    answer = json(200, { members, total: 3 });
    const rows: unknown[] = [];
    const read = async () => {
      for await (const row of list({ signal: stop.signal })) {
        rows.push(row);
        stop.abort(reason);
      }
    };
    await expect(read()).rejects.toBe(reason);
    expect(rows).toEqual([{ user_id: 'usr_1' }]);
  });

  it('has no listener of a list that is left after its first row', async () => {
    const { signal } = new AbortController();
    const member = { user_id: 'usr_1' };
    const log = { items: [{ id: 'log_1' }], total: 5000, has_more: true };
    answer = json(200, { ...log, members: Array(100).fill(member), total: 5000 });
    const paging = { inFlight: 20 };
    await client.users.listAll({ organization_id: 'org_1' }, paging, { signal }).next();
    await client.auditLog.queryAll({ organization_id: 'org_1' }, {}, { signal }).next();
    await vi.waitUntil(() => getEventListeners(signal, 'abort').length === 0);
  });

  it('ends a list with twenty pages under way, without a warning of Node or a listener left', async () => {
    const stop = new AbortController();
    const members = Array.from({ length: 100 }, (_, at) => ({ user_id: `usr_${at}` }));
    answer = (response) => {
      if (arrived.length === 1) json(200, { members, total: 5000 })(response);
    };
    const list = client.users.listAll(
      { organization_id: 'org_1' },
      { inFlight: 20 },
      { signal: stop.signal },
    );
    const warnings = await warningsDuring(async () => {
      const read = readToEnd(list);
      await vi.waitUntil(() => getEventListeners(stop.signal, 'abort').length === 20);
      stop.abort(reason);
      await expect(read).rejects.toBe(reason);
    });
    expect(warnings).toEqual([]);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });
});

it('needs no turn of the global timers, which programs replace in their tests', async () => {
  const members = Array.from({ length: 150 }, (_, at) => ({ user_id: `usr_${at}` }));
  const begins = [0, 99];
  answer = (response) => {
    const skip = begins.shift() ?? 0;
    json(200, { members: members.slice(skip, skip + 100), total: 150 })(response);
  };
  const own = setImmediate;
  const never = Object.assign(() => own(() => {}), own);
  await patched(globalThis, { setImmediate: never }, async () => {
    let rows = 0;
    for await (const _ of client.users.listAll({ organization_id: 'org_1' })) rows += 1;
    expect(rows).toBe(150);
  });
});

describe('a call for which there is no connection', () => {
  const done = json(200, { id: 'usr_1' });
  /** Another client, its calls, and for how many of them time runs. */
  const callsOf = async (options: ClientOptions, ofEach: readonly RequestOptions[]) => {
    let running = 0;
    const alarm: Clock['alarm'] = (ms, ring) => {
      running += 1;
      const cancel = systemClock.alarm(ms, ring);
      return () => {
        running -= 1;
        cancel();
      };
    };
    const clock = { ...systemClock, alarm };
    const other = clientWith({ accessToken: 'a-token', clock, ...options });
    const ended = Promise.allSettled(ofEach.map((of) => other.account.me(of)));
    await vi.waitUntil(() => arrived.length === options.connections);
    return { other, ended, running: () => running };
  };

  it('waits for its turn, and its time begins with that', async () => {
    const { other, ended, running } = await callsOf({ connections: 2 }, [{}, {}, {}, {}, {}]);
    const seen: number[] = [];
    answer = (response) => {
      seen.push(running());
      setImmediate(() => done(response));
    };
    expect(running()).toBe(2);
    for (const response of [...arrived]) done(response);
    expect((await ended).map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'));
    expect([seen.length, Math.max(...seen), running()]).toEqual([3, 2, 0]);
    await other.close();
  });

  it.each(['signal', 'stopSignal'] as const)('is ended by its %s, and takes no turn', async (name) => {
    const stop = new AbortController();
    const { other, ended } = await callsOf({ connections: 1 }, [{}, { [name]: stop.signal }, {}]);
    answer = done;
    stop.abort(reason);
    for (const response of [...arrived]) done(response);
    expect(await ended).toMatchObject([{ value: { id: 'usr_1' } }, { reason }, { value: { id: 'usr_1' } }]);
    expect(arrived).toHaveLength(2);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    await other.close();
  });

  it('is told that the client was closed', async () => {
    const { other, ended } = await callsOf({ connections: 1 }, [{}, {}, {}]);
    await other.close();
    const message = expect.stringMatching(/^the client was closed before /);
    const closed = { reason: { code: 'CONNECTION_FAILED', message, sent: false } };
    expect(await ended).toMatchObject([{ reason: { code: 'CONNECTION_LOST' } }, closed, closed]);
    expect(arrived).toHaveLength(1);
  });
});
