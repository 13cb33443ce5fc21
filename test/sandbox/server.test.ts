import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/server.ts';
import { virtualClock } from './virtual-clock.ts';
import { ORGANIZATION, openSandbox } from './world.ts';

describe('who is asking', () => {
  const ask = async (headers: Record<string, string>) => {
    const { send } = await openSandbox();
    const { status, body } = await send('/v1/user/me', { headers });
    return [status, body.error?.code, body.error?.type];
  };

  it('must say so', async () => {
    expect(await ask({})).toEqual([401, 'AUTHENTICATION_REQUIRED', 'authentication_error']);
  });

  it.each(['Bearer wrong', 'Bearer', 'Basic c2FuZGJveA==', 'sandbox-access-token'])(
    'is not believed with "%s"',
    async (authorization) => {
      expect(await ask({ authorization })).toEqual([401, 'TOKEN_INVALID', 'authentication_error']);
    },
  );

  it('is not believed with a wrong key', async () => {
    expect(await ask({ 'x-api-key': 'wrong' })).toEqual([401, 'INVALID_API_KEY', 'authentication_error']);
  });

  it('is the owner with the access token', async () => {
    const { send } = await openSandbox();
    expect((await send('/v1/user/me')).body).toMatchObject({
      id: 'usr_admin01',
      email: 'ada@example.com',
      username: 'ada',
      full_name: 'Ada Admin',
      is_active: true,
      current_organization_id: 'org_xyz789',
    });
  });

  it('is somebody else with the API key', async () => {
    const { send, api_key } = await openSandbox();
    const { body } = await send('/v1/user/me', { headers: { 'X-API-Key': api_key } });
    expect(body).toMatchObject({ id: 'usr_ops01', is_active: true });
  });
});

describe('the server', () => {
  it('answers health checks without a token', async () => {
    const { send } = await openSandbox();
    const { status, text } = await send('/health', { headers: {} });
    expect([status, text]).toEqual([200, '{"status":"ok"}']);
  });

  it.each(['/v1/nothing', '/elsewhere', `${ORGANIZATION}/departments/`])(
    'knows nothing at %s',
    async (path) => {
      const { send } = await openSandbox();
      const { status, body } = await send(path);
      expect([status, body.error?.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it('names each answer', async () => {
    const { send, user } = await openSandbox();
    const refused = await user('usr_nobody');
    const health = await send('/health');
    expect(refused.body.error).toMatchObject({ trace_id: 'req_00000001' });
    expect(refused.headers.get('x-request-id')).toBe('req_00000001');
    expect(health.headers.get('x-request-id')).toBe('req_00000002');
  });

  it('shows each request that arrived, the refused ones too', async () => {
    const { send, arrived } = await openSandbox();
    await send('/v1/nothing?a=1&b=%20', { method: 'POST', headers: { 'X-Test': 'yes' }, body: 'é' });
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toMatchObject({ method: 'POST', path: '/v1/nothing?a=1&b=%20', body: 'é' });
    expect(arrived[0]?.headers['x-test']).toBe('yes');
  });

  it.each([
    ['whose length is announced', (text: string) => text],
    ['whose length is not', (text: string) => new Blob([text]).stream()],
    [
      'that has not ended',
      (text: string) => new ReadableStream({ start: (more) => more.enqueue(Buffer.from(text)) }),
    ],
  ])('refuses a body over 1 MiB %s', async (_, bodyOf) => {
    const { send, arrived } = await openSandbox();
    const init = { method: 'POST', body: bodyOf('x'.repeat(1024 * 1024 + 1)), duplex: 'half' as const };
    const { status, body } = await send('/v1/nothing', init);
    expect([status, body.error?.code, arrived.length]).toEqual([413, 'PAYLOAD_TOO_LARGE', 0]);
  });

  it.each([
    ['that is no HTTP', 'GARBAGE\r\n\r\n', 400],
    ['in TLS', '\x16\x03\x01\x02\x00\x01', 400],
    ['without a host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['to a host that is none', 'GET /health HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['with a length that is none', 'POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n', 400],
    ['with headers too large', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('answers a request %s as the API answers a bad one', async (_, sent, status) => {
    const { url } = await openSandbox();
    const socket = connect(Number(new URL(url).port), '127.0.0.1').end(sent, 'latin1');
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*content-type: application/json`, 'is'));
    expect(JSON.parse(body)).toMatchObject({ success: false, error: { code: 'BAD_REQUEST', status } });
  });

  it('answers one request after the other on one connection', async () => {
    const { url } = await openSandbox();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const reused = () =>
      new Promise<boolean>((resolve, reject) => {
        const request = get(`${url}/health`, { agent }, (answer) => {
          answer.resume().once('end', () => resolve(request.reusedSocket));
        }).once('error', reject);
      });
    expect([await reused(), await reused(), await reused()]).toEqual([false, true, true]);
    agent.destroy();
  });

  it('listens on this machine only, and tells when the port is in use', async () => {
    const { url } = await openSandbox();
    const { hostname, port } = new URL(url);
    expect(hostname).toBe('127.0.0.1');
    await expect(startSandbox({ clock: virtualClock(), port: Number(port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port: Number(port),
    });
  });

  it('answers as late as it is told to', async () => {
    const { user, clock } = await openSandbox({ latency_ms: 250 });
    const answer = user('usr_abc123');
    expect(await clock.asleep(1)).toEqual([250]);
    clock.advance(250);
    expect((await answer).status).toBe(200);
  });

  it('can be closed twice, and while requests wait', async () => {
    const { user, clock, close } = await openSandbox({ latency_ms: 250 });
    const answer = user('usr_abc123');
    const lost = expect(answer).rejects.toThrow();
    await clock.asleep(1);
    await close();
    await close();
    await lost;
  });
});

describe('an answer', () => {
  it.each([
    ['/v1/organizations', 'gzip', null, null],
    [`${ORGANIZATION}/departments`, 'identity', null, 'Accept-Encoding'],
    [`${ORGANIZATION}/departments`, 'gzip;q=0', null, 'Accept-Encoding'],
    [`${ORGANIZATION}/departments`, 'br, gzip', 'gzip', 'Accept-Encoding'],
    [`${ORGANIZATION}/users/export-csv`, 'gzip', 'gzip', 'Accept-Encoding'],
  ])(
    'is packed where it is long, and the client takes it so: %s, %s',
    async (path, accepted, encoding, vary) => {
      const { send, access_token } = await openSandbox({ users: 30 });
      const asked = (encodings: string) => {
        const headers = { authorization: `Bearer ${access_token}`, 'accept-encoding': encodings };
        return send(path, { method: path.endsWith('csv') ? 'POST' : 'GET', headers });
      };
      const { status, headers, text } = await asked(accepted);
      expect({ status, encoding: headers.get('content-encoding'), vary: headers.get('vary') }).toEqual({
        status: 200,
        encoding,
        vary,
      });
      expect(text).toBe((await asked('identity')).text);
    },
  );
});

describe('the organization', () => {
  it('lists its departments in a bare array', async () => {
    const { send } = await openSandbox({ users: 20 });
    const departments: { id: string; path: string; member_count: number; is_active: boolean }[] = JSON.parse(
      (await send(`${ORGANIZATION}/departments`)).text,
    );
    expect(
      departments.map(({ id, path, member_count, is_active }) => [id, path, member_count, is_active]),
    ).toEqual([
      ['dept_eng001', '/dept_eng001', 5, true],
      ['dept_be001', '/dept_eng001/dept_be001', 5, true],
      ['dept_lab001', '/dept_lab001', 0, false],
      ['dept_sales001', '/dept_sales001', 5, true],
      ['dept_support001', '/dept_support001', 5, true],
    ]);
    expect(Object.keys(departments[0] ?? {}).join(' ')).toBe(
      'id name description parent_id path depth organization_id member_count is_active is_default color created_by created_at',
    );
  });

  it('lists its roles, the documented ones first', async () => {
    const { send } = await openSandbox();
    const roles: { name: string }[] = JSON.parse((await send(`${ORGANIZATION}/roles`)).text);
    expect(roles.map(({ name }) => name)).toEqual([
      'Owner',
      'Admin',
      'Member',
      'Department Manager',
      'Knowledge Manager',
      'Billing Manager',
      'People Admin',
    ]);
  });

  it('is as large as it is told to be', async () => {
    const { deactivate, user } = await openSandbox({ users: 10 });
    expect((await user('usr_000002')).body).toMatchObject({
      user_id: 'usr_000002',
      full_name: 'Bea Abel',
      email: 'bea.abel.2@example.com',
      username: 'bea.abel.2',
      status: { name: 'Active' },
    });
    expect((await deactivate('usr_000002')).body.account_state).toBe('deactivated');
    expect((await user('usr_000003')).status).toBe(404);
  });
});
