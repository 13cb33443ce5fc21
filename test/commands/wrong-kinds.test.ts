import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { errorOf } from './users/many/leavers.ts';

const world = useWorld();

describe('an id of another kind', () => {
  const DEPARTMENT = 'got "dept_1", a department id';
  const ROLE = 'got "role_1", a role id';
  // The line, what the error says of the id, and where the command takes such an id.
  it.each([
    ['users list --org dept_1', DEPARTMENT, null],
    ['users list --org “org_1”', 'got "“org_1”"; did you mean org_1?', null],
    ["users deactivate usr_1 --transfer-to 'dept_1'", `got "'dept_1'"; did you mean dept_1?`, null],
    ['departments list --org org_1(Example)', 'got "org_1(Example)"; did you mean org_1?', null],
    ['departments list --org org_1,org_2', 'got "org_1,org_2"; did you mean org_1 or org_2?', null],
    ['users list --role „role_1“', 'got "„role_1“"; did you mean role_1?', null],
    ['users list --org role_1', ROLE, '--role takes a role id'],
    ['users list --role org_1', 'got "org_1", an organization id', '--org takes an organization id'],
    ['users list --role status_active', 'got "status_active", a status id', '--status takes a status id'],
    ['users list --role sts_7', 'got "sts_7", a status id', '--status takes a status id'],
    ['users list --status role_1', ROLE, '--role takes a role id'],
    ['users list --org org_1 --role usr_1', 'got "usr_1", a user id', null],
    ['users get role_1', ROLE, null],
    ['users get orgusr_1', 'got "orgusr_1", a membership id', null],
    ['users deactivate usr_1 --org usr_1', 'got "usr_1", a user id', '<user> takes a user id'],
    ['users deactivate usr_1 --org dept_1', DEPARTMENT, '--transfer-to takes a department id'],
    ['users deactivate dept_1', DEPARTMENT, null],
    ['users deactivate org_1', 'got "org_1", an organization id', null],
    ['users deactivate usr_1 --transfer-to org_1', 'got "org_1"', '--org takes an organization id'],
    ['users invite a@b.c --role dept_1', DEPARTMENT, '--department takes a department id'],
    ['users invite a@b.c --department role_1', ROLE, '--role takes a role id'],
    ['users update-memberships usr_1 --role dept_1', DEPARTMENT, '--department takes a department id'],
    ['users update-memberships usr_1 --department usr_2', 'got "usr_2", a user id', '<user> takes a user id'],
    ['users remove inv_1', 'got "inv_1", an invitation id', null],
    ['roles list --members dept_1', DEPARTMENT, null],
    ['roles list --org role_1', ROLE, '--members takes a role id'],
    ['departments list --org dept_1', DEPARTMENT, null],
    ['api get /v1/user/me --org dept_1', DEPARTMENT, null],
  ])('%s says what was given, and which option takes it', async (line, given, place) => {
    const ended = await world.current.run(`${line} --json`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    const { code, message, hint } = errorOf(ended);
    expect(code).toBe('USAGE');
    expect(message).toMatch(/expected an? .*_…/);
    expect(message).toContain(given);
    if (place === null) expect(hint).toContain('--help');
    else expect(hint).toBe(place);
    expect(world.current.requests).toEqual([]);
  });

  it.each(['role_org_1', `"org_${'a'.repeat(200)}"`])('holds none that is meant: %s', async (given) => {
    const { message } = errorOf(await world.current.run(['departments', 'list', '--org', given, '--json']));
    expect(message).toMatch(/expected an organization id [^;]*$/);
  });

  const RUN = '20260301-120000-7af7';
  // A file where a run is wanted, and a run where a file is: the line, the code, and where what was given belongs.
  it.each([
    [
      `runs apply ${RUN}`,
      'USAGE',
      `a plan is the file that --plan wrote; .*runs show ${RUN}.*resume, retry and undo`,
    ],
    [`users deactivate --from ${RUN} --org org_1 --transfer-to dept_1`, 'USAGE', `runs show ${RUN} -o csv >`],
    [`users diff --roster ${RUN} --org org_1`, 'USAGE', `runs show ${RUN} -o csv >`],
    ['runs show none/plan.json', 'RUN_NOT_FOUND', 'runs apply none/plan.json --dry-run'],
    ['runs undo Plan.JSON --yes', 'RUN_NOT_FOUND', 'runs apply Plan.JSON --dry-run'],
    // What is neither is told as before.
    ['runs apply 20260301', 'USAGE', '^(?!.*runs show)'],
    ['runs show 2027', 'RUN_NOT_FOUND', '^`aitronos runs list` shows the runs$'],
  ])('%s: a run is no file, and a plan is no run', async (line, code, hint) => {
    const ended = await world.current.run(`${line} --json`);
    expect(errorOf(ended).code).toBe(code);
    expect(errorOf(ended).hint ?? '').toMatch(new RegExp(hint));
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    [{ AITRONOS_ORG: 'dept_1' }, 'AITRONOS_ORG: expected an organization id', DEPARTMENT],
    [{ AITRONOS_TRANSFER_TO: 'role_1' }, 'AITRONOS_TRANSFER_TO: expected a department id', ROLE],
  ])('in %j says so too', async (env, wanted, given) => {
    const ended = await world.current.run('config list --json', { env });
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(errorOf(ended).message).toContain(wanted);
    expect(errorOf(ended).message).toContain(given);
  });

  it.each(['jane', 'user_1', 'Usr_1', 'dept_', 'DEPT_1'])('is not seen in %s', async (typed) => {
    const { exit, stderr } = await world.current.run(`users get ${typed} --org org_1`);
    expect(exit).toBe(2);
    expect(stderr).toContain(`got "${typed}" (USAGE)\n`);
  });
});
