import { describe, expect, it } from 'vitest';
import { perhaps, type Step } from '../scripted-server.ts';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();

const ok = (body: unknown): Step => ({ status: 200, body: JSON.stringify(body) });

/** What an API may say instead of an id; none of it may come to stand in a path. */
const NO_IDS: readonly (readonly [string, unknown])[] = [
  ['nothing', ''],
  ['the way up', '..'],
  ['the way to another place', 'usr_x/../y'],
  ['NUL', 'usr_x\0'],
  ['a line end', 'usr_x\n'],
  ['10 kB', `usr_${'x'.repeat(10_000)}`],
  ['an escape sequence', '\u001b[2Jusr_x'],
  ['another kind', 'org_x'],
  ['a number', 7],
  ['null', null],
  ['a list', ['usr_x']],
  ['an object', { toString: 1 }],
  ['true', true],
];

const DEACTIVATE = `users deactivate jane@example.com ${ORG} --transfer-to dept_eng001`;
const member = (user_id: unknown, email = 'jane@example.com') => ({ id: 'orguser_1', user_id, email });
const members = (...users: readonly object[]) => ok({ users, total_users_count: users.length });

describe('an id that is none, for a user who was looked up', () => {
  it.each(NO_IDS)('%s: goes no further', async (_what, id) => {
    for (const line of [DEACTIVATE, `users get jane@example.com ${ORG}`]) {
      await world.current.script(members(member(id)));
      const { exit, stderr } = await world.current.run(`${line} --json`);
      expect(exit).toBe(1);
      expect(JSON.parse(stderr).error).toMatchObject({ code: 'UNUSABLE_ID' });
      expect(world.current.requests.map(({ path }) => path)).toEqual(['/v1/organizations/org_xyz789/users']);
    }
  });

  it.each(NO_IDS)('%s: is that row’s problem', async (_what, id) => {
    await world.current.script(members(member(id)), members(member('usr_b', 'bob@example.com')));
    const stdin = 'user_id\njane@example.com\nbob@example.com\n';
    const line = `users deactivate --from - ${ORG} --transfer-to dept_eng001 --yes --no-check --json`;
    const { exit, stderr } = await world.current.run(line, { stdin });
    expect(exit).toBe(2);
    expect(JSON.parse(stderr).error.details.problems).toMatchObject([
      { line: 2, message: expect.stringContaining('no usable id for the user') },
    ]);
    expect(world.current.requests.every(({ path }) => path === '/v1/organizations/org_xyz789/users')).toBe(
      true,
    );
  });
});

describe('an id that is none, for a department that was looked up', () => {
  it.each(NO_IDS)('%s: goes no further', async (_what, id) => {
    await world.current.script(ok([{ id, name: 'Engineering' }]));
    const line = `users deactivate usr_abc123 ${ORG} --transfer-to Engineering --json`;
    const { exit, stderr } = await world.current.run(line);
    expect(exit).toBe(1);
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'UNUSABLE_ID' });
    expect(world.current.requests).toHaveLength(1);
  });
});

it.each([
  `users deactivate usr_abc123 ${ORG} --transfer-to Engineering --json`,
  `departments list --tree ${ORG} --json`,
])('a department of another organization is none of this one: %s', async (line) => {
  await world.current.script(ok([{ id: 'dept_eng009', name: 'Engineering', organization_id: 'org_other' }]));
  const { exit, stderr } = await world.current.run(line);
  expect({ exit, code: JSON.parse(stderr).error.code }).toEqual({ exit: 1, code: 'UNEXPECTED_ANSWER' });
  expect(world.current.requests).toHaveLength(1);
});

describe('an id that is none, for whoever is signed in', () => {
  const CHECK = `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001 --check --json`;
  const scripted = (id: unknown) =>
    world.current.script(
      ok({ id }),
      perhaps(ok([{ id: 'dept_eng001', name: 'Engineering' }])),
      perhaps(ok({})),
    );

  it.each(NO_IDS)('%s: is no answer to an access token', async (_what, id) => {
    await scripted(id);
    const { exit, stdout, stderr } = await world.current.run(CHECK);
    expect({ exit, stdout, code: JSON.parse(stderr).error.code }).toEqual({
      ...{ exit: 1, stdout: '', code: 'UNEXPECTED_ANSWER' },
    });
  });

  it.each(NO_IDS)('%s: is asked nothing about, with a key', async (_what, id) => {
    await scripted(id);
    const env = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_KEY: 'key' };
    const { stdout } = await world.current.run(CHECK, { env });
    expect(JSON.parse(stdout)[0]).toMatchObject({ check: 'permission', result: 'skipped' });
    expect(world.current.requests.map(({ path }) => path).sort()).toEqual([
      '/v1/organizations/org_xyz789/departments',
      '/v1/organizations/org_xyz789/users/usr_abc123',
      '/v1/user/me',
    ]);
  });

  it.each(NO_IDS)('%s: is not shown as one', async (_what, id) => {
    await world.current.script(ok({ id, current_organization_id: id }));
    const { exit, stdout } = await world.current.run('auth status --json');
    expect(exit).toBe(0);
    const told = id === 'org_x' ? id : null;
    expect(JSON.parse(stdout)).toMatchObject({ user_id: null, organization_id: told });
  });
});

describe('an answer about somebody else', () => {
  it.each([
    ['id', { id: 'usr_other1', email: 'jane@example.com' }],
    ['user_id', { id: 'orguser_1', user_id: 'usr_other1' }],
    ['a number for an id', { id: 7 }],
  ])('%s: is not shown as the one who was asked for', async (_what, body) => {
    await world.current.script(ok(body));
    const { exit, stdout, stderr } = await world.current.run(`users get usr_abc123 ${ORG} --json`);
    expect({ exit, stdout, code: JSON.parse(stderr).error.code }).toEqual({
      exit: 1,
      stdout: '',
      code: 'UNEXPECTED_STATE',
    });
  });
});
