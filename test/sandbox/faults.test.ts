import { request as httpRequest } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Fault, faultsBySeed, parseFault } from '../../src/sandbox/faults/faults.ts';
import { BadValue } from '../../src/validation/bad-value.ts';
import { type OpenSandbox, ORGANIZATION, openSandbox, tempFolder } from './world.ts';

const always = (kind: Fault['kind']) => ({ faults: [{ kind, share: 1 }] });

/** Sends a deactivation over a socket of its own and tells what came back before it ended. */
const overSocket = (url: string, method = 'POST') =>
  new Promise<{ status?: number; length?: string; body: string; error?: string }>((resolve) => {
    const request = httpRequest(`${url}${ORGANIZATION}/users/usr_abc123/deactivate`, {
      method,
      agent: false,
      headers: { authorization: 'Bearer sandbox-access-token', 'content-type': 'application/json' },
    });
    request.once('error', (error: NodeJS.ErrnoException) => resolve({ body: '', error: error.code ?? '' }));
    request.once('response', (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      const heard = () => ({
        status: answer.statusCode ?? 0,
        length: answer.headers['content-length'] ?? '',
        body,
      });
      answer.once('end', () => resolve(heard()));
      answer.once('error', (error: NodeJS.ErrnoException) =>
        resolve({ ...heard(), error: error.code ?? '' }),
      );
    });
    request.end('{"transfer_resources_to_department_id":"dept_eng001"}');
  });

/** What a server without faults sees in the same folder afterwards. */
const stateIn = async (folder: string) =>
  (await (await openSandbox({ folder })).user('usr_abc123')).body.status?.name;

describe('a fault', () => {
  it.each([
    [500, 'INTERNAL_SERVER_ERROR', 'server_error'],
    [503, 'SERVICE_UNAVAILABLE', 'server_error'],
    [418, 'HTTP_418', 'client_error'],
  ])('of status %i is answered with the envelope, and nothing is changed', async (status, code, type) => {
    const folder = await tempFolder();
    const { deactivate, arrived } = await openSandbox({ folder, ...always(status) });
    const answer = await deactivate('usr_abc123');
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code, type, status, details: {} });
    expect(arrived).toHaveLength(1);
    expect(await stateIn(folder)).toBe('Active');
  });

  it('that resets the connection comes after the change', async () => {
    const folder = await tempFolder();
    const { url } = await openSandbox({ folder, ...always('reset') });
    expect(await overSocket(url)).toEqual({ body: '', error: 'ECONNRESET' });
    expect(await stateIn(folder)).toBe('Inactive');
  });

  it('that truncates sends half of the answer after the change', async () => {
    const folder = await tempFolder();
    const { url } = await openSandbox({ folder, ...always('truncate') });
    const heard = await overSocket(url);
    expect(heard).toMatchObject({ status: 200, error: 'ECONNRESET' });
    expect(heard.body).toHaveLength(Math.floor(Number(heard.length) / 2));
    expect(heard.body.startsWith('{"id":"usr_abc123","full_name":"Jane Doe"')).toBe(true);
    expect(await stateIn(folder)).toBe('Inactive');
  });

  it('that hangs holds the request until the client gives up, and nothing is changed', async () => {
    const folder = await tempFolder();
    const { send, clock } = await openSandbox({ folder, ...always('hang') });
    const patience = new AbortController();
    const answer = send(`${ORGANIZATION}/users/usr_abc123/reactivate`, {
      method: 'POST',
      signal: patience.signal,
    });
    const lost = expect(answer).rejects.toThrow('aborted');
    const [held] = await clock.asleep(1);
    expect(held).toBeGreaterThan(24 * 60 * 60 * 1_000);
    patience.abort();
    await lost;
    expect(await stateIn(folder)).toBe('Active');
  });

  it('that hangs ends when the server closes', async () => {
    const { url, clock, close } = await openSandbox(always('hang'));
    const heard = overSocket(url);
    await clock.asleep(1);
    await close();
    expect(await heard).toMatchObject({ error: 'ECONNRESET' });
  });

  it.each([
    ['reset', 'POST'],
    ['truncate', 'POST'],
    ['reset', 'HEAD'],
    ['truncate', 'HEAD'],
  ] as const)('that breaks an answer leaves no word on stderr: %s of %s', async (kind, method) => {
    const said = vi.spyOn(console, 'error');
    onTestFinished(() => said.mockRestore());
    const { url, close } = await openSandbox(always(kind));
    await overSocket(url, method);
    await close();
    expect(said).not.toHaveBeenCalled();
  });

  it('never strikes outside of the API', async () => {
    const { send } = await openSandbox(always(500));
    expect((await send('/health')).status).toBe(200);
  });
});

describe('the same seed', () => {
  const faults = [parseFault('500:0.2'), parseFault('404:0.1')];
  const ids = Array.from({ length: 60 }, (_, index) => `usr_${index}`);
  const statuses = async ({ user }: OpenSandbox) =>
    Promise.all(ids.map(async (id) => (await user(id)).body.error?.code));

  it('brings the same faults again, and another one others', async () => {
    const once = await statuses(await openSandbox({ faults, seed: 7 }));
    expect(await statuses(await openSandbox({ faults, seed: 7 }))).toEqual(once);
    expect(await statuses(await openSandbox({ faults, seed: 8 }))).not.toEqual(once);
    expect(new Set(once)).toEqual(new Set(['INTERNAL_SERVER_ERROR', 'HTTP_404', 'USER_NOT_FOUND']));
  });

  it('decides anew when a request is repeated', () => {
    const draw = faultsBySeed([{ kind: 500, share: 0.5 }], 1);
    const drawn = Array.from({ length: 50 }, () => draw('GET /v1/user/me'));
    expect(new Set(drawn)).toEqual(new Set([500, undefined]));
  });

  it.each([1, 2, 42, 1_000_000])('strikes the share of requests it is told to, with seed %i', (seed) => {
    const draw = faultsBySeed([parseFault('500:0.1'), parseFault('hang:0.05')], seed);
    const drawn = Array.from({ length: 20_000 }, (_, index) => draw(`POST /v1/users/usr_${index}`));
    const share = (kind: Fault['kind'] | undefined) =>
      drawn.filter((other) => other === kind).length / 20_000;
    expect(Math.abs(share(500) - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(share('hang') - 0.05)).toBeLessThan(0.01);
  });
});

describe('a fault as it is typed', () => {
  it.each([
    ['500:0.1', { kind: 500, share: 0.1 }],
    ['429:1', { kind: 429, share: 1 }],
    ['hang:0.05', { kind: 'hang', share: 0.05 }],
    ['reset:.5', { kind: 'reset', share: 0.5 }],
    ['truncate:0', { kind: 'truncate', share: 0 }],
  ])('%s is understood', (text, fault) => {
    expect(parseFault(text)).toEqual(fault);
  });

  it.each([
    ['', []],
    ['500', ['500:1']],
    ['200:0.1', []],
    ['600:0.1', []],
    ['explode:0.1', []],
    ['500:1.1', []],
    ['500:110%', []],
    ['500:10', ['500:0.1']],
    ['500: 1.1 %', ['500:0.011']],
    ['500:-1', []],
    ['500:', ['500:1']],
    ['500:0.1x', []],
    ['hang:NaN', []],
  ] as const)('"%s" is refused with what was expected, and what was meant: %j', (text, meant) => {
    const expected = '<status 400-599|reset|hang|truncate>:<share from 0 to 1>, such as 500:0.1';
    expect(() => parseFault(text)).toThrow(new BadValue(expected, text, meant));
  });
});
