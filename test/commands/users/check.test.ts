import { describe, expect, it } from 'vitest';
import { perhaps } from '../../scripted-server.ts';
import { type CallOptions, useWorld } from '../../world.ts';
import { errorOf, file, refusal, runFolders } from './many/leavers.ts';

const world = useWorld();

const ok = (body: unknown) => ({ status: 200, body: body as object });
const ME = ok({ id: 'usr_me', email: 'me@example.com' });
const DEPARTMENTS = ok([
  { id: 'dept_eng001', name: 'Engineering', path: '/dept_eng001', is_active: true },
  { id: 'dept_be001', name: 'Backend', path: '/dept_eng001/dept_be001', is_active: true },
  { id: 'dept_lab001', name: 'Laboratory', path: '/dept_lab001', is_active: false },
]);
const may = (capabilities: readonly string[], department_scope: unknown = 'global') =>
  ok({
    user_id: 'usr_me',
    capabilities,
    department_scope,
    role_ids: [],
    resolved_at: '2026-03-01T12:00:00Z',
  });
const JANE = ok({
  full_name: 'Jane Doe',
  account_state: 'active',
  department_ids: ['dept_be001'],
});
/** What is asked for the owners. */
const NO_ROLES = ok([]);
const DONE = ok({ account_state: 'deactivated' });

const run = (words: string, options: CallOptions = {}) =>
  world.current.run(`users ${words} --org org_xyz789`, options);
const findings = async (words: string) => {
  const ended = await run(`${words} --check --json`);
  return { exit: ended.exit, findings: JSON.parse(ended.stdout), stderr: ended.stderr };
};
const changes = () => world.current.requests.filter(({ method }) => method !== 'GET');

describe('--check for one user', () => {
  it('says what it found, changes nothing and ends with 0', async () => {
    await world.current.script(ME, DEPARTMENTS, may(['deactivate_users']), JANE);
    const { exit, stdout, stderr } = await run('deactivate usr_abc123 --transfer-to dept_eng001 --check');
    expect(exit).toBe(0);
    expect(stdout).toBe(
      'CHECK       RESULT  MESSAGE\n' +
        'permission  ok      usr_me holds deactivate_users\n' +
        'department  ok      dept_eng001 (Engineering) is active\n' +
        'user        ok      usr_abc123, Jane Doe, active\n',
    );
    expect(stderr).toBe('note: checked only: nothing was changed\n');
    expect(world.current.requests.map(({ path }) => path)).toEqual([
      '/v1/user/me',
      '/v1/organizations/org_xyz789/departments',
      '/v1/organizations/org_xyz789/users/usr_me/effective-permissions',
      '/v1/organizations/org_xyz789/users/usr_abc123',
    ]);
    expect(changes()).toEqual([]);
  });

  it.each([
    ['deactivate usr_abc123 --transfer-to dept_eng001', 'deactivate_users'],
    ['reactivate usr_abc123', 'deactivate_users'],
    ['remove usr_abc123', 'remove_users'],
    ['update-memberships usr_abc123 --no-roles --no-departments', 'manage_users'],
  ])('%s wants %s', async (words, capability) => {
    await world.current.script(ME, DEPARTMENTS, may(['invite_users']), JANE);
    const { exit, findings: found, stderr } = await findings(words);
    expect(exit).toBe(4);
    expect(found[0]).toEqual({
      check: 'permission',
      result: 'failed',
      message: `usr_me does not hold ${capability}`,
    });
    expect(stderr).toContain('CHECK_FAILED');
    for (const enough of [capability, 'manage_users', 'override_all_permissions']) {
      await world.current.script(ME, DEPARTMENTS, may([enough]), JANE);
      expect((await findings(words)).exit).toBe(0);
    }
  });

  it.each([
    [[]],
    // What a search finds may only be alike.
    [[{ id: 'usr_rosa01', email: 'rosam@example.com' }]],
  ])(
    'of an invitation asks about its departments, and finds no member of its address in %j',
    async (users) => {
      await world.current.script(
        ME,
        DEPARTMENTS,
        ok({ users, total_users_count: users.length }),
        may(['invite_users']),
      );
      const { exit, findings: found } = await findings('invite sam@example.com --department dept_be001');
      expect(exit).toBe(0);
      expect(found.map(({ check }: { check: string }) => check)).toEqual([
        'permission',
        'department',
        'user',
      ]);
      expect(found[2]).toEqual({
        check: 'user',
        result: 'ok',
        message: 'sam@example.com is no member yet',
      });
    },
  );

  it('finds that whoever is to be invited is a member', async () => {
    await world.current.sandbox();
    const { exit, findings: found } = await findings('invite JANE@example.com');
    expect(exit).toBe(4);
    expect(found[1]).toEqual({
      check: 'user',
      result: 'failed',
      message: 'JANE@example.com is already a member: usr_abc123',
    });
  });

  it.each(['update-memberships usr_abc123 --no-departments', 'invite sam@example.com'])(
    'finds that a role of %s is missing',
    async (words) => {
      await world.current.sandbox();
      const { exit, findings: found } = await findings(`${words} --role role_member --role role_nope`);
      expect(exit).toBe(4);
      expect(found.filter(({ check }: { check: string }) => check === 'role')).toEqual([
        { check: 'role', result: 'ok', message: 'role_member (Member)' },
        { check: 'role', result: 'failed', message: 'there is no role role_nope' },
      ]);
    },
  );

  it.each([
    [
      'invite sam@example.com --role role_membr',
      'there is no role role_membr (did you mean role_member (Member)?)',
    ],
    [
      'deactivate usr_abc123 --transfer-to dept_eng01',
      'there is no department dept_eng01 (did you mean dept_eng001 (Engineering)?)',
    ],
  ])('names the nearest of what is not there: %s', async (words, message) => {
    await world.current.sandbox();
    const { exit, findings: found } = await findings(words);
    expect(exit).toBe(4);
    expect(found.map((one: { message: string }) => one.message)).toContain(message);
  });

  it.each([
    ['deactivate usr_me --transfer-to dept_eng001', 4],
    ['remove usr_me', 4],
    ['update-memberships usr_me --no-roles --no-departments', 0],
  ])('knows whether one may %s oneself', async (words, exit) => {
    await world.current.script(ME, DEPARTMENTS, may(['manage_users']), perhaps(JANE));
    const ended = await findings(words);
    expect(ended.exit).toBe(exit);
    const result = exit === 0 ? 'ok' : 'failed';
    expect(ended.findings.at(-1)).toMatchObject({ check: 'user', result });
  });

  it.each([
    ['dept_gone', /there is no department dept_gone/],
    ['dept_lab001', /dept_lab001 \(Laboratory\) is not active/],
  ])('finds that %s cannot take over', async (id, words) => {
    await world.current.script(ME, DEPARTMENTS, may(['deactivate_users']), JANE);
    const { exit, findings: found } = await findings(`deactivate usr_abc123 --transfer-to ${id}`);
    expect(exit).toBe(4);
    expect(found[1]).toMatchObject({ result: 'failed', message: expect.stringMatching(words) });
  });

  it('finds that the user is not there', async () => {
    await world.current.script(ME, DEPARTMENTS, may(['remove_users']), refusal(404, 'USER_NOT_FOUND'));
    const { exit, findings: found } = await findings('remove usr_nobody');
    expect(exit).toBe(4);
    expect(found[1]).toMatchObject({ check: 'user', result: 'failed' });
  });

  it('knows that a department reaches down to those below it, and no further', async () => {
    const words = 'deactivate usr_abc123 --transfer-to dept_be001';
    await world.current.script(ME, DEPARTMENTS, may(['deactivate_users'], ['dept_eng001']), JANE);
    expect((await findings(words)).exit).toBe(0);
    await world.current.script(ME, DEPARTMENTS, may(['deactivate_users'], ['dept_lab001']), JANE);
    const { exit, findings: found, stderr } = await findings(words);
    expect(exit).toBe(4);
    expect(found.slice(1).map(({ result }: { result: string }) => result)).toEqual(['failed', 'failed']);
    // The list shows it as there and active: another one of it may be out of reach just as well.
    expect(stderr).toContain("name one of the signed-in user's departments, or let somebody else do it");
    expect(stderr).not.toContain('departments list');
    await world.current.script(
      ME,
      DEPARTMENTS,
      may(['deactivate_users'], ['dept_lab001', 'dept_be001']),
      JANE,
    );
    const above = await findings('deactivate usr_abc123 --transfer-to dept_eng001');
    expect(above.findings[1].message).toMatch(/outside the signed-in user's departments \(dept_be001\)$/);
  });

  it.each([
    ['one of two departments is', ['dept_lab001', 'dept_be001'], 'ok', 'usr_abc123'],
    ['a department that is not listed is', ['dept_new001'], 'ok', 'usr_abc123'],
    ['no department is not', [], 'failed', "usr_abc123: outside the signed-in user's departments"],
  ])('knows that a user of %s within reach', async (_what, department_ids, result, message) => {
    const scope = ['dept_eng001', 'dept_new001'];
    await world.current.script(
      ME,
      DEPARTMENTS,
      may(['remove_users'], scope),
      ok({ email: 'jane@example.com', department_ids }),
    );
    const { exit, findings: found, stderr } = await findings('remove usr_abc123');
    expect({ exit, user: found[1] }).toEqual({
      exit: result === 'ok' ? 0 : 4,
      user: { check: 'user', result, message },
    });
    // No search helps with a user who is there.
    expect(stderr.includes('"hint":"leave the user out"')).toBe(result === 'failed');
  });

  it.each([
    'deactivate jane@example.com --transfer-to Engineering',
    'deactivate usr_1 usr_2 --transfer-to dept_eng001',
    'reactivate jane@example.com',
    'remove jane@example.com',
    'invite sam@example.com --department Engineering',
    'update-memberships jane@example.com --no-roles --no-departments',
  ])('of %s is not for --dry-run too', async (words) => {
    const { exit, stderr } = await run(`${words} --check --dry-run`);
    expect(exit).toBe(2);
    expect(stderr).toContain('--check and --dry-run contradict each other');
    expect(world.current.requests).toEqual([]);
    expect((await run('reactivate usr_abc123 usr_1 --no-check --dry-run')).exit).toBe(0);
  });

  it.each([404, 405, 501])('skips with a note what the API does not offer: %i', async (status) => {
    await world.current.script(ME, { status }, { status }, JANE);
    const { exit, findings: found } = await findings('deactivate usr_abc123 --transfer-to dept_eng001');
    expect(exit).toBe(0);
    expect(found.map(({ result }: { result: string }) => result)).toEqual(['skipped', 'skipped', 'ok']);
    expect(found[0].message).toContain(
      `does not offer effective permissions here: the API answered with status ${status} (HTTP_${status}); not checked`,
    );
  });

  it('ends with 4 where the organization is not the caller’s, and where the token is not accepted', async () => {
    const denied = refusal(403, 'ORGANIZATION_ACCESS_DENIED');
    await world.current.script(ME, denied, denied, denied);
    expect((await findings('remove usr_abc123')).exit).toBe(4);
    await world.current.script(refusal(401, 'TOKEN_INVALID'));
    expect((await run('remove usr_abc123 --check')).exit).toBe(4);
  });
});

describe('a run asks once whether it would be allowed', () => {
  const two = 'deactivate usr_1 usr_2 --transfer-to dept_eng001';

  it('before its question, and then goes on', async () => {
    await world.current.script(ME, DEPARTMENTS, may(['deactivate_users']), NO_ROLES, DONE);
    const { exit } = await run(`${two} --yes`);
    expect(exit).toBe(0);
    // Who is signed in, what they may, the departments, and the roles for the owners.
    expect(world.current.requests).toHaveLength(6);
    expect(changes()).toHaveLength(2);
  });

  it('and is refused where something stands in the way: nothing is sent, no run is left', async () => {
    await world.current.script(ME, DEPARTMENTS, may([]), NO_ROLES);
    const ended = await run(`${two} --yes --json`);
    expect(ended).toMatchObject({ exit: 4, stdout: '' });
    expect(errorOf(ended)).toMatchObject({
      code: 'CHECK_FAILED',
      message: 'usr_me does not hold deactivate_users: nothing was sent',
      hint: expect.stringContaining('--no-check'),
    });
    expect(changes()).toEqual([]);
    expect(await runFolders(world.current)).toEqual([]);
  });

  it('unless --no-check is given', async () => {
    await world.current.script(DONE);
    expect((await run(`${two} --yes --no-check`)).exit).toBe(0);
    expect(world.current.requests).toHaveLength(2);
  });

  it.each([
    [{ status: 404 }, /does not offer effective permissions/g],
    [refusal(403, 'INSUFFICIENT_PERMISSIONS'), /does not show what usr_me may do: .+[^.]; not checked/g],
  ])('and says what could not be asked, once, and goes on: %j', async (answer, words) => {
    await world.current.script(ME, DEPARTMENTS, answer, NO_ROLES, DONE);
    const { exit, stderr } = await run(`${two} --yes`);
    expect(exit).toBe(0);
    expect(stderr.match(words)).toHaveLength(1);
  });

  it.each(['ORGANIZATION_ACCESS_DENIED', 'NO_ORGANIZATION_MEMBERSHIP'])(
    'and is refused where nothing in the organization is allowed: %s',
    async (code) => {
      await world.current.script(ME, DEPARTMENTS, refusal(403, code), NO_ROLES);
      const ended = await run(`${two} --yes --json`);
      expect({ exit: ended.exit, code: errorOf(ended).code }).toEqual({ exit: 4, code: 'CHECK_FAILED' });
      expect(changes()).toEqual([]);
    },
  );

  it('and only that, and whether all are there, with --check', async () => {
    const there = (...ids: string[]) =>
      ok({
        users: ids.map((user_id) => ({ id: `orguser_${user_id}`, user_id })),
        total_users_count: ids.length,
      });
    const ids = Array.from({ length: 11 }, (_, index) => `usr_${index + 1}`);
    const eleven = `deactivate ${ids.join(' ')} --transfer-to dept_eng001`;
    await world.current.script(ME, DEPARTMENTS, may(['deactivate_users']), NO_ROLES, there(...ids, 'usr_12'));
    const { exit, stdout } = await run(`${eleven} --check`);
    expect(exit).toBe(0);
    expect(stdout).toContain('usr_me holds deactivate_users');
    expect(stdout).toContain('all 11 users are there');
    await world.current.script(ME, DEPARTMENTS, may(['deactivate_users']), NO_ROLES, there(...ids.slice(1)));
    const missing = await run(`${eleven} --check`);
    expect(missing.exit).toBe(4);
    expect(missing.stdout).toContain('not in org_xyz789: usr_1');
    const changes = () => world.current.requests.filter(({ path }) => path.endsWith('/deactivate'));
    expect(changes()).toEqual([]);
    expect(await runFolders(world.current)).toEqual([]);
  });

  it.each([
    [two, [DEPARTMENTS, may(['deactivate_users'], ['dept_eng001']), NO_ROLES, JANE], 0, 2],
    [two, [DEPARTMENTS, may(['deactivate_users'], ['dept_lab001']), NO_ROLES, JANE], 4, 2],
    ['reactivate usr_1 usr_2', [may(['deactivate_users'], ['dept_eng001']), DEPARTMENTS, JANE], 0, 1],
    ['reactivate usr_1 usr_2', [may(['deactivate_users'], ['dept_lab001']), DEPARTMENTS, JANE], 4, 1],
  ])('and looks with --check at each of a few, as at one: %s', async (words, answers, exit, before) => {
    await world.current.script(ME, ...answers);
    const ended = await findings(words);
    expect(ended.exit).toBe(exit);
    const users = ended.findings.slice(before);
    const expected = { check: 'user', result: exit === 0 ? 'ok' : 'failed' };
    expect(users).toMatchObject([expected, expected]);
  });

  it.each([
    [
      'deactivate',
      'email,transfer_to\njane@example.com,Sales\njohn@example.com,dept_gone\n',
      /department dept_gone/,
    ],
    [
      'remove',
      'email,transfer_to\njane@example.com,\njohn@example.com,dept_lab001\n',
      /Laboratory\) is not active/,
    ],
    [
      'invite',
      'email,department\nsam@example.com,Sales\nkim@example.com,dept_gone\n',
      /department dept_gone/,
    ],
    [
      'invite',
      'email,role\nsam@example.com,Member\nkim@example.com,role_membr\n',
      /role_membr \(did you mean role_member/,
    ],
    ['invite', 'email,role_ids\nsam@example.com,role_member;role_gone\n', /there is no role role_gone/],
  ])('and whether each department and role of the file is there: %s %j', async (verb, text, words) => {
    await world.current.sandbox();
    const path = await file(world.current, 'rows.csv', text);
    const to = verb === 'deactivate' ? '--transfer-to dept_eng001' : '';
    const ended = await run(`${verb} --from ${path} ${to} --yes`);
    expect(ended).toMatchObject({ exit: 4, stdout: '' });
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).toContain('nothing was sent (CHECK_FAILED)');
    expect(await runFolders(world.current)).toEqual([]);
    expect((await run(`${verb} --from ${path} ${to} --check`)).exit).toBe(4);
  });

  it('and learns who is signed in: nobody changes themselves in a run', async () => {
    await world.current.script(ME, DEPARTMENTS, may(['deactivate_users']));
    const ended = await run('deactivate usr_1 usr_me --transfer-to dept_eng001 --yes --json');
    expect(ended.exit).toBe(2);
    expect(errorOf(ended)).toMatchObject({
      code: 'PROTECTED_USER',
      message: 'usr_me is the signed-in user: nothing was sent',
    });
    expect(changes()).toEqual([]);
  });

  it('not before it is sure that somebody can say yes', async () => {
    expect((await run(two)).exit).toBe(2);
    expect(world.current.requests).toEqual([]);
  });
});
