import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { file } from './many/leavers.ts';

const world = useWorld();
const run = (line: readonly string[] | string) => {
  const words = typeof line === 'string' ? line.split(' ') : line;
  return world.current.run(['users', ...words, '--org', 'org_xyz789']);
};
const arrived = () => world.current.requests.map(({ method, path }) => `${method} ${path.split('/').pop()}`);
const lastBody = () => JSON.parse(world.current.requests.at(-1)?.body ?? '');

describe('--role by name', () => {
  it.each([['Admin'], ['admin'], ['ADMIN'], [' Admin '], ['role_admin']])('takes %j', async (name) => {
    expect((await run(['invite', 'new1@example.com', '--role', name])).exit).toBe(0);
    expect(lastBody()).toEqual({ email: 'new1@example.com', role_ids: ['role_admin'] });
  });

  it('asks nothing more where an id is given', async () => {
    await run('invite new1@example.com --role role_admin');
    await run('update-memberships usr_zoe01 --role role_admin --no-departments');
    expect(arrived()).toEqual(['POST v2', 'PATCH memberships']);
  });

  it('replaces roles by name and id alike, each once', async () => {
    const line =
      'update-memberships usr_zoe01 --role Member --role role_member --role Admin --department Sales';
    expect((await run(line)).exit).toBe(0);
    expect(lastBody()).toEqual({
      role_ids: ['role_member', 'role_admin'],
      department_ids: ['dept_sales001'],
    });
  });

  it('is looked up in a dry run, which changes nothing', async () => {
    const { stdout } = await run('invite new1@example.com --role Admin --dry-run --json');
    expect(JSON.parse(stdout).requests[0].body).toEqual({
      email: 'new1@example.com',
      role_ids: ['role_admin'],
    });
    expect(arrived()).toEqual(['GET roles']);
  });

  it.each([
    ['invite new1@example.com --role Admn'],
    ['update-memberships usr_zoe01 --role Admn --no-departments'],
    ['invite new1@example.com --role Admn --check'],
  ])('that means none is refused with the nearest: %s', async (line) => {
    const { exit, stderr } = await run(line);
    expect(exit).toBe(1);
    expect(stderr).toContain('there is no role called "Admn" (did you mean Admin?)');
    expect(stderr).toContain('aitronos roles list');
    expect(arrived().some((one) => /PATCH|v2/.test(one))).toBe(false);
  });

  it('that means two is refused with both', async () => {
    const roles = [
      { id: 'role_1', name: 'Helper' },
      { id: 'role_2', name: 'helper' },
    ];
    await world.current.script({ status: 200, body: roles });
    const { exit, stderr } = await run('invite new1@example.com --role Helper');
    expect(exit).toBe(1);
    expect(stderr).toContain('there is more than one role called "Helper": role_1 (Helper), role_2 (helper)');
  });

  it.each(['usr_1', 'dept_1', 'org_1'])('is not %s, an id of another kind', async (id) => {
    expect((await run(`invite new1@example.com --role ${id}`)).exit).toBe(2);
    expect(arrived()).toEqual([]);
  });
});

describe('an id in another spelling, where a name may stand too', () => {
  it.each([
    ['users invite n@example.com --role ROLE_ADMIN', 'role_admin'],
    ['users invite n@example.com --role role-admin', 'role_admin'],
    ['users invite n@example.com --department DEPT_ENG001', 'dept_eng001'],
    ['users deactivate usr_abc123 --transfer-to dept-eng001', 'dept_eng001'],
    ['users deactivate usr_abc123 --transfer-to eng001', 'dept_eng001'],
    ['users list --role ROLE_ADMIN', 'role_admin (Admin) or role_admin1 (People Admin)'],
    ['users list --role Role_Admin1', 'role_admin1 (People Admin) or role_admin (Admin)'],
    ['users list --org ORG_XYZ789', 'org_xyz789'],
  ])('is offered as it is: %s', async (line, meant) => {
    const { exit, stderr } = await world.current.run(
      line.includes('--org') ? line : `${line} --org org_xyz789`,
    );
    expect(exit).toBeGreaterThan(0);
    expect(stderr).toContain(`did you mean ${meant}?`);
    expect(arrived().some((one) => /PATCH|v2|deactivate/.test(one))).toBe(false);
  });

  it.each(['ROLE_TEAM-LEAD', 'team-lead', 'TEAM_LEAD'])('also one with a hyphen: %s', async (typed) => {
    await world.current.script({ status: 200, body: [{ id: 'role_team-lead', name: 'Coach' }] });
    const { stderr } = await run(`invite new1@example.com --role ${typed}`);
    expect(stderr).toContain('did you mean role_team-lead?');
  });
});

describe('roles by name in a file', () => {
  const invite = async (text: string, more = '') => {
    const path = await file(world.current, 'new.csv', text);
    return run(`invite --from ${path} --yes --no-check ${more}`.trim());
  };

  it('are looked up once, and the rows keep what was typed', async () => {
    const ended = await invite('email,role\nn1@example.com,Admin;Member\nn2@example.com,member\n', '--json');
    expect(ended.exit).toBe(0);
    expect(arrived()).toEqual(['GET roles', 'POST v2', 'POST v2']);
    const bodies = world.current.requests.slice(1).map(({ body }) => JSON.parse(body).role_ids);
    expect(bodies.sort()).toEqual([['role_admin', 'role_member'], ['role_member']]);
    expect(JSON.parse(ended.stdout).results[0].input).toMatchObject({ role: 'Admin;Member' });
  });

  it('that mean none are told with their lines, and nothing is sent', async () => {
    const { exit, stderr } = await invite('email,role\nn1@example.com,Admn\nn2@example.com,Membr\n');
    expect(exit).toBe(2);
    expect(stderr).toContain('new.csv:2: role: there is no role called "Admn" (did you mean Admin?)');
    expect(stderr).toContain('new.csv:3: role: there is no role called "Membr" (did you mean Member?)');
    expect(arrived()).toEqual(['GET roles']);
  });

  it('may stand in the option for all, which is named where it means none', async () => {
    const good = await invite('email\nn1@example.com\nn2@example.com\n', '--role Member');
    expect(good.exit).toBe(0);
    const { exit, stderr } = await invite('email\nn3@example.com\nn4@example.com\n', '--role Membr');
    expect(exit).toBe(1);
    expect(stderr).toContain('--role: there is no role called "Membr" (did you mean Member?)');
  });
});
