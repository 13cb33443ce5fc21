import { describe, expect, it } from 'vitest';
import { Client, type ClientOptions } from '../../src/api/client.ts';
import type { Transport } from '../../src/api/http/transport-types.ts';
import { ApiError, ConnectionError, GateClosed } from '../../src/errors/api-errors.ts';
import { CliError } from '../../src/errors/cli-errors.ts';
import { EXIT } from '../../src/errors/exit-codes.ts';
import { deactivate } from '../../src/operations/deactivate.ts';
import type { AlreadyApplied, Operation } from '../../src/operations/operation.ts';
import { CHANGED, classifyFailure, type Failure, OUTCOME_AFTER } from '../../src/operations/outcomes.ts';
import { type PerformOptions, perform } from '../../src/operations/perform.ts';
import type { Target } from '../../src/operations/target.ts';
import type { Outcome } from '../../src/results/record.ts';
import { systemClock } from '../../src/system/time/clock.ts';

const TARGET = { user_id: 'usr_1', organization_id: 'org_1', department_id: 'dept_1' };
const WITH_NOTE = { code: 'ALREADY', account_state: 'deactivated', note: () => 'it was so before' };
const WITHOUT_NOTE = { code: 'ALREADY', account_state: null, note: null };

/** What happens to a call: what the wire, the token, the gate and the signal do. */
interface Happening {
  readonly transport?: Transport;
  readonly accessToken?: ClientOptions['accessToken'];
  readonly performing?: Partial<PerformOptions>;
  readonly already?: AlreadyApplied | null;
  /** Whether the look-up showed that the user already was as wanted. */
  readonly before?: true;
}

const answers =
  (status: number, code = 'X', body = JSON.stringify({ error: { code, message: 'words' } })): Transport =>
  async () => ({ status, headers: {}, body });
const REFUSED_FIELD = answers(
  422,
  '',
  '{"error":{"code":"VALIDATION_ERROR","details":{"field":"transfer_resources_to_department_id"}}}',
);
const alreadySo = (user_id: unknown, organization_id = 'org_1') =>
  answers(422, '', JSON.stringify({ error: { code: 'ALREADY', details: { user_id, organization_id } } }));
const breaks =
  (error: Error): Transport =>
  async () => {
    throw error;
  };
const tokenThat = (error: Error) => ({ token: () => Promise.reject(error), expired: async () => false });
const apiError = (status: number) =>
  new ApiError({
    code: 'SIGN_IN',
    message: 'words',
    status,
    type: null,
    details: {},
    trace_id: null,
    request_id: null,
    retry_after_s: null,
  });
/** The first attempt of each call is refused with 429; before the second the token cannot be had. */
function secondTokenFails(): Happening {
  let asked = 0;
  const token = async () => {
    asked += 1;
    if (asked % 2 === 0) throw new CliError('CREDENTIALS', EXIT.refused, 'the disk is full');
    return 'a-token';
  };
  return { transport: answers(429), accessToken: { token, expired: async () => false } };
}
const closedGate = {
  acquire: async () => {
    throw new GateClosed('API_AWAY', 'the API stopped answering', null);
  },
  release: () => {},
};

/** A row for each way to fail: which kind it is, and the outcome without and with a doubt from an earlier session. */
const CASES: readonly (readonly [what: string, Failure, Happening, clear: Outcome, doubtful: Outcome])[] = [
  ['already so', 'already_applied', { transport: answers(422, 'ALREADY') }, 'unchanged', 'recovered'],
  [
    'already so, as looked up',
    'applied_before',
    { transport: answers(422, 'ALREADY'), before: true },
    'unchanged',
    'unchanged',
  ],
  [
    'already so, as looked up, without an answer',
    'not_now',
    { transport: answers(503), before: true },
    'unknown',
    'unknown',
  ],
  [
    'already gone',
    'already_gone',
    { transport: answers(404, 'ALREADY'), already: WITHOUT_NOTE },
    'failed',
    'recovered',
  ],
  [
    'already so, with a status of trouble',
    'already_applied',
    { transport: answers(503, 'ALREADY') },
    'unchanged',
    'recovered',
  ],
  [
    'already gone, with a status of trouble',
    'not_now',
    { transport: answers(502, 'ALREADY'), already: WITHOUT_NOTE },
    'unknown',
    'unknown',
  ],
  [
    'already gone, with a status of a limit',
    'not_now',
    { transport: answers(429, 'ALREADY'), already: WITHOUT_NOTE },
    'failed',
    'unknown',
  ],
  ...[401, 403].flatMap((status) =>
    [WITH_NOTE, WITHOUT_NOTE].map((already) => {
      const what = `already so of who asks, ${status}, ${already.note ? 'with' : 'without'} a note`;
      return [
        what,
        'turned_away',
        { transport: answers(status, 'ALREADY'), already },
        'failed',
        'unknown',
      ] as const;
    }),
  ),
  ['already so, of the user', 'already_applied', { transport: alreadySo('usr_1') }, 'unchanged', 'recovered'],
  ['already so, of a number', 'already_applied', { transport: alreadySo(7) }, 'unchanged', 'recovered'],
  ['already so, of another', 'unreadable', { transport: alreadySo('usr_2') }, 'unknown', 'unknown'],
  ['already so, elsewhere', 'unreadable', { transport: alreadySo('usr_1', 'org_2') }, 'unknown', 'unknown'],
  [
    'already gone, of another',
    'unreadable',
    { transport: alreadySo('usr_2'), already: WITHOUT_NOTE },
    'unknown',
    'unknown',
  ],
  [
    'already, where no answer says so',
    'refused',
    { transport: answers(422, 'ALREADY'), already: null },
    'failed',
    'failed',
  ],
  ['400', 'refused', { transport: answers(400) }, 'failed', 'failed'],
  ['no such user', 'refused', { transport: answers(404, 'USER_NOT_FOUND') }, 'failed', 'failed'],
  [
    'no such department',
    'turned_away',
    { transport: answers(404, 'DEPARTMENT_NOT_FOUND') },
    'failed',
    'unknown',
  ],
  ...['DEPARTMENT_INACTIVE', 'TARGET_DEPARTMENT_CLOSED', 'ROLE_ARCHIVED', 'LAST_OWNER_CANNOT_BE_REMOVED'].map(
    (code) => [code, 'turned_away', { transport: answers(422, code) }, 'failed', 'unknown'] as const,
  ),
  ['another one under way', 'turned_away', { transport: answers(409) }, 'failed', 'unknown'],
  ['already so, 409', 'already_applied', { transport: answers(409, 'ALREADY') }, 'unchanged', 'recovered'],
  ['410', 'turned_away', { transport: answers(410) }, 'failed', 'unknown'],
  ['a department that is refused', 'turned_away', { transport: REFUSED_FIELD }, 'failed', 'unknown'],
  ['422', 'refused', { transport: answers(422) }, 'failed', 'failed'],
  ...[401, 402, 403, 405, 407, 411, 413, 415, 421, 425, 426, 431, 451, 499].map(
    (status) => [`${status}`, 'turned_away', { transport: answers(status) }, 'failed', 'unknown'] as const,
  ),
  ...[400, 404, 409, 410, 422].map((status) => {
    const page = answers(status, '', '<html>default backend</html>');
    return [`${status} of a gateway`, 'turned_away', { transport: page }, 'failed', 'unknown'] as const;
  }),
  ['501', 'turned_away', { transport: answers(501) }, 'unknown', 'unknown'],
  ['505', 'turned_away', { transport: answers(505) }, 'unknown', 'unknown'],
  ['408', 'not_now', { transport: answers(408) }, 'failed', 'unknown'],
  ['429', 'not_now', { transport: answers(429) }, 'failed', 'unknown'],
  ['500', 'not_now', { transport: answers(500) }, 'unknown', 'unknown'],
  ['503', 'not_now', { transport: answers(503) }, 'unknown', 'unknown'],
  ['a redirect', 'unreadable', { transport: answers(302) }, 'failed', 'unknown'],
  ['no JSON', 'unreadable', { transport: answers(200, 'X', '<html>') }, 'unknown', 'unknown'],
  ['a token that is refused', 'no_token', { accessToken: tokenThat(apiError(401)) }, 'not_sent', 'unknown'],
  [
    'a token that may come later',
    'no_token',
    { accessToken: tokenThat(apiError(503)) },
    'not_sent',
    'unknown',
  ],
  [
    'never connected',
    'no_connection',
    { transport: breaks(new ConnectionError('UNREACHABLE', 'words', false)) },
    'not_sent',
    'unknown',
  ],
  [
    'lost on the way',
    'no_connection',
    { transport: breaks(new ConnectionError('CONNECTION_LOST', 'words', true)) },
    'unknown',
    'unknown',
  ],
  ['a closed gate', 'gate_closed', { performing: { gate: closedGate } }, 'not_sent', 'unknown'],
  ['a disk that is full', 'this_machine', secondTokenFails(), 'not_sent', 'unknown'],
  ['an interrupt', 'interrupted', { performing: { stopSignal: AbortSignal.abort() } }, 'not_sent', 'unknown'],
  ['a defect on the way', 'defect', { transport: breaks(new TypeError('a defect')) }, 'unknown', 'unknown'],
  [
    'a defect before it',
    'defect',
    { accessToken: tokenThat(new TypeError('a defect')) },
    'failed',
    'unknown',
  ],
];

const COMBINATIONS = CASES.flatMap(([what, failure, happening, clear, doubtful]) =>
  [true, false].flatMap((repeatable) => [
    { what, failure, happening, repeatable, before: 'clear', doubtful: false, outcome: clear },
    { what, failure, happening, repeatable, before: 'in doubt', doubtful: true, outcome: doubtful },
  ]),
);

describe('after a failure', () => {
  it.each(COMBINATIONS)(
    '$what: a row that was $before is $outcome (repeatable: $repeatable)',
    async ({ failure, happening, repeatable, doubtful, outcome }) => {
      const {
        transport = answers(200),
        accessToken = 'a-token',
        already = WITH_NOTE,
        performing,
        before,
      } = happening;
      const target = { ...TARGET, ...(before && { already: before }) };
      const clock = { ...systemClock, sleep: async () => {} };
      const client = new Client({ accessToken, clock, retries: 1 }, () => ({
        transport,
        close: async () => {},
      }));
      const operation: Operation = { ...deactivate, alreadyApplied: already, repeatable };
      const { record } = await perform(operation, client, target, { clock, doubtful, ...performing });
      expect(record.outcome).toBe(outcome);
      expect(record.changed).toBe(CHANGED[outcome]);
      const isApplied = outcome === 'unchanged' || outcome === 'recovered';
      expect(record.account_state).toBe(isApplied ? already?.account_state : null);
      expect(record.transferred_to_department_id).toBe(outcome === 'recovered' ? 'dept_1' : null);
      expect(record.error === null).toBe(isApplied);
      expect(record.error?.code === 'DEFECT').toBe(failure === 'defect');
      const hint = record.error?.hint ?? '';
      if (outcome !== 'unknown') return expect(hint).not.toContain('may have been');
      const careful = repeatable ? 'look' : 'look before you repeat it, which could do it twice';
      expect(hint).toBe(
        `usr_1 may have been deactivated; ${careful}: aitronos users get usr_1 --org ${TARGET.organization_id}`,
      );
      if (!repeatable) expect(record.error?.retryable).toBe(false);
    },
  );

  it.each(Object.entries(OUTCOME_AFTER))('%s is shown by a row above', (failure, { clear, doubtful }) => {
    const shown = CASES.filter(([, of]) => of === failure);
    expect(shown.map(([, , , , outcome]) => outcome)).toContain(doubtful);
    // Some failures cast a doubt of their own, so that nothing is clear after them.
    for (const [, , , outcome] of shown) expect([clear, doubtful]).toContain(outcome);
    expect(shown.some(([, , , outcome]) => outcome === clear)).toBe(true);
  });
});

/** Performs a deactivation that the wire answers so, with one retry. */
async function performOnce(
  answer: Transport,
  performing: Partial<PerformOptions> = {},
  {
    operation = deactivate as Operation,
    accessToken = 'a-token' as ClientOptions['accessToken'],
    target = TARGET as Target,
  } = {},
) {
  const clock = { ...systemClock, sleep: async () => {} };
  const client = new Client({ accessToken, clock, retries: 1 }, () => ({
    transport: answer,
    close: async () => {},
  }));
  return perform(operation, client, target, { clock, ...performing });
}

describe('what is no outcome of a user', () => {
  const full = new CliError('FILE', EXIT.refused, 'the disk is full');
  it.each([1, 2])('is a record that cannot be written before attempt %i', async (last) => {
    let asked = 0;
    const beforeSend = async () => {
      asked += 1;
      if (asked === last) throw full;
    };
    await expect(performOnce(answers(503), { beforeSend })).rejects.toBe(full);
  });

  it('is a token that cannot be had on this machine before anything was sent', async () => {
    const failing = performOnce(answers(200), {}, { accessToken: tokenThat(full) });
    await expect(failing).rejects.toBe(full);
  });
});

describe('a record', () => {
  const done = answers(200, '', JSON.stringify({ id: 'usr_1', account_state: 'deactivated' }));

  it('is in doubt after a defect of ours behind a success', async () => {
    const operation: Operation<'deactivate'> = {
      ...deactivate,
      send: (...given) => deactivate.send(...given).then(() => Promise.reject(new TypeError('a defect'))),
    };
    const { record } = await performOnce(done, {}, { operation: operation as Operation });
    expect(record).toMatchObject({ outcome: 'unknown', changed: null, error: { code: 'DEFECT' } });
  });

  // Between two sessions others may have changed the user.
  it.each([
    ['unchanged', 'this session', false],
    ['recovered', 'an earlier one', true],
  ])('is %s after trouble where %s saw that the user already was so', async (outcome, _session, late) => {
    const wire = [answers(503), answers(422, 'USER_ALREADY_DEACTIVATED')].values();
    const answer: Transport = (...given) => (wire.next().value ?? answers(500))(...given);
    const target = { ...TARGET, already: true } as const;
    const { record } = await performOnce(answer, { late }, { target });
    expect(record.outcome).toBe(outcome);
  });

  it('has the id of the trace where the answer has no other', async () => {
    const refused = JSON.stringify({ error: { code: 'X', message: 'words', trace_id: 'trace_7' } });
    expect((await performOnce(answers(422, '', refused))).record.request_id).toBe('trace_7');
  });
});

describe('the kind of a failure', () => {
  const asked = { asked: true, interrupted: false };
  it.each<[what: string, error: unknown, circumstances: typeof asked, Failure]>([
    ['an abort without an interrupt', new DOMException('x', 'AbortError'), asked, 'defect'],
    ['an abort', new DOMException('x', 'AbortError'), { ...asked, interrupted: true }, 'interrupted'],
    ['a defect while interrupted', new TypeError('x'), { ...asked, interrupted: true }, 'defect'],
    ['something that is no error', 'words', asked, 'defect'],
    ['a no before it was asked', apiError(404), { ...asked, asked: false }, 'no_token'],
    ['a redirect before it was asked', apiError(302), { ...asked, asked: false }, 'no_token'],
    ['a no', apiError(422), asked, 'refused'],
    ['a no to whoever asks', apiError(403), asked, 'turned_away'],
  ])('%s', (_, error, circumstances, failure) => {
    expect(classifyFailure(error, WITH_NOTE, circumstances)).toBe(failure);
  });
});
