import { describe, expect, it } from 'vitest';
import type { ArrivedRequest } from '../../../src/sandbox/request.ts';
import { plannedRow, planOf } from '../../approval/planned.ts';
import type { Answer } from '../../scripted-server.ts';
import { ORG, useWorld } from '../../world.ts';
import { file, ids, refusal } from '../users/many/leavers.ts';

const world = useWorld();
const API = '/v1/organizations/org_xyz789';
const SET = `users update-memberships usr_abc123 ${ORG} --role role_member --department dept_eng001`;

/** Carries out a line that has to succeed. */
async function done(line: string): Promise<void> {
  const { exit, stderr } = await world.current.run(line);
  expect({ line, exit, stderr }).toMatchObject({ exit: 0 });
}

async function verified(words = '') {
  world.current.requests.length = 0;
  const ended = await world.current.run(`runs verify ${words} --retries 0`);
  const states = ended.stdout.split('\n').flatMap((line) => line.match(/^usr_\w+ +(\w+)/)?.[1] ?? []);
  return { ...ended, states };
}

/** The lists of members that were requested, each by its group and the part after it. */
const listsRead = () =>
  world.current.requests.flatMap(
    ({ path }) => path.match(/(?:departments|roles)\/(\w+)\/members/)?.[1] ?? [],
  );

const assign = (group: string) => ['api', 'post', `${API}/${group}/members`, '-f', 'user_id=usr_abc123'];
const withdraw = (group: string) => ['api', 'delete', `${API}/${group}/members/usr_abc123`];

describe('a member whose row names one role and no departments', () => {
  it.each<[what: string, meanwhile: readonly (readonly string[])[], states: string, words: string]>([
    ['as the run set them', [], 'yes', '1 user: 1 verified'],
    [
      'without a department',
      [withdraw('departments/dept_eng001')],
      'differs',
      'is active, without dept_eng001',
    ],
    ['without a role', [withdraw('roles/role_member')], 'differs', 'is active, without role_member'],
    [
      'in a department that no row names',
      [assign('departments/dept_sales001')],
      'differs',
      'is active, with dept_sales001 besides',
    ],
    [
      'with a second role, which the row does not show',
      [assign('roles/role_billing_manager')],
      'differs',
      'is active, with role_billing_manager besides',
    ],
    [
      'with others altogether',
      [assign('departments/dept_sales001'), withdraw('departments/dept_eng001'), assign('roles/role_owner')],
      'differs',
      'is active, without dept_eng001\n',
    ],
  ])('%s', async (_what, meanwhile, state, words) => {
    await done(SET);
    for (const line of meanwhile) expect((await world.current.run(line)).exit).toBe(0);
    const { exit, states, stderr } = await verified();
    expect({ exit, states, stderr }).toMatchObject({
      exit: state === 'yes' ? 0 : 3,
      states: [state],
      stderr: expect.stringContaining(words),
    });
  });

  it.each([
    ['nothing', '--no-roles --no-departments'],
    ['two roles', '--role role_member --role role_admin --no-departments'],
    ['two departments', '--role role_member --department dept_eng001 --department dept_sales001'],
  ])('%s can be shown with --verify too', async (_what, lists) => {
    const { exit, stderr } = await world.current.run(
      `users update-memberships usr_abc123 ${ORG} ${lists} --verify`,
    );
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining('1 verified') });
  });

  it('is asked about no more than is needed: each list once, and no others where the named ones differ', async () => {
    await done(SET);
    expect((await verified()).exit).toBe(0);
    const all = listsRead();
    expect(all.sort()).toEqual([...new Set(all)]);
    expect(all).toContain('dept_sales001');
    await world.current.run(withdraw('departments/dept_eng001'));
    expect((await verified()).exit).toBe(3);
    expect(listsRead()).toEqual(['dept_eng001']);
  });
});

describe('many rows', () => {
  it('are looked for in each list once, and in all pages of a role', async () => {
    await world.current.sandbox({ users: 230 });
    const row = (id: string, index: number) =>
      plannedRow(index + 1, id, {
        department_id: null,
        memberships: { role_ids: ['role_member'], department_ids: index < 6 ? ['dept_lab001'] : [] },
      });
    const users = ids(12, 200);
    const plan = planOf(users, {
      action: 'update_memberships',
      origin: world.current.url,
      rows: users.map(row),
    });
    const path = await file(world.current, 'plan.json', JSON.stringify(plan));
    await done(`runs apply ${path} --yes --no-check`);
    const { exit, states } = await verified();
    expect({ exit, states }).toEqual({ exit: 0, states: users.map(() => 'yes') });
    const read = listsRead();
    expect(read.filter((id) => id === 'role_member')).toHaveLength(3);
    expect(read.filter((id) => id === 'dept_lab001')).toHaveLength(1);
  });
});

/** An API that answers these paths, and has nobody in any other list. */
async function api(answers: Readonly<Record<string, Answer | (() => Answer)>>, row: object = {}) {
  const none = (path: string): object => (path.includes('/roles/') ? { members: [], total: 0 } : []);
  const user = { user_id: 'usr_abc123', status: { name: 'Active' }, role: { id: 'role_member' }, ...row };
  await world.current.script(({ method, path }: ArrivedRequest): Answer => {
    const place = path.slice(API.length).replace(/\?.*/, '');
    const given = answers[place];
    if (given !== undefined) return typeof given === 'function' ? given() : given;
    if (method !== 'GET') return { status: 200, body: { id: 'usr_abc123', account_state: 'active' } };
    if (place === '/users/usr_abc123') return { status: 200, body: user };
    if (place === '/departments') return { status: 200, body: [{ id: 'dept_eng001' }, { id: 'dept_2' }] };
    if (place === '/roles') return { status: 200, body: [{ id: 'role_member' }] };
    return place.endsWith('/members') ? { status: 200, body: none(path) } : refusal(403, 'NO_LOG');
  });
  await done(SET);
}

const ME = { status: 200, body: [{ user_id: 'usr_abc123' }] };
const ENG = '/departments/dept_eng001/members';
const OTHER = '/departments/dept_2/members';

describe('a list that does not tell', () => {
  it.each<[what: string, answers: Readonly<Record<string, Answer>>, exit: number, words: string]>([
    ['nothing: all agree', { [ENG]: ME }, 0, '1 verified'],
    [
      'because it may not be read',
      { [ENG]: refusal(403, 'INSUFFICIENT_PERMISSIONS') },
      5,
      'the members of dept_eng001 may not be read (The API says INSUFFICIENT_PERMISSIONS): sign in as a user who may read them',
    ],
    [
      'because the one of another group may not be read',
      { [ENG]: ME, [OTHER]: refusal(403, 'NO') },
      5,
      'dept_2',
    ],
    [
      'because the departments may not be listed',
      { [ENG]: ME, '/departments': refusal(403, 'NO') },
      5,
      'the departments may not be read',
    ],
    [
      'because the API does not offer it',
      { [ENG]: { status: 404, body: {} } },
      5,
      'the API does not tell the members of dept_eng001 (',
    ],
    ['because the API does not take the request', { [ENG]: { status: 405, body: {} } }, 5, 'HTTP_405'],
    ['because the API fails', { [ENG]: { status: 503, body: {} } }, 5, '503'],
    [
      'because it is a part of the list',
      { [ENG]: { status: 200, body: { members: [{ user_id: 'usr_x' }], total: 120 } } },
      5,
      'the whole list: 1 of 120 rows',
    ],
    [
      'because its members have no ids',
      { [ENG]: { status: 200, body: [{ full_name: 'Jane Doe' }] } },
      5,
      'without their ids',
    ],
    ['because it is none', { [ENG]: { status: 200, body: { ok: true } } }, 5, 'something other than a list'],
    ['and the department is gone', { [ENG]: refusal(404, 'DEPARTMENT_NOT_FOUND') }, 3, 'without dept_eng001'],
    ['but another one differs', { [ENG]: refusal(403, 'NO'), [OTHER]: ME }, 5, 'may not be read'],
    [
      'though the row names a role too many',
      {
        [ENG]: refusal(403, 'NO'),
        '/users/usr_abc123': {
          status: 200,
          body: { user_id: 'usr_abc123', status: { name: 'Active' }, role: { id: 'role_owner' } },
        },
      },
      3,
      'is active, without role_member, with role_owner besides',
    ],
    [
      'because the token is no longer accepted',
      { [ENG]: { status: 401, body: {} } },
      4,
      'it was not asked about',
    ],
  ])('%s', async (_what, answers, exit, words) => {
    await api(answers);
    const ended = await verified();
    expect({ exit: ended.exit, stderr: ended.stderr }).toMatchObject({
      exit,
      stderr: expect.stringContaining(words),
    });
    if (exit === 5) expect(ended.stderr).toContain('(NOT_VERIFIED)');
  });

  it('is not asked for where the row tells all', async () => {
    await api({}, { role_ids: ['role_member'], department_ids: ['dept_eng001'] });
    expect((await verified()).exit).toBe(0);
    expect(listsRead()).toEqual([]);
  });

  it('is not asked for where the row has a role of another kind, which is one too many', async () => {
    await api({ [ENG]: ME }, { role_ids: ['role_member', 'rol_old'], department_ids: ['dept_eng001'] });
    const { exit, stderr } = await verified();
    expect(stderr).toContain('with rol_old besides');
    expect({ exit, read: listsRead() }).toEqual({ exit: 3, read: [] });
  });

  it('ends the asking where it is not offered at all', async () => {
    await api({ [ENG]: { status: 404, body: {} } });
    await verified();
    expect(listsRead().filter((id) => id.startsWith('dept'))).toEqual(['dept_eng001']);
  });
});

describe('--wait', () => {
  /** Answers one after the other; the last one again and again. */
  const inTurn =
    (...answers: Answer[]) =>
    () =>
      answers.length > 1 ? (answers.shift() ?? 'reset') : (answers[0] ?? 'reset');
  const NOBODY = { status: 200, body: [] };

  it.each<[what: string, list: () => Answer, exit: number, words: string, read: readonly string[]]>([
    [
      'reads the named lists again until they are as wanted, and the others then',
      inTurn(NOBODY, NOBODY, ME),
      0,
      '1 verified',
      ['dept_eng001', 'dept_eng001', 'dept_eng001', 'dept_2'],
    ],
    [
      'keeps what it found where a list cannot be read later',
      inTurn(NOBODY, { status: 503, body: {} }),
      3,
      'is active, without dept_eng001',
      ['dept_eng001', 'dept_eng001', 'dept_eng001'],
    ],
  ])('%s', async (_what, list, exit, words, read) => {
    await api({ [ENG]: list });
    const ended = await verified('--wait 6s');
    expect(ended.stderr).toContain(words);
    expect({ exit: ended.exit, read: listsRead() }).toEqual({ exit, read });
  });
});
