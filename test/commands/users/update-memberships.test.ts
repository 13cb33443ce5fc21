import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { errorOf, refusal } from './many/leavers.ts';

const world = useWorld();
const update = (words: string) => world.current.run(`users update-memberships ${words} --org org_xyz789`);

const JANE = {
  id: 'usr_abc123',
  full_name: 'Jane Doe',
  email: 'jane@example.com',
  account_state: 'active',
  role_ids: ['role_member', 'role_admin'],
  department_ids: ['dept_eng001'],
};

describe('users update-memberships', () => {
  it('replaces both lists and shows the answer', async () => {
    await world.current.script({ status: 200, body: JANE });
    const { exit, stdout } = await update(
      'usr_abc123 --role role_member --role role_admin --department dept_eng001',
    );
    expect(exit).toBe(0);
    expect(stdout).toBe(
      'USER        NAME      EMAIL             STATE   ROLES                    DEPARTMENTS\n' +
        'usr_abc123  Jane Doe  jane@example.com  active  role_member, role_admin  dept_eng001\n',
    );
    expect(world.current.requests).toMatchObject([
      {
        method: 'PATCH',
        path: '/v1/organizations/org_xyz789/users/usr_abc123/memberships',
        body: '{"role_ids":["role_member","role_admin"],"department_ids":["dept_eng001"]}',
      },
    ]);
  });

  it.each(['update-memberships usr_abc123', 'invite sam@example.com'])(
    '%s sends and checks once what is named twice',
    async (words) => {
      await world.current.sandbox();
      const twice = '--role role_member --role role_member --department dept_eng001 --department engineering';
      const line = `users ${words} ${twice} --org org_xyz789 --json`;
      const rehearsed = await world.current.run(`${line} --dry-run`);
      expect(JSON.parse(rehearsed.stdout).requests[0].body).toMatchObject({
        role_ids: ['role_member'],
        department_ids: ['dept_eng001'],
      });
      const { stdout } = await world.current.run(`${line} --check`);
      const checks = JSON.parse(stdout).map(({ check }: { check: string }) => check);
      expect(checks).toEqual(['permission', 'department', 'role', 'user']);
      expect((await world.current.run(line)).exit).toBe(0);
    },
  );

  it('empties a list that is said aloud to become empty', async () => {
    await world.current.script({ status: 200, body: { ...JANE, department_ids: [] } });
    const { exit, stdout } = await update(
      'usr_abc123 --role role_member --role role_admin --no-departments --json',
    );
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ action: 'update_memberships', outcome: 'changed' });
    expect(JSON.parse(world.current.requests[0]?.body ?? '')).toMatchObject({ department_ids: [] });
  });

  it.each([
    ['usr_abc123', /--role and --department are missing .*\nhint: both lists are replaced/],
    ['usr_abc123 --role role_1', /--department is missing .*\nhint: both lists are replaced/],
    ['usr_abc123 --no-departments', /--role is missing/],
    ['usr_abc123 --role role_1 --no-roles --no-departments', /--role and --no-roles contradict each other/],
    ['usr_abc123 --role usr_1 --no-departments', /expected a role id .* got "usr_1"/],
    ['usr_abc123 --no-roles --department role_1', /expected a department id/],
    ['jane --no-roles --no-departments', /expected a user id .* or an e-mail address, got "jane"/],
  ])('%s is refused before anything is sent', async (words, said) => {
    const { exit, stdout, stderr } = await update(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(said);
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    ['--role role_member --no-departments', 'other lists'],
    ['--role role_member --role role_admin --no-departments', 'a department more'],
    ['--role role_member --role role_admin --department dept_a', 'another department'],
    ['--role role_member --department dept_eng001', 'a role more'],
    ['--role role_member --role role_a --department dept_eng001', 'another role'],
    ['--role role_member --role role_admin --role role_a --department dept_eng001', 'a role less'],
  ])('%s does not believe an answer with %s than asked for', async (lists) => {
    await world.current.script({ status: 200, body: JANE });
    const ended = await update(`usr_abc123 ${lists} --json`);
    expect(ended.exit).toBe(1);
    expect(JSON.parse(ended.stdout).outcome).toBe('failed');
    expect(errorOf(ended)).toMatchObject({ code: 'UNEXPECTED_STATE' });
  });

  it('believes an answer that leaves the lists out', async () => {
    await world.current.script({ status: 200, body: { id: 'usr_abc123' } });
    expect((await update('usr_abc123 --no-roles --no-departments')).exit).toBe(0);
  });

  it('is sent again after an answer that never came: the same lists twice are the same', async () => {
    await world.current.script('reset', { status: 200, body: JANE });
    const { exit } = await update('usr_abc123 --role role_member --role role_admin --department dept_eng001');
    expect(exit).toBe(0);
    expect(world.current.requests).toHaveLength(2);
  });

  it.each([
    [404, 'USER_NOT_FOUND', 1],
    [404, 'ROLE_NOT_FOUND', 1],
    [404, 'DEPARTMENT_NOT_FOUND', 1],
    [422, 'LAST_OWNER_CANNOT_BE_REMOVED', 1],
    [403, 'INSUFFICIENT_PERMISSIONS', 4],
  ])('that the API refuses with %d %s ends with exit code %d', async (status, code, exit) => {
    await world.current.script(refusal(status, code));
    const ended = await update('usr_abc123 --no-roles --no-departments');
    expect(ended.exit).toBe(exit);
    expect(ended.stderr).toContain(`(${code}, HTTP ${status})`);
  });

  it('shows with --dry-run what it would send', async () => {
    const { stdout } = await update('usr_abc123 --no-roles --no-departments --dry-run');
    expect(stdout).toContain('"role_ids":[],"department_ids":[]');
    expect(world.current.requests).toEqual([]);
  });
});
