import { expect, it } from 'vitest';
import { Client, type ClientOptions } from '../../src/api/client.ts';
import type { WireAnswer } from '../../src/api/http/transport-types.ts';
import { notRenewedError } from '../../src/auth/renewal-errors.ts';
import { ApiError, ConnectionError, GateClosed } from '../../src/errors/api-errors.ts';
import { CliError } from '../../src/errors/cli-errors.ts';
import { EXIT } from '../../src/errors/exit-codes.ts';
import { deactivate } from '../../src/operations/deactivate.ts';
import type { Outcome } from '../../src/results/record.ts';
import type { Journal } from '../../src/runs/journal/journal.ts';
import { RowStates } from '../../src/runs/journal/row-states.ts';
import type { Limiter } from '../../src/runs/rate-limit/gate.ts';
import { runWorkers, type WorkersOptions } from '../../src/runs/workers.ts';
import { KnownSecrets } from '../../src/secrets/known-secrets.ts';
import { type Clock, systemClock } from '../../src/system/time/clock.ts';

/** What the wire does with the row of one user; `done` is a success. */
type Wire = 'done' | Error | WireAnswer;

const refused = (status: number, headers = {}): WireAnswer => ({ status, headers, body: '{}' });
const already: WireAnswer = { ...refused(422), body: '{"error":{"code":"USER_ALREADY_DEACTIVATED"}}' };
const lost = new ConnectionError('CONNECTION_LOST', 'words', true);
const untrusted = new ConnectionError('BAD_CERTIFICATE', 'words', false, { retryable: false });
const unrenewed = notRenewedError(
  new ApiError({
    ...{ code: 'LIMITED', message: 'words', status: 429, retry_after_s: 3600 },
    ...{ type: null, details: {}, trace_id: null, request_id: null },
  }),
);
const full = new CliError('FILE', EXIT.refused, 'the disk is full');
const many = (count: number, wire: Wire): Wire[] => Array.from({ length: count }, () => wire);

/** Sends a row for each of these, one after the other; `told` is what happened, in order. */
async function work(
  wires: readonly Wire[],
  more: Partial<WorkersOptions> = {},
  journal: Partial<Journal> = {},
  accessToken: ClientOptions['accessToken'] = 'a-token',
) {
  const told: string[] = [];
  const written: string[] = [];
  const outcomes: Outcome[] = [];
  const rows = wires.map((_, at) => ({
    row: at + 1,
    user_id: `usr_${at + 1}`,
    department_id: 'dept_1',
    input: {},
  }));
  const states = new RowStates(wires.length);
  const transport = async ({ url }: { readonly url: string }): Promise<WireAnswer> => {
    const number = Number(/usr_(\d+)/.exec(url)?.[1]);
    told.push(`request ${number}`);
    const wire = wires[number - 1] ?? 'done';
    if (wire instanceof Error) throw wire;
    const body = JSON.stringify({ id: `usr_${number}`, account_state: 'deactivated', note: 'a-hidden-word' });
    return wire === 'done' ? { status: 200, headers: {}, body } : wire;
  };
  const clock = more.clock ?? { ...systemClock, sleep: async () => {} };
  const secrets = new KnownSecrets();
  secrets.add('a-hidden-word');
  const limiter: Pick<Limiter, 'concurrency' | 'acquire' | 'release'> = {
    concurrency: 1,
    acquire: async () => {},
    release: () => {},
  };
  const kept: Partial<Journal> = {
    recordSent: async (row) => {
      await new Promise((resolve) => setImmediate(resolve));
      told.push(`sent ${row}`);
    },
    recordSettled: (row, json) => {
      written.push(json);
      told.push(`settled ${row}`);
      return 1;
    },
    assertHeld: () => {},
    ...journal,
  };
  const options: WorkersOptions = {
    operation: deactivate,
    organization_id: 'org_1',
    client: new Client({ accessToken, clock, retries: 1 }, () => ({
      transport,
      close: async () => {},
    })),
    rows: (async function* () {
      yield rows;
    })(),
    states,
    isResumed: false,
    journal: kept as Journal,
    limiter: limiter as Limiter,
    clock,
    signal: new AbortController().signal,
    failFast: false,
    strict: false,
    secrets,
    onSettled: (_row, { outcome }) => {
      outcomes.push(outcome);
    },
    ...more,
  };
  const end = await runWorkers(options).catch((error: unknown) => ({ stop: error, retry_after_s: null }));
  return { ...end, told, written, outcomes, states };
}

it.each<[what: string, readonly Wire[], Partial<WorkersOptions>, stop: unknown, rows: number]>([
  ['nothing', ['done', 'done'], {}, null, 2],
  ['nine rows that no other way would take', [...many(9, untrusted), 'done'], {}, null, 10],
  ['ten of them', many(11, untrusted), {}, 'api_away', 10],
  ['ten of them, but not in a row', [...many(9, untrusted), 'done', untrusted, 'done'], {}, null, 12],
  // Whether the API stays away is the limiter's to say.
  ['eleven rows without an answer', many(11, lost), {}, null, 11],
  ['a token that is not accepted', [refused(401), 'done'], {}, 'signed_out', 1],
  ['a failure', [refused(422), 'done'], {}, null, 2],
  ['a failure, failing fast', [refused(422), 'done'], { failFast: true }, 'fail_fast', 1],
  [
    'a failure after a success, failing fast',
    ['done', refused(422), 'done'],
    { failFast: true },
    'fail_fast',
    2,
  ],
  ['what was done before, failing fast', [already, 'done'], { failFast: true }, null, 2],
  [
    'what was done before, failing fast under --strict',
    [already, 'done'],
    { failFast: true, strict: true },
    'fail_fast',
    1,
  ],
  ['what was done before under --strict', [already, 'done'], { strict: true }, null, 2],
  ['a row in doubt, failing fast', [lost, 'done'], { failFast: true }, 'fail_fast', 1],
  ['a token that is not accepted, failing fast', [refused(401), 'done'], { failFast: true }, 'signed_out', 1],
  ['a wait of an hour', [refused(503, { 'retry-after': '3600' }), 'done'], {}, 'wait', 1],
  ['a token that is to be renewed in an hour', [unrenewed, 'done'], {}, 'wait', 1],
  ['an interrupt before', ['done'], { signal: AbortSignal.abort() }, 'interrupted', 0],
])('%s stops, or stops not', async (_what, wires, more, stop, rows) => {
  const ended = await work(wires, more);
  expect({
    stop: ended.stop,
    rows: ended.told.filter((each) => each.startsWith('request')),
  }).toEqual({
    stop,
    rows: expect.toSatisfy((sent: readonly string[]) => new Set(sent).size === rows),
  });
  expect(ended.retry_after_s).toBe(stop === 'wait' ? 3600 : null);
});

it('a row is written down before its request leaves, and after its answer, without secrets', async () => {
  const { told, written } = await work(['done', 'done']);
  expect(told).toEqual(['sent 1', 'request 1', 'settled 1', 'sent 2', 'request 2', 'settled 2']);
  expect(written.join()).not.toContain('a-hidden-word');
});

it('a row that cannot be written down is not sent, and no other is', async () => {
  const recordSent = () => Promise.reject(full);
  const { stop, told, states } = await work(['done', 'done'], {}, { recordSent });
  expect({ stop, told, open: states.countOpen() }).toEqual({ stop: full, told: [], open: 2 });
});

it('a row is not sent again once another process has the run, and stays in doubt', async () => {
  const assertHeld = () => {
    throw full;
  };
  const { stop, told, states } = await work([lost, 'done'], {}, { assertHeld });
  expect({ stop, told }).toEqual({ stop: full, told: ['sent 1', 'request 1'] });
  expect([states.inDoubt(1), states.inDoubt(2)]).toEqual([true, false]);
});

it('a row that fails before it is sent is over, and one that waits at the gate is open', async () => {
  const token = () => Promise.reject(new TypeError('a defect'));
  const failed = await work(['done'], {}, {}, { token, expired: async () => false });
  expect(failed).toMatchObject({ stop: null, told: ['settled 1'], outcomes: ['failed'] });
  const acquire = () => Promise.reject(new GateClosed('API_AWAY', 'words', null));
  const limiter = { concurrency: 1, acquire, release: () => {} } as Partial<Limiter> as Limiter;
  const waiting = await work(['done', 'done'], { limiter });
  expect(waiting).toMatchObject({ stop: 'api_away', told: [], outcomes: [] });
  expect(waiting.states.countOpen()).toBe(2);
});

it('a token that this machine cannot keep stops the run, and its row stays in doubt', async () => {
  let asked = 0;
  const token = async () => {
    asked += 1;
    if (asked === 2) throw full;
    return 'a-token';
  };
  const ended = await work([refused(503), 'done'], {}, {}, { token, expired: async () => false });
  expect({ stop: ended.stop, told: ended.told.filter((each) => each.startsWith('request')) }).toEqual({
    stop: full,
    told: ['request 1'],
  });
  expect(ended.states.inDoubt(1)).toBe(true);
});

it.each<[what: string, Wire, code: string, interrupted: boolean, Outcome]>([
  ['its answer', refused(503), 'HTTP_503', false, 'unknown'],
  ['the lost connection', lost, 'CONNECTION_LOST', false, 'unknown'],
  [
    'that nothing was reached',
    new ConnectionError('UNREACHABLE', '', false),
    'UNREACHABLE',
    false,
    'not_sent',
  ],
  ['the interrupt', refused(503), 'INTERRUPTED', true, 'unknown'],
])(
  'a row that waits for another attempt when the run stops tells of %s',
  async (_what, wire, code, by, outcome) => {
    const interrupt = new AbortController();
    const sleep: Clock['sleep'] = (_ms, signal) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        if (by) interrupt.abort();
      });
    const limiter = {
      concurrency: 2,
      acquire: async () => {},
      release: () => {},
    } as Partial<Limiter> as Limiter;
    const more = { clock: { ...systemClock, sleep }, limiter, signal: interrupt.signal, failFast: true };
    const { written } = await work([wire, by ? 'done' : refused(422)], more);
    const [record] = written.map((json) => JSON.parse(json)).filter(({ user_id }) => user_id === 'usr_1');
    expect(record).toMatchObject({ outcome, attempts: 1, error: { code } });
  },
);

it('a worker that fails stops the others', async () => {
  const assertHeld = () => {
    throw full;
  };
  const limiter = {
    concurrency: 2,
    acquire: async () => {},
    release: () => {},
  } as Partial<Limiter> as Limiter;
  const { stop, told } = await work([lost, ...many(40, 'done')], { limiter }, { assertHeld });
  expect(stop).toBe(full);
  expect(told.filter((each) => each.startsWith('request')).length).toBeLessThan(20);
});
