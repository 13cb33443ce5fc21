import { describe, expect, it } from 'vitest';
import { AitronosError, ApiError } from '../../src/index.ts';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';
import { EVERY_METHOD } from './every-method.ts';

const world = useWorld();

const done = (more: object) => ({
  id: 'usr_1',
  account_state: 'deactivated',
  organization_id: 'org_1',
  ...more,
});
const CHANGES = ['deactivate', 'reactivate', 'inviteV2', 'updateMemberships', 'remove'];
const MADE = ['create', 'update', 'reparent', 'addMember', 'assignMember'];
const DELETED = ['delete', 'removeMember', 'logout'];

const methodsNamed = (names: readonly string[]) =>
  EVERY_METHOD.filter(({ name }) => names.includes(name.split('.')[2] ?? ''));

/** What the call throws after this answer of success. */
async function errorAfter(method: (typeof EVERY_METHOD)[number], body: unknown, status = 200) {
  await world.current.script(status === 204 ? { status } : { status, body: JSON.stringify(body) });
  const aitronos = clientIn(world.current);
  const error = await method.call(aitronos, {}).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(world.current.requests).toHaveLength(1);
  await aitronos.close();
  return error;
}

describe('an answer of success that does not confirm the change is an error, its cause what was answered', () => {
  it.each<[what: string, body: unknown, words: string, but?: readonly string[]]>([
    ['null', null, 'there is no user in its answer', ['remove']],
    ['a list', [], 'there is no user in its answer', ['remove']],
    ['a text', 'ok', 'there is no user in its answer', ['remove']],
    ['an error', { success: false, error: 'no such department' }, 'with an error (no such department)'],
    ['an error and a user', done({ error: { message: 'not now' } }), 'with an error (not now)'],
    ['another user', done({ id: 'usr_2' }), 'about another user than usr_1', ['inviteV2']],
    ['another user_id', done({ user_id: 'usr_2' }), 'about another user than usr_1', ['inviteV2']],
    [
      'a membership for a user',
      done({ user_id: 'orguser_7' }),
      'about another user than usr_1',
      ['inviteV2'],
    ],
    ['another organization', done({ organization_id: 'org_2' }), 'about another organization than org_1'],
    [
      'another address',
      done({ email: 'b@example.com' }),
      'about another address than a@example.com',
      CHANGES.filter((name) => name !== 'inviteV2'),
    ],
    [
      'another state',
      done({ account_state: 'pending' }),
      'the account state is "pending", not',
      ['inviteV2', 'updateMemberships', 'remove'],
    ],
    [
      'no state',
      { id: 'usr_1' },
      'the account state is null, not',
      ['inviteV2', 'updateMemberships', 'remove'],
    ],
  ])('%s', async (_what, body, words, but = []) => {
    const names = CHANGES.filter((name) => !but.includes(name));
    for (const method of methodsNamed(names)) {
      const error = await errorAfter(method, body);
      expect(error, method.name).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ code: 'UNEXPECTED_STATE', status: 200, cause: body });
      expect(String(error)).toContain(`the API answered, but ${words}`);
    }
  });

  it.each(methodsNamed(CHANGES.filter((name) => name !== 'remove')))(
    '$name: nothing (204)',
    async (method) => {
      expect(await errorAfter(method, null, 204)).toMatchObject({ code: 'UNEXPECTED_STATE' });
    },
  );

  it.each(methodsNamed(MADE))('$name: no object, or an error', async (method) => {
    for (const body of [null, [], 'ok', { success: false, error: 'no' }]) {
      const error = await errorAfter(method, body);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ code: 'UNEXPECTED_STATE', cause: body });
    }
  });

  it.each([
    ['addMember', { user_id: 'usr_2' }],
    ['assignMember', { user_id: 'usr_2' }],
    ['assignMember', { id: 'assignment_1', user_id: 'usr_1', role_id: 'role_2' }],
  ])('%s: %j, another user or role', async (name, body) => {
    for (const method of methodsNamed([name]))
      expect(await errorAfter(method, body), method.name).toMatchObject({
        code: 'UNEXPECTED_STATE',
        cause: body,
      });
  });

  it.each([
    ...methodsNamed(['update', 'reparent', 'retrieve']).filter(
      ({ name }) => name !== 'client.users.retrieve',
    ),
  ])('$name: another department or role', async (method) => {
    const error = await errorAfter(method, { id: 'other_1', organization_id: 'org_1' });
    expect(error).toMatchObject({ code: 'UNEXPECTED_STATE', cause: { id: 'other_1' } });
    expect(String(error)).toMatch(/asked about (dept|role)_1, and answered about another/);
  });

  it.each([...methodsNamed(['create', 'update', 'reparent', 'retrieve'])])(
    '$name: another organization',
    async (method) => {
      const error = await errorAfter(method, { organization_id: 'org_2' });
      expect(error).toMatchObject({ code: 'UNEXPECTED_STATE', status: 200 });
    },
  );

  it.each(methodsNamed(DELETED))('$name: an error', async (method) => {
    const error = await errorAfter(method, { success: false, error: 'in use' });
    expect(error).toMatchObject({ code: 'UNEXPECTED_STATE', message: expect.stringContaining('(in use)') });
  });
});

describe('an answer of success that confirms it is none', () => {
  it.each<[name: string, body: unknown, status?: number]>([
    ['deactivate', done({})],
    ['deactivate', { user_id: 'usr_1', id: 'orguser_7', account_state: 'deactivated' }],
    ['deactivate', { id: 'orguser_7', account_state: 'deactivated' }],
    ['deactivate', done({ error: null, message: 'The user was deactivated.' })],
    ['deactivate', done({ error: { code: 0 } })],
    ['reactivate', done({ account_state: 'active' })],
    ['inviteV2', { id: 'usr_new', account_state: 'invited' }],
    ['inviteV2', {}],
    ['updateMemberships', { id: 'usr_1' }],
    ['addMember', { user_id: 'usr_1', full_name: null }],
    ['assignMember', { id: 'assignment_1', user_id: 'usr_1', role_id: 'role_1', organization_id: 'org_1' }],
    ['logout', { success: true, message: 'Signed out.' }],
    ['remove', null, 204],
    ['remove', null],
    ['remove', { success: true }],
    ['remove', { success: true, detail: 'It is done.' }],
    // What stands beside a user is no error.
    ...['id', 'user_id'].map((name) => ['remove', { [name]: 'usr_1', detail: 'Gone.' }] as [string, object]),
    ['remove', { user: { email: 'jane@example.com' }, detail: 'Gone.' }],
    ['remove', { account_state: 'deleted', detail: 'Gone.' }],
    // A role of the system belongs to no organization.
    ['retrieve', { email: 'jane@example.com', organization_id: null, is_system_role: true }],
    ['retrieve', { email: 'jane@example.com', organization_id: 'org_1' }],
  ])('%s: %j', async (name, body, status) => {
    for (const method of methodsNamed([name])) expect(await errorAfter(method, body, status)).toBe(null);
  });
});

/** What answers nothing, or anything. */
const SILENT = ['remove', 'delete', 'removeMember', 'logout', 'reach'];

it.each<[what: string, body: unknown, status: number]>([
  ['null', null, 200],
  ['a text', 'ok', 200],
  ['a number', 5, 200],
  ['nothing', null, 204],
])(
  'an answer that is %s is an error of every method that promises another one',
  async (_what, body, status) => {
    for (const method of EVERY_METHOD.filter(({ name }) => !SILENT.includes(name.split('.')[2] ?? ''))) {
      world.current.requests.length = 0;
      expect(await errorAfter(method, body, status), method.name).toBeInstanceOf(AitronosError);
    }
  },
);
