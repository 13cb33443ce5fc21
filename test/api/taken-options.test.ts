import { describe, expect, it } from 'vitest';
import type { Aitronos, Attempt, ClientOptions, RequestOptions, User } from '../../src/index.ts';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';
import { type Call, EVERY_METHOD } from './every-method.ts';

const world = useWorld();
const client = (more: object = {}) => clientIn(world.current, more);
const untyped = (given: unknown) => given as never;
const there = { organization_id: 'org_xyz789' };

describe('what is taken', () => {
  it('is an object that has more, where all of the fields are needed, and no more of it is sent', async () => {
    const body = { id: 'usr_1', ...there, account_state: 'active', role_ids: [], department_ids: [] };
    const { requests } = await world.current.script({ status: 200, body });
    const aitronos = client();
    const user: User = await aitronos.users.reactivate('usr_1', there);
    await aitronos.users.reactivate(user.id, user);
    await aitronos.users.updateMemberships(user.id, { ...user, role_ids: ['role_1'] });
    expect(requests.map((request) => request.body)).toEqual([
      '',
      '',
      '{"role_ids":["role_1"],"department_ids":[]}',
    ]);
    await aitronos.close();
  });

  it('is an option without a value, which leaves an invitation unrepeated', async () => {
    await world.current.script('reset');
    const options: RequestOptions = { repeatable: undefined, packed: undefined, signal: undefined };
    const invitation = { ...there, email: 'new@example.com', full_name: undefined };
    const error = await client()
      .users.inviteV2(invitation, options)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'CONNECTION_LOST', sent: true });
    expect(world.current.requests.map(({ body }) => body)).toEqual(['{"email":"new@example.com"}']);
  });

  it('is an option of the client without a value', async () => {
    const none: ClientOptions = { apiKey: undefined, retries: undefined, onAttempt: undefined };
    const aitronos = client(none);
    expect((await aitronos.account.me()).id).toBe('usr_admin01');
    await aitronos.close();
  });

  it('is a method in small letters, sent in capitals', async () => {
    const aitronos = client();
    const { status } = await aitronos.request({ method: 'get', path: '/v1/user/me' });
    expect([status, world.current.requests[0]?.method]).toEqual([200, 'GET']);
    await aitronos.close();
  });

  it('is a filter without a value: the list still has to be whole', async () => {
    const body = { members: [{ user_id: 'usr_1' }], total: 2 };
    await world.current.script({ status: 200, body });
    const read = client().users.listAll({ ...there, search_term: undefined });
    expect((await read.next()).value).toMatchObject({ user_id: 'usr_1' });
    await expect(read.next()).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  });

  it('is null for no options of a call, as `fetch` takes it', async () => {
    for (const { name, call } of EVERY_METHOD) {
      const [none, empty] = [await ended(call, untyped(null)), await ended(call, {})];
      expect(none, name).toEqual(empty);
      expect(none.requests, name).not.toEqual([]);
    }
  });

  it('is an object whose fields are those of its class, such as getters', async () => {
    for (const { name, call } of EVERY_METHOD) {
      const heard: Attempt[] = [];
      const options = { onAttempt: (attempt: Attempt) => void heard.push(attempt) };
      const [own, inherited] = [await ended(call, options), await ended(call, options, heir)];
      expect(inherited, name).toEqual(own);
      expect(heard.length, name).toBeGreaterThan(own.requests.length);
    }
  });

  it.each<[name: string, list: (of: Aitronos, filter: typeof there) => AsyncGenerator]>([
    ['users.listAll', ({ users }, filter) => users.listAll(filter)],
    ['roles.listAllMembers', ({ roles }, filter) => roles.listAllMembers('role_member', filter)],
    ['auditLog.queryAll', ({ auditLog }, filter) => auditLog.queryAll(filter)],
  ])('is an object of one organization that %s goes on with when it names another', async (_name, list) => {
    const aitronos = client();
    const filter = { ...there };
    const rows = list(aitronos, filter);
    filter.organization_id = 'org_other';
    for await (const _row of rows);
    expect(world.current.requests.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^\/v1\/organizations\/org_xyz789\//),
    ]);
    await aitronos.close();
  });

  it('is bytes that are used again as soon as the call is made', async () => {
    const { requests } = await world.current.script({ status: 503 }, { status: 200, body: {} });
    const aitronos = client();
    const body = Buffer.from('{"a":1}');
    const asked = aitronos.request({ method: 'POST', path: '/v1/x', body });
    body.fill('x');
    await asked;
    expect(requests.map((request) => request.body)).toEqual(['{"a":1}', '{"a":1}']);
    await aitronos.close();
  });

  it('is what hears of each attempt', async () => {
    const heard: string[] = [];
    for (const { name, call } of EVERY_METHOD)
      await ended(call, { retries: 0, onAttempt: () => void (heard.includes(name) || heard.push(name)) });
    expect(heard).toEqual(EVERY_METHOD.map(({ name }) => name));
  });

  it('is a list of texts that answers are to lose', async () => {
    const body = { id: 'usr_admin01', note: 'hunter2-hunter2' };
    await world.current.script({ status: 200, body });
    const aitronos = client({ secrets: ['hunter2-hunter2'] });
    expect(await aitronos.account.me()).toMatchObject({ note: '[redacted]' });
    await aitronos.close();
  });
});

/** The client, which is given objects that inherit all of their fields, as those of a class with getters do. */
function heir(aitronos: Aitronos): Aitronos {
  const inherited = (given: unknown) => (typeof given === 'object' ? Object.create(given) : given);
  const resource = (of: object) =>
    new Proxy(of, {
      get:
        (_of, method) =>
        (...given: unknown[]) =>
          Reflect.apply(Reflect.get(of, method), of, given.map(inherited)),
    });
  return new Proxy(aitronos, { get: (_client, name) => resource(Reflect.get(aitronos, name)) });
}

/** What a call sends, and the code of its error. */
async function ended(call: Call, options: RequestOptions, as = (aitronos: Aitronos) => aitronos) {
  const before = world.current.requests.length;
  const aitronos = client();
  const code = await call(as(aitronos), options).then(
    () => null,
    (error) => String(Reflect.get(error, 'code')),
  );
  await aitronos.close();
  const requests = world.current.requests.slice(before);
  return { code, requests: requests.map(({ method, path, body }) => `${method} ${path} ${body}`) };
}
