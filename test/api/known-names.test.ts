import { describe, expect, it } from 'vitest';
import { type Aitronos, AitronosError } from '../../src/index.ts';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';
import { EVERY_METHOD } from './every-method.ts';

const world = useWorld();
const client = (more: object = {}) => clientIn(world.current, more);
const there = { organization_id: 'org_xyz789' };

/** What a program without types gives. */
const untyped = (given: unknown) => given as never;

/** What the call is refused with, before anything leaves; null where it is not refused. */
async function refusalOf(call: () => unknown): Promise<unknown> {
  const error = await Promise.resolve()
    .then(call)
    .then(
      () => null,
      (reason: unknown) => reason,
    );
  expect(world.current.requests).toEqual([]);
  return error;
}

const refusal = (words: string) => ({
  name: 'AitronosError',
  code: 'BAD_OPTION',
  message: expect.stringContaining(words),
});

describe('an option that there is not is refused before anything is sent', () => {
  it.each<[given: object, words: string]>([
    [{ baseURL: 'https://x' }, 'there is no "baseURL"; did you mean baseUrl?'],
    [{ base_url: 'https://x' }, 'there is no "base_url"; did you mean baseUrl?'],
    [{ url: 'https://x' }, 'there is no "url"; did you mean baseUrl?'],
    [{ apiUrl: 'https://x' }, 'there is no "apiUrl"; there are accessToken, apiKey, baseUrl, timeoutMs,'],
    [{ apiUrl: undefined }, 'there is no "apiUrl"'],
    [{ timeout: 5 }, 'there is no "timeout"; did you mean timeoutMs?'],
    [{ token: 'a-token' }, 'there is no "token"; did you mean accessToken?'],
    [{ onAttempt: 'log' }, 'onAttempt: expected a function, got string'],
    [{ random: 1 }, 'random: expected a function, got number'],
    [{ clock: { now: Date.now } }, 'clock: expected an object with monotonic()'],
    [{ clock: 5 }, 'clock: expected an object with now()'],
    [{ timeoutMs: 0.5 }, 'timeoutMs: expected milliseconds from 1 to 2147483647, got 0.5'],
    [{ timeoutMs: '5' }, ', got string'],
    [{ timeoutMs: null }, ', got null'],
    [{ retries: null }, ', got null'],
    [{ connections: null }, ', got null'],
    [{ userAgent: null }, 'userAgent: expected text'],
  ])('new Aitronos(%j)', (given, words) => {
    expect(() => client(given)).toThrow(expect.objectContaining(refusal(words)));
  });

  it.each<[given: unknown, words: string]>([
    ['hunter2', 'secrets: expected a list of strings, got string'],
    [[7], 'secrets: expected a list of strings, got a list with something else in it'],
    [new Set(['hunter2']), 'secrets: expected a list of strings, got object'],
  ])('new Aitronos with %j for its secrets, which are not quoted', (secrets, words) => {
    expect(() => client({ secrets })).toThrow(expect.objectContaining(refusal(words)));
    expect(() => client({ secrets })).not.toThrow(/hunter2/);
  });

  it.each<[given: unknown, kind: string]>([
    [null, 'null'],
    ['a-token', 'string'],
    [['a-token'], 'a list'],
  ])('new Aitronos with %j in place of options, which is not quoted', async (given, kind) => {
    const { Aitronos } = await import('../../src/index.ts');
    const make = () => new Aitronos(untyped(given));
    expect(make).toThrow(expect.objectContaining(refusal(`expected an object, got ${kind}`)));
  });

  const WRONG: readonly (readonly [what: string, options: () => unknown, words: string])[] = [
    ['a misspelt one', () => ({ retires: 0 }), 'there is no "retires"; did you mean retries?'],
    ['one of the client', () => ({ timeoutMs: 5 }), 'there is no "timeoutMs"; there are signal,'],
    ['a signal by itself', () => new AbortController().signal, 'expected an object: { signal }'],
    [
      'a controller',
      () => ({ signal: new AbortController() }),
      'signal: expected an AbortSignal, got its controller',
    ],
    ['a signal that is none', () => ({ stopSignal: 'stop' }), 'stopSignal: expected an AbortSignal'],
    ['no function', () => ({ onAttempt: {} }), 'onAttempt: expected a function, got object'],
    ['half a gate', () => ({ gate: { acquire: () => {} } }), 'gate: expected an object with release()'],
    ['a list', () => [], 'expected an object, got a list'],
  ];
  it.each(WRONG)('every method with %s', async (_what, options, words) => {
    for (const { name, call } of EVERY_METHOD) {
      const error = await refusalOf(() => call(client(), untyped(options())));
      expect(error, name).toMatchObject(refusal(words));
    }
  });

  it.each<[name: string, call: (aitronos: Aitronos, wrong: object) => unknown, wrong: object, words: string]>(
    [
      [
        'users.remove',
        (a, wrong) => a.users.remove('usr_1', untyped(wrong)),
        { transfer_to: 'dept_1' },
        'transfer_to',
      ],
      [
        'users.inviteV2',
        (a, wrong) => a.users.inviteV2(untyped(wrong)),
        { sendInvitation: false },
        'send_invitation',
      ],
      ['users.list', (a, wrong) => a.users.list(untyped(wrong)), { searchTerm: 'jane' }, 'search_term'],
      ['users.listAll', (a, wrong) => a.users.listAll(untyped(wrong)).next(), { role: 'role_1' }, 'role_id'],
      [
        'users.listAll, its paging',
        (a, wrong) => a.users.listAll(there, untyped(wrong)).next(),
        { max: 5 },
        'limit',
      ],
      [
        'users.listAll, its options as its paging',
        (a) => a.users.listAll(there, untyped({ signal: AbortSignal.abort() })).next(),
        {},
        'there is no "signal"',
      ],
      [
        'users.listAll, onTotal',
        (a) => a.users.listAll(there, untyped({ onTotal: 1 })).next(),
        {},
        'onTotal: expected a function',
      ],
      ['departments.tree', (a, wrong) => a.departments.tree(untyped(wrong)), { scopes: ['dept_1'] }, 'scope'],
      [
        'departments.create',
        (a, wrong) => a.departments.create(untyped(wrong)),
        { parentId: 'd' },
        'parent_id',
      ],
      ['departments.update', (a, wrong) => a.departments.update('d', untyped(wrong)), { nmae: 'x' }, 'name'],
      [
        'departments.reparent',
        (a, wrong) => a.departments.reparent('d', untyped(wrong)),
        { parent_id: 'd' },
        'new_',
      ],
      ['roles.list', (a, wrong) => a.roles.list(untyped(wrong)), { includeGlobal: true }, 'include_global'],
      ['roles.create', (a, wrong) => a.roles.create(untyped(wrong)), { capability: ['x'] }, 'capabilities'],
      ['roles.listMembers', (a, wrong) => a.roles.listMembers('r', untyped(wrong)), { take: 5 }, 'limit'],
      ['auditLog.query', (a, wrong) => a.auditLog.query(untyped(wrong)), { actor: 'usr_1' }, 'actor_id'],
      [
        'auditLog.queryAll',
        (a, wrong) => a.auditLog.queryAll(untyped(wrong)).next(),
        { since: '2026' },
        'from_date',
      ],
      [
        'auditLog.queryAll, its paging',
        (a, wrong) => a.auditLog.queryAll(there, untyped(wrong)).next(),
        { max: 5 },
        'limit',
      ],
      [
        'organizations.list',
        (a, wrong) => a.organizations.list(untyped(wrong)),
        { activeOnly: false },
        'active_only',
      ],
      [
        'organizations.listAll',
        (a, wrong) => a.organizations.listAll(untyped(wrong)).next(),
        { all: true },
        'active_only',
      ],
      [
        'auth.login',
        (a, wrong) => a.auth.login({ email_or_username: 'a', password: 'p', ...wrong }),
        { device: {} },
        'email_or_username, password',
      ],
      [
        'auth.verify',
        (a, wrong) => a.auth.verify({ email_key: 'k', verification_code: 1, ...wrong }),
        { is_register: true },
        'email_key, verification_code',
      ],
      [
        'auth.refresh',
        (a, wrong) => a.auth.refresh({ refresh_token: 'r', ...wrong }),
        { device_id: 1 },
        'refresh_token',
      ],
      ['auth.logout', (a, wrong) => a.auth.logout(untyped(wrong)), { refreshToken: 'r' }, 'refresh_token'],
      ['users.listAll, a page', (a, wrong) => a.users.listAll(untyped(wrong)).next(), { take: 5 }, '"take"'],
      [
        'auditLog.queryAll, a page',
        (a, wrong) => a.auditLog.queryAll(untyped(wrong)).next(),
        { limit: 5 },
        '"limit"',
      ],
      [
        'roles.listAllMembers, a page',
        (a, wrong) => a.roles.listAllMembers('r', untyped(wrong)).next(),
        { limit: 5 },
        '"limit"',
      ],
      [
        'request',
        (a) => a.request(untyped({ method: 'POST', path: '/v1/x', json: {} })),
        {},
        'there is no "json"',
      ],
      ['request, as a path', (a) => a.request(untyped('/v1/user/me')), {}, 'expected an object, got string'],
    ],
  )('%s', async (_name, call, wrong, words) => {
    const error = await refusalOf(() => call(client(), { ...there, ...wrong }));
    expect(error).toMatchObject(refusal(words));
  });

  it.each<[name: string, call: (aitronos: Aitronos, given: never) => AsyncGenerator<unknown>]>([
    ['users.listAll', (a, given) => a.users.listAll(given)],
    ['organizations.listAll', (a, given) => a.organizations.listAll(given)],
    ['roles.listAllMembers', (a, given) => a.roles.listAllMembers('r', given)],
    ['auditLog.queryAll', (a, given) => a.auditLog.queryAll(given)],
  ])('%s with an id or a list in place of an object', async (name, call) => {
    for (const [given, kind] of [
      ['org_xyz789', 'string'],
      [['org_xyz789'], 'a list'],
    ]) {
      const error = await refusalOf(() => call(client(), untyped(given)).next());
      expect(error).toMatchObject(refusal(`${name}: expected an object, got ${kind}`));
    }
  });

  const department = 'transfer_resources_to_department_id';
  const lists = { role_ids: ['role_1'], department_ids: [] };
  it.each<[name: string, call: (aitronos: Aitronos, given: never) => unknown, given: object, words: string]>([
    [
      'deactivate',
      (a, given) => a.users.deactivate('usr_1', given),
      {},
      `${department}: expected text, got undef`,
    ],
    [
      'deactivate',
      (a, given) => a.users.deactivate('usr_1', given),
      { transfer_to: 'dept_1' },
      `${department}: expected text`,
    ],
    [
      'deactivate',
      (a, given) => a.users.deactivate('usr_1', given),
      { [department]: null },
      'expected text, got null',
    ],
    [
      'deactivate',
      (a, given) => a.users.deactivate('usr_1', given),
      { [department]: '' },
      'got an empty text',
    ],
    [
      'updateMemberships',
      (a, given) => a.users.updateMemberships('usr_1', given),
      {},
      'role_ids: expected a list',
    ],
    [
      'updateMemberships',
      (a, given) => a.users.updateMemberships('usr_1', given),
      { ...lists, department_ids: undefined },
      'department_ids: expected a list, got undefined',
    ],
    [
      'updateMemberships',
      (a, given) => a.users.updateMemberships('usr_1', given),
      { ...lists, role_ids: 'role_1' },
      'role_ids: expected a list, got string',
    ],
    [
      'reparent',
      (a, given) => a.departments.reparent('d', given),
      {},
      'new_parent_id: expected text or null',
    ],
    ['remove', (a, given) => a.users.remove('usr_1', given), { [department]: '' }, 'got an empty text'],
    ['inviteV2', (a, given) => a.users.inviteV2(given), { full_name: 'A' }, 'email: expected text'],
    ['departments.create', (a, given) => a.departments.create(given), {}, 'name: expected text'],
    ['roles.create', (a, given) => a.roles.create(given), { name: 'a' }, 'capabilities: expected a list'],
    [
      'addMember',
      (a, given) => a.departments.addMember('d', given),
      { userId: 'usr_1' },
      'user_id: expected text',
    ],
    [
      'assignMember',
      (a, given) => a.roles.assignMember('r', given),
      { id: 'usr_1' },
      'user_id: expected text',
    ],
    [
      'tree',
      (a, given) => a.departments.tree(given),
      { scope: 'dept_1' },
      'scope: expected a list with something',
    ],
    ['tree', (a, given) => a.departments.tree(given), { scope: [] }, 'none, got an empty list'],
    ['login', (a, given) => a.auth.login(given), { email_or_username: 'a' }, 'password: expected text'],
    ['verify', (a, given) => a.auth.verify(given), { verification_code: 1 }, 'email_key: expected text'],
    ['verify', (a, given) => a.auth.verify(given), { email_key: 'k', verification_code: '1' }, 'a number'],
    ['refresh', (a, given) => a.auth.refresh(given), { refresh_token: null }, 'expected text, got null'],
    ['roles.create', (a, given) => a.roles.create(given), { name: ['a'] }, 'name: expected text, got a list'],
  ])('%s, with what it needs missing: %#', async (_name, call, given, words) => {
    const error = await refusalOf(() => call(client(), untyped({ ...there, ...given })));
    expect(error).toMatchObject(refusal(words));
  });

  // These take no object.
  const ALONE = /^client\.(?:account|health)\./;
  const OBJECT_FIRST =
    /\.(?:list|listAll|listStatuses|tree|create|inviteV2|query|queryAll|login|verify|refresh|logout)$/;
  const MAY_BE_NONE = /^client\.(?:organizations|auth\.logout)/;
  const misplaced = {
    ...there,
    user_id: 'usr_1',
    [department]: 'dept_1',
    ...lists,
    signal: AbortSignal.abort(),
  };
  it.each([undefined, null, 'org_xyz789', misplaced])(
    'every method with %j for its fields',
    async (given) => {
      for (const { name } of EVERY_METHOD.filter((method) => !ALONE.test(method.name))) {
        if (MAY_BE_NONE.test(name) && typeof given !== 'string') continue;
        const [, resource = '', method = ''] = name.split('.');
        const values = OBJECT_FIRST.test(name) ? [given] : ['id_1', given];
        const call = () => {
          const of: object = Reflect.get(client({ retries: 0 }), resource);
          const asked: Partial<AsyncGenerator> = Reflect.apply(Reflect.get(of, method), of, values);
          return asked.next?.() ?? asked;
        };
        expect(await refusalOf(call), name).toBeInstanceOf(AitronosError);
      }
    },
  );

  it.each<[name: string, read: (aitronos: Aitronos) => AsyncGenerator]>([
    ['users.listAll', (a) => a.users.listAll(there, untyped(null))],
    ['auditLog.queryAll', (a) => a.auditLog.queryAll(there, untyped(null))],
  ])('%s with null for its paging', async (_name, read) => {
    expect(await refusalOf(() => read(client()).next())).toMatchObject(refusal('got null'));
  });

  it('a path that is no text', async () => {
    const error = await refusalOf(() => client().request(untyped({ method: 'GET' })));
    expect(error).toMatchObject({
      code: 'BAD_PATH',
      message: 'path: expected text such as /v1/user/me, got undefined',
    });
  });
});
