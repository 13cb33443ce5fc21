import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';
import { errorOf, refusal } from './users/many/leavers.ts';

const world = useWorld();
const ok = (body: object) => ({ status: 200, body });
const NOBODY = ok({ users: [], total_users_count: 0 });

const refused = async (line: string, words: string) => {
  const ended = await world.current.run(`${line} ${ORG} --json`);
  expect(ended).toMatchObject({ exit: 2, stdout: '' });
  expect(errorOf(ended)).toMatchObject({ code: 'USAGE', hint: expect.stringMatching(/./) });
  expect(errorOf(ended).message).toContain(words);
};

describe('a filter that nothing can match', () => {
  it.each([
    ['users list --status actve', 'got "actve"; did you mean active'],
    ['users list --status ACTVIE', 'got "ACTVIE"; did you mean active'],
    ['users list --status inactiv', 'got "inactiv"; did you mean inactive'],
    ['users list --status pendng', 'got "pendng"; did you mean pending?'],
    ['users list --status disactivated', 'got "disactivated"; did you mean inactive?'],
    ['users list --status frozen', 'expected a status (active, inactive, pending or status_…), got "frozen"'],
    ['users list --sort full_nme', 'got "full_nme"; did you mean full_name?'],
    ['users list --sort Email', 'got "Email"; did you mean email?'],
  ])('%s is refused without a request', async (line, words) => {
    await refused(line, words);
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    ['users list --status status_actve', 'no status "status_actve"; did you mean status_active (Active)'],
    ['users list --status deleted', 'no status "status_deleted"; there are status_active (Active), '],
    ['users list --role role_membr', 'no role "role_membr"; did you mean role_member (Member)?'],
    ['users list --role Membre', 'no role "Membre"; did you mean role_member (Member)?'],
    ['users list --role role_nope', '(Member)'],
    ['users list --role Nope', '(Member)'],
    ['roles list --members Adnim', 'no role "Adnim"; did you mean role_admin'],
  ])('%s is refused after one look-up', async (line, words) => {
    await refused(line, words);
    expect(world.current.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    ['roles list --members role_membr', 'no role "role_membr"; did you mean role_member (Member)?'],
    ['roles list --members role_nope', '(Member)'],
  ])('%s is looked up when the API does not find it', refused);

  it('names ten values at most, and where the others are', async () => {
    const roles = Array.from({ length: 12 }, (_, at) => ({ id: `role_${at}xxxxxxxx`, name: `Role ${at}` }));
    await world.current.script(ok(roles));
    const ended = await world.current.run(`users list --role Zzzzzzzz ${ORG} --json`);
    expect(errorOf(ended)).toMatchObject({
      message: expect.stringMatching(/; there are role_0xxxxxxxx .*role_9xxxxxxxx \(Role 9\) and 2 more$/),
      hint: '`aitronos roles list --org org_xyz789` shows the roles',
    });
  });

  it('says which roles have the same name', async () => {
    await world.current.script(ok(['role_1', 'role_2'].map((id) => ({ id, name: 'Auditor' }))));
    const ended = await world.current.run(`users list --role auditor ${ORG} --json`);
    expect(ended.exit).toBe(2);
    expect(errorOf(ended)).toMatchObject({
      message: '--role: there is more than one role "auditor": role_1 (Auditor), role_2 (Auditor)',
      hint: 'name the one that is meant by its id',
    });
  });
});

describe('a filter', () => {
  const sent = () => JSON.parse(world.current.requests.at(-1)?.body ?? '{}');

  it.each([
    ['role_member', 'role_member'],
    ['Member', 'role_member'],
    ['mEMBER', 'role_member'],
  ])('finds the role %s', async (typed, role_id) => {
    const { exit, stdout } = await world.current.run(`users list --role ${typed} ${ORG} -o csv`);
    expect(exit).toBe(0);
    expect(stdout).toContain('Member');
    expect(sent()).toMatchObject({ role_id });
    const members = await world.current.run(`roles list --members ${typed} ${ORG} -o csv`);
    expect(members.stdout).toContain('@example.com');
  });

  const STATUSES = [
    { id: 'sts_7', name: 'Inactive' },
    { id: 'sts_8', name: 'Invitation Sent' },
    { id: 'status_active', name: 'At work' },
  ];
  it.each([
    ['active', 'status_active'],
    ['status_active', 'status_active'],
    ['Deactivated', 'sts_7'],
    ['inactive', 'sts_7'],
    ['sts_7', 'sts_7'],
    ['pending', 'sts_8'],
    ['invited', 'sts_8'],
    ['InvitationSent', 'sts_8'],
  ])('finds the status %s by its id or its name', async (typed, status_id) => {
    await world.current.script(ok(STATUSES), NOBODY);
    expect((await world.current.run(`users list --status ${typed} ${ORG}`)).exit).toBe(0);
    expect(sent()).toMatchObject({ status_id });
  });

  it.each([403, 404, 405, 501])(
    'is sent unchecked where the API answers its list with %i',
    async (status) => {
      await world.current.script(refusal(status, 'NO'), NOBODY);
      const role = await world.current.run(`users list --role role_7 ${ORG}`);
      expect(role).toMatchObject({ exit: 0, stdout: '' });
      expect(role.stderr).toBe(
        'note: the API does not list the roles: role_7 is not checked\nnote: nobody matches\n',
      );
      expect(sent()).toMatchObject({ role_id: 'role_7' });
      await world.current.script(refusal(status, 'NO'), NOBODY);
      expect((await world.current.run(`users list --status inactive ${ORG}`)).exit).toBe(0);
      expect(sent()).toMatchObject({ status_id: 'status_inactive' });
    },
  );

  it('by a name ends where the API does not list the roles', async () => {
    await world.current.script(refusal(403, 'NO'));
    const ended = await world.current.run(`users list --role Member ${ORG} --json`);
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
    expect(errorOf(ended)).toMatchObject({ code: 'NO_MATCH', hint: expect.stringContaining('--role <id>') });
    expect(world.current.requests).toHaveLength(1);
  });
});
