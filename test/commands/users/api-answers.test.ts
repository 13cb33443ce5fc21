import { describe, expect, it } from 'vitest';
import { type Step, unasked } from '../../scripted-server.ts';
import { takeBack } from '../../take-back.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();
const DONE: Step = { status: 200, body: { id: 'usr_abc123', account_state: 'deactivated' } };

const refusal = (status: number, code: string, more: object = {}) => ({
  status,
  body: {
    success: false,
    error: { code, message: `The API says ${code}.`, type: 'client_error', status, ...more },
  },
});

/** One call in JSON against an API that answers so: how it ended, its record and its error. */
async function call(...steps: readonly Step[]) {
  await world.current.script(...steps);
  const { exit, stdout, stderr } = await world.current.deactivate('--json');
  return {
    exit,
    record: stdout === '' ? null : JSON.parse(stdout),
    error: stderr.startsWith('{') ? JSON.parse(stderr).error : null,
    arrived: world.current.requests.length,
    waited_ms: world.current.clock.now() - Date.parse('2026-03-01T12:00:00Z'),
  };
}

it.each(['', ' ', '\n', '\u200b', '\u2067\u00ad'])(
  'a message that shows nothing (%j) is as good as none',
  async (message) => {
    const { error } = await call(refusal(422, 'VALIDATION_ERROR', { message }));
    expect(error).toMatchObject({
      code: 'VALIDATION_ERROR',
      message: expect.stringContaining('the API answered with status 422'),
    });
  },
);

describe('an answer that settles it is not asked for again', () => {
  it.each([
    [400, 'VALIDATION_ERROR', 1],
    [401, 'TOKEN_EXPIRED', 4],
    [403, 'INSUFFICIENT_PERMISSIONS', 4],
    [404, 'USER_NOT_FOUND', 1],
    [409, 'CONFLICT', 1],
    [422, 'VALIDATION_ERROR', 1],
  ])('%i %s', async (status, code, exit) => {
    const details = { user_id: 'usr_abc123' };
    const ended = await call(refusal(status, code, { details, trace_id: 'abc-123-def' }));
    expect(ended).toMatchObject({ exit, arrived: 1, waited_ms: 0 });
    const error = {
      code,
      message: `The API says ${code}.`,
      status,
      type: 'client_error',
      details,
      trace_id: 'abc-123-def',
      request_id: 'abc-123-def',
      retryable: false,
      retry_after_s: null,
    };
    expect(ended.error).toMatchObject(error);
    expect(ended.record).toMatchObject({
      outcome: 'failed',
      changed: false,
      account_state: null,
      error,
      attempts: 1,
    });
  });

  it('says in words what happened, with code, status and request id, and what to do', async () => {
    await world.current.script({
      ...refusal(404, 'USER_NOT_FOUND'),
      headers: { 'x-request-id': 'req_7' },
    });
    const { exit, stdout, stderr } = await world.current.deactivate();
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toBe(
      'error: The API says USER_NOT_FOUND. (USER_NOT_FOUND, HTTP 404, request req_7)\n' +
        'hint: `aitronos users list --search <text> --org org_xyz789` finds people; `aitronos config list` shows the organization in use\n',
    );
  });

  it('copes with an error that says nothing', async () => {
    const ended = await call({ status: 400, body: '' });
    expect(ended.error).toMatchObject({
      code: 'HTTP_400',
      message: 'the API answered with status 400',
      details: {},
    });
  });

  it('strips what a terminal would obey from the message of the API', async () => {
    await world.current.script({ status: 404, body: { error: { code: 'X', message: 'a\u001b[2Jb\r\nc' } } });
    expect((await world.current.deactivate()).stderr).toContain('error: ab c (X, HTTP 404)');
  });
});

describe('an answer that may pass is waited out', () => {
  it('500 three times and then 200, with waits that double and are spread', async () => {
    const ended = await call({ status: 500 }, { status: 500 }, { status: 500 }, DONE);
    // The world's chance is always one half: 0.5 x (0.5 s + 1 s + 2 s).
    expect(ended).toMatchObject({
      exit: 0,
      arrived: 4,
      waited_ms: 1750,
      record: { outcome: 'changed', attempts: 4 },
    });
  });

  it('503 with HTML, four times: exit 5, quoting it', async () => {
    const html = `<html>${'down '.repeat(100)}</html>`;
    const ended = await call({ status: 503, body: html });
    expect(ended).toMatchObject({
      exit: 5,
      arrived: 4,
      record: { outcome: 'unknown', changed: null, attempts: 4 },
    });
    expect(ended.error).toMatchObject({ code: 'HTTP_503', status: 503, retryable: true });
    expect(ended.error.message).toContain('"<html>down down');
    expect(ended.error.message.length).toBeLessThan(260);
  });

  it.each([408, 429, 500, 502, 503, 504, 507, 520, 522, 524, 530, 599])(
    '%i is tried again as often as --retries says',
    async (status) => {
      await world.current.script({ status });
      const { exit } = await world.current.deactivate('--json --retries 2');
      expect({ exit, arrived: world.current.requests.length }).toEqual({ exit: 5, arrived: 3 });
    },
  );

  it('--retries 0 tries once', async () => {
    await world.current.script({ status: 500 });
    await world.current.deactivate('--retries 0');
    expect(world.current.requests).toHaveLength(1);
  });

  it('429 with Retry-After in seconds is waited out exactly', async () => {
    const ended = await call({ status: 429, headers: { 'retry-after': '2' } }, DONE);
    expect(ended).toMatchObject({ exit: 0, arrived: 2, waited_ms: 2000 });
  });

  it('429 with Retry-After as a date is waited out exactly', async () => {
    const ended = await call(
      { status: 429, headers: { 'retry-after': 'Sun, 01 Mar 2026 12:00:42 GMT' } },
      DONE,
    );
    expect(ended).toMatchObject({ exit: 0, arrived: 2, waited_ms: 42_000 });
  });

  it.each([
    [{ 'x-ratelimit-reset': String(Date.parse('2026-03-01T12:00:07Z') / 1000) }, 7000],
    [{ 'x-ratelimit-reset-requests': '3' }, 3000],
    [{ 'x-ratelimit-reset-requests': '1m30s' }, 90_000],
    [{ 'x-ratelimit-retry-after': '4', 'x-ratelimit-reset': '1' }, 4000],
  ])('429 with %j is waited out exactly', async (headers, waited_ms) => {
    expect(await call({ status: 429, headers }, DONE)).toMatchObject({ exit: 0, waited_ms });
  });

  it('429 with an hour to wait is not waited for: exit 5, and the error says how long', async () => {
    const ended = await call({
      ...refusal(429, 'RATE_LIMIT_EXCEEDED'),
      headers: { 'retry-after': '3600' },
    });
    expect(ended).toMatchObject({ exit: 5, arrived: 1, waited_ms: 0 });
    expect(ended.error).toMatchObject({ retry_after_s: 3600, retryable: true, hint: 'try again in 60 min' });
  });

  it.each<[wait: string, words: string, headers?: Readonly<Record<string, string>>]>([
    ['7200', '120 min'],
    ['7201', '3 h'],
    ['172801', '3 days'],
    [String(366 * 86_400), '366 days'],
    [String(366 * 86_400 + 1), 'more than a year'],
    ['99999999', 'more than a year'],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 'more than a year', { date: 'Sun, 01 Mar 2026 12:00:00 GMT' }],
    ['9'.repeat(40), 'more than a year', { date: 'Sun, 01 Mar 2026 12:00:00 GMT' }],
  ])('429 with Retry-After: %s says when to try again: in %s', async (wait, words, headers = {}) => {
    const ended = await call({ ...refusal(429, 'SLOW'), headers: { 'retry-after': wait, ...headers } });
    expect(ended).toMatchObject({ exit: 5, arrived: 1, waited_ms: 0 });
    expect(ended.error).toMatchObject({ hint: `try again in ${words}` });
  });

  it('says while it waits why it does, and not to those who read JSON or asked for quiet', async () => {
    await world.current.script({ ...refusal(429, 'SLOW'), headers: { 'retry-after': '2' } }, DONE);
    expect((await world.current.deactivate()).stderr).toBe(
      `note: The API says SLOW.; trying again in 2 s\n${takeBack()}`,
    );
    for (const [manner, said] of [
      ['--json', takeBack()],
      ['--quiet', ''],
    ] as const) {
      await world.current.script({ ...refusal(429, 'SLOW'), headers: { 'retry-after': '2' } }, DONE);
      expect((await world.current.deactivate(manner)).stderr).toBe(said);
    }
  });
});

describe('no answer', () => {
  it('a connection that is reset after the request was read: unknown after every attempt', async () => {
    const ended = await call('reset');
    expect(ended).toMatchObject({
      exit: 5,
      arrived: 4,
      record: { outcome: 'unknown', changed: null, attempts: 4 },
    });
    expect(ended.error).toMatchObject({ code: 'CONNECTION_LOST', status: null, retryable: true });
  });

  it('a refused connection: not sent', async () => {
    const server = await world.current.script(unasked(DONE));
    await server.close();
    const { exit, stdout, stderr } = await world.current.deactivate('--json');
    expect(exit).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', changed: false, attempts: 4 });
    const hint = expect.stringMatching(/^nothing was sent; /);
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'CONNECTION_REFUSED', hint });
  });

  it('a server that hangs past the timeout, once: tried again', async () => {
    const ended = await call('hang', DONE);
    expect(ended).toMatchObject({ exit: 0, arrived: 2, waited_ms: 30_250, record: { attempts: 2 } });
  });

  it('a server that always hangs: exit 5 after every attempt, and it may have happened', async () => {
    await world.current.script('hang');
    const { exit, stdout, stderr } = await world.current.deactivate('--json --timeout 2.5');
    expect({ exit, arrived: world.current.requests.length }).toEqual({ exit: 5, arrived: 4 });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'unknown', changed: null });
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringContaining('within 2.5 s'),
    });
  });

  it('a body cut short is no answer: tried again', async () => {
    expect(await call('cut', DONE)).toMatchObject({ exit: 0, arrived: 2 });
    const ended = await call('cut');
    expect(ended).toMatchObject({ exit: 5, arrived: 4, record: { outcome: 'unknown' } });
    expect(ended.error.code).toBe('ANSWER_CUT_SHORT');
  });

  it('an early loss and a late refusal of another kind: it failed', async () => {
    const ended = await call('reset', refusal(404, 'USER_NOT_FOUND'));
    expect(ended).toMatchObject({ exit: 1, record: { outcome: 'failed', changed: false } });
  });

  it('an early loss and a server that then only says "not now": nobody knows', async () => {
    const ended = await call('reset', { status: 503 });
    expect(ended).toMatchObject({ exit: 5, record: { outcome: 'unknown', changed: null } });
  });
});

describe('an answer that is not what was asked for', () => {
  it('200 with text: exit 1, and it may have happened', async () => {
    const ended = await call({ status: 200, body: `Welcome to the café! ${'x'.repeat(300)}` });
    expect(ended).toMatchObject({ exit: 1, arrived: 1, record: { outcome: 'unknown', changed: null } });
    expect(ended.error).toMatchObject({ code: 'NOT_JSON', status: 200 });
    expect(ended.error.message.length).toBeLessThan(260);
  });

  it.each([
    ['another account state', { id: 'usr_abc123', account_state: 'active' }, 'failed', 'active'],
    ['no account state', { id: 'usr_abc123' }, 'unknown', null],
    ['an account state that is no text', { account_state: 7 }, 'unknown', null],
    ['null', null, 'unknown', null],
    ['a list', [], 'unknown', null],
    ['a text', 'deactivated', 'unknown', null],
    ['a number', 1, 'unknown', null],
    ['a state that is none', { account_state: '\u001b[2J' }, 'unknown', null],
    ['an endless state', { account_state: 'a'.repeat(1000) }, 'unknown', null],
  ])('200 with %s is never a success', async (_what, body, outcome, account_state) => {
    const headers = { 'x-request-id': 'req_7' };
    const ended = await call({ status: 200, headers, body: JSON.stringify(body) });
    expect(ended).toMatchObject({ exit: 1, arrived: 1 });
    expect(ended.record).toMatchObject({
      outcome,
      changed: outcome === 'failed' ? false : null,
      account_state,
    });
    const details = { account_state };
    expect(ended.error).toMatchObject({
      code: 'UNEXPECTED_STATE',
      status: 200,
      request_id: 'req_7',
      details,
    });
  });

  it('200 with extra fields keeps them, and with missing ones does not stumble', async () => {
    const user = { id: 'usr_abc123', account_state: 'deactivated', badge: { color: 'red' }, 'a b': [1] };
    expect((await call({ status: 200, body: user })).record.user).toEqual(user);
    await world.current.script({ status: 200, body: user });
    expect((await world.current.deactivate()).stdout).toContain(
      'usr_abc123  -     -      deactivated  dept_eng001',
    );
  });

  it.each([
    [302, 'failed'],
    // What was asked for was carried out, and its answer is there.
    [303, 'unknown'],
    [307, 'failed'],
  ])('a redirect is not followed, and the token does not go there: %i', async (status, outcome) => {
    const elsewhere = await world.current.script(unasked(DONE));
    const location = `${elsewhere.url}/v1/collect`;
    const ended = await call({ status, headers: { location } });
    expect(ended).toMatchObject({ exit: 1, arrived: 1, record: { outcome } });
    expect(ended.error).toMatchObject({
      code: 'REDIRECTED',
      status,
      message: expect.stringContaining(location),
    });
    expect(elsewhere.requests).toEqual([]);
  });

  it('an answer of more than 1 MiB to a change is not read', async () => {
    const ended = await call({
      status: 200,
      body: JSON.stringify({ account_state: 'x'.repeat(1024 * 1024) }),
    });
    expect(ended).toMatchObject({ exit: 1, arrived: 1, record: { outcome: 'unknown' } });
    expect(ended.error).toMatchObject({
      code: 'ANSWER_TOO_LARGE',
      message: expect.stringContaining('1 MiB'),
    });
  });
});

describe('an interrupt while waiting', () => {
  it('ends at once with exit 130, and what was answered "not now" was not done', async () => {
    await world.current.script({ status: 429, headers: { 'retry-after': '60' } });
    const { exit, stdout, stderr } = await world.current.deactivate('--json', { interruptAtWait: true });
    expect({ exit, arrived: world.current.requests.length }).toEqual({ exit: 130, arrived: 1 });
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'not_sent',
      changed: false,
      error: { code: 'INTERRUPTED' },
    });
    const message = 'interrupted: nothing was sent';
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'INTERRUPTED', message });
  });

  it('says that it may have happened when an attempt got no answer', async () => {
    await world.current.script('reset');
    const { exit, stdout, stderr } = await world.current.deactivate('', { interruptAtWait: true });
    expect({ exit, stdout, stderr }).toEqual({
      exit: 130,
      stdout: '',
      stderr:
        'error: interrupted (INTERRUPTED)\n' +
        'hint: usr_abc123 may have been deactivated; look: aitronos users get usr_abc123 --org org_xyz789\n',
    });
  });
});
