import { describe, expect, it } from 'vitest';
import {
  AitronosError,
  ApiError,
  type ClientOptions,
  ConnectionError,
  type RequestOptions,
} from '../../src/index.ts';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';

const world = useWorld();
const client = (more = {}) => clientIn(world.current, more);
const DEACTIVATION = { organization_id: 'org_xyz789', transfer_resources_to_department_id: 'dept_eng001' };

describe('the library', () => {
  it('deactivates and reactivates a user', async () => {
    const aitronos = client();
    const user = await aitronos.users.deactivate('usr_abc123', DEACTIVATION);
    expect(user.account_state).toBe('deactivated');
    const back = await aitronos.users.reactivate('usr_abc123', { organization_id: 'org_xyz789' });
    expect(back.account_state).toBe('active');
    const [, reactivation] = world.current.requests;
    expect(reactivation).toMatchObject({ method: 'POST', body: '' });
    expect(reactivation?.headers['content-type']).toBeUndefined();
    await aitronos.close();
  });

  it('throws what the API says as an ApiError', async () => {
    const aitronos = client();
    const refused = aitronos.users.deactivate('usr_nobody', DEACTIVATION);
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({ code: 'USER_NOT_FOUND', status: 404, name: 'ApiError' });
    await aitronos.close();
  });

  it('rejects an id that cannot be part of a path, and says where it was to stand', async () => {
    const { users, departments, roles } = client();
    const there = { organization_id: 'org_xyz789' };
    const calls = [
      () => users.deactivate('', DEACTIVATION),
      () => users.reactivate('', there),
      () => users.remove('', there),
      () => users.updateMemberships('', { ...there, role_ids: [], department_ids: [] }),
      () => users.effectivePermissions('', there),
      () => departments.delete('', there),
      () => roles.delete('', there),
    ];
    for (const call of calls) {
      const error = await call().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(AitronosError);
      expect(error).toMatchObject({
        code: 'BAD_PATH',
        message: expect.stringMatching(
          /^"" cannot be part of a path: expected an id after \/v1\/organizations\/org_xyz789\//,
        ),
      });
    }
    expect(world.current.requests).toEqual([]);
  });

  it.each([{ inFlight: 0 }, { limit: 0 }, { limit: Number.NaN }, { limit: 1.5 }, { inFlight: -1 }])(
    'refuses to read a list with %j',
    async (paging) => {
      const read = client().users.listAll({ organization_id: 'org_xyz789' }, paging);
      await expect(read.next()).rejects.toMatchObject({ code: 'BAD_OPTION' });
      expect(world.current.requests).toEqual([]);
    },
  );

  it('asks for a part of the tree of departments', async () => {
    await world.current.script({ status: 200, body: [] });
    await client().departments.tree({ organization_id: 'org_xyz789', scope: ['dept_a', 'dept_b'] });
    expect(world.current.requests[0]?.path).toBe(
      '/v1/organizations/org_xyz789/departments/tree?scope=dept_a,dept_b',
    );
  });

  it('reads a page of members that is larger than the answer to a change may be', async () => {
    const full_name = 'x'.repeat(1024 * 1024);
    const users = [{ user_id: 'usr_abc123', organization_id: 'org_xyz789', full_name }];
    await world.current.script({ status: 200, body: { users, total_users_count: 1, skip: 0, take: 1 } });
    const page = await client().users.list({ organization_id: 'org_xyz789' });
    expect(page).toMatchObject({ total: 1, rows: [{ full_name }] });
  });

  it('confirms a removal, whatever else it is given', async () => {
    await world.current.script({ status: 204 });
    const params = { organization_id: 'org_xyz789', confirm: false };
    await client().users.remove('usr_abc123', params);
    expect(JSON.parse(world.current.requests[0]?.body ?? '')).toEqual({ confirm: true });
  });

  it('throws a ConnectionError when no answer comes, after its retries', async () => {
    await world.current.script('reset');
    const aitronos = client({ retries: 1 });
    const lost = aitronos.account.me();
    await expect(lost).rejects.toBeInstanceOf(ConnectionError);
    await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_LOST', sent: true });
    expect(world.current.requests).toHaveLength(2);
    await aitronos.close();
  });

  it.each([
    [{ accessToken: undefined }, 'NO_ACCESS_TOKEN'],
    [{ accessToken: '' }, 'NO_ACCESS_TOKEN'],
    [{ accessToken: 'a\nb' }, 'BAD_ACCESS_TOKEN'],
    [{ baseUrl: 'http://api.aitronos.com' }, 'BAD_BASE_URL'],
    // What a program without types can give.
    [{ accessToken: null as never }, 'NO_ACCESS_TOKEN'],
    [{ accessToken: 5 as never }, 'BAD_ACCESS_TOKEN'],
    [{ accessToken: true as never }, 'BAD_ACCESS_TOKEN'],
    [{ accessToken: {} as never }, 'BAD_ACCESS_TOKEN'],
    [{ accessToken: { token: () => 'tok' } as never }, 'BAD_ACCESS_TOKEN'],
    [{ accessToken: ['tok'] as never }, 'BAD_ACCESS_TOKEN'],
    [{ accessToken: Buffer.from('tok') as never }, 'BAD_ACCESS_TOKEN'],
    [{ baseUrl: {} as never }, 'BAD_BASE_URL'],
    [{ baseUrl: 5 as never }, 'BAD_BASE_URL'],
    [{ baseUrl: null as never }, 'BAD_BASE_URL'],
    [{ baseUrl: '' }, 'BAD_BASE_URL'],
    [{ baseUrl: 'undefined' }, 'BAD_BASE_URL'],
  ])('refuses %j at once', (options, code) => {
    expect(() => client(options)).toThrow(AitronosError);
    expect(() => client(options)).toThrow(expect.objectContaining({ code }));
  });

  it('takes a URL for the base URL', async () => {
    const { AITRONOS_API_URL: url = '' } = world.current.env;
    const aitronos = client({ baseUrl: new URL(url) });
    expect(await aitronos.account.me()).toMatchObject({ id: 'usr_admin01' });
    await aitronos.close();
  });

  it('says of a call behind close() that the client was closed, at once and without another attempt', async () => {
    const aitronos = client();
    await aitronos.close();
    const error = await aitronos.account.me().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ConnectionError', sent: false });
    expect(String(error)).toMatch(/the client was closed before .* was asked/);
    expect(world.current.requests).toEqual([]);
  });

  it.each<ClientOptions>([
    ...[Infinity, 2 ** 31, 0, -1, Number.NaN].map((timeoutMs) => ({ timeoutMs })),
    ...[Infinity, -1, 1.5, Number.NaN].map((retries) => ({ retries })),
    ...[0, -1, 1.5, Infinity].map((connections) => ({ connections })),
    ...['a\r\nx: 1', 'a\0', '\u{1f600}', {} as never].map((userAgent) => ({ userAgent })),
  ])('refuses %o, which is no number that can be kept and no header', (options) => {
    expect(() => client(options)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
  });

  it.each([
    ...[Infinity, -1, 0.5, Number.NaN].map((retries) => ({ retries })),
    ...[0, -1, 1.5, Number.NaN, null, '5'].map((mostBytes) => ({ mostBytes: mostBytes as number })),
  ])('refuses %o of one call, and sends nothing', async (options) => {
    const aitronos = client();
    const error = await aitronos.account.me(options).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'AitronosError', code: 'BAD_OPTION' });
    expect(world.current.requests).toEqual([]);
    await aitronos.close();
  });

  it.each([Infinity, 2 ** 50])('reads a list that comes packed, of %d bytes at most', async (mostBytes) => {
    const aitronos = client();
    const heard: unknown[] = [];
    const onAttempt: RequestOptions['onAttempt'] = ({ answer }) =>
      heard.push(answer?.headers['content-encoding']);
    const page = await aitronos.users.list({ organization_id: 'org_xyz789' }, { mostBytes, onAttempt });
    expect({ heard, total: page.total }).toEqual({ heard: ['gzip'], total: 8 });
    await aitronos.close();
  });

  it('sends an API key where there is no access token', async () => {
    const apiKey = 'sandbox-api-key';
    const aitronos = [client({ accessToken: undefined, apiKey }), client({ apiKey })];
    const ids = await Promise.all(aitronos.map(async (each) => (await each.account.me()).id));
    expect(ids).toEqual(['usr_ops01', 'usr_admin01']);
    for (const each of aitronos) await each.close();
  });
});
