import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { file, outcomes, runFolders } from './many/leavers.ts';

const world = useWorld();
const reactivate = (user: string, more = '') =>
  world.current.run(`users reactivate ${user} --org org_xyz789 ${more}`);

describe('users reactivate', () => {
  it('sends one request without a body, and shows the resulting state', async () => {
    const { exit, stdout, stderr } = await reactivate('usr_left01');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toBe(
      'USER        NAME       EMAIL             STATE   RESOURCES TO\n' +
        'usr_left01  Lena Left  lena@example.com  active  -\n',
    );
    const [request, ...others] = world.current.requests;
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v1/organizations/org_xyz789/users/usr_left01/reactivate',
      body: '',
      headers: { authorization: 'Bearer sandbox-access-token', accept: 'application/json' },
    });
    expect(request?.headers['content-type']).toBeUndefined();
    expect(await runFolders(world.current)).toEqual(['20260301-120000-8000.jsonl']);
  });

  it('prints the result record as JSON', async () => {
    const { exit, stdout } = await reactivate('usr_left01', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema_version: 1,
      action: 'reactivate',
      user_id: 'usr_left01',
      organization_id: 'org_xyz789',
      outcome: 'changed',
      changed: true,
      account_state: 'active',
      transferred_to_department_id: null,
      user: { id: 'usr_left01', account_state: 'active' },
      error: null,
      attempts: 1,
    });
  });

  it('leaves a user who is active as is, which is a success with a note', async () => {
    const { exit, stdout, stderr } = await reactivate('usr_abc123', '--json');
    expect(exit).toBe(0);
    expect(stderr).toBe('note: usr_abc123 was already active; this call changed nothing\n');
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'unchanged',
      changed: false,
      account_state: 'active',
      user: null,
      error: null,
    });
  });

  it('makes that a failure with --strict', async () => {
    const { exit, stderr } = await reactivate('usr_abc123', '--strict');
    expect(exit).toBe(1);
    expect(stderr).toBe(
      'error: usr_abc123 was already active; this call changed nothing (USER_NOT_DEACTIVATED)\n' +
        'hint: without --strict that is a success\n',
    );
  });

  it('is recovered when the first answer was lost', async () => {
    const already = {
      status: 422,
      body: { success: false, error: { code: 'USER_NOT_DEACTIVATED', message: 'no', status: 422 } },
    };
    await world.current.script('reset', already);
    const { exit, stdout } = await reactivate('usr_left01', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'recovered',
      changed: true,
      account_state: 'active',
      transferred_to_department_id: null,
      attempts: 2,
    });
  });

  it('never takes another state for a success', async () => {
    await world.current.script({ status: 200, body: { id: 'usr_left01', account_state: 'deactivated' } });
    const { exit, stderr } = await reactivate('usr_left01');
    expect(exit).toBe(1);
    expect(stderr).toContain('the account state is "deactivated", not "active" (UNEXPECTED_STATE, HTTP 200)');
  });

  it('shows with --dry-run what it would send: no body, no content type', async () => {
    const { exit, stdout } = await reactivate('usr_left01', '--dry-run');
    expect(exit).toBe(0);
    const url = `${world.current.url}/v1/organizations/org_xyz789/users/usr_left01/reactivate`;
    expect(stdout).toBe(
      `POST ${url}\n\ncurl -X POST '${url}' \\\n  -H "Authorization: Bearer $AITRONOS_ACCESS_TOKEN"\n`,
    );
    expect(JSON.parse((await reactivate('usr_left01', '--dry-run --json')).stdout)).toEqual({
      dry_run: true,
      requests: [{ method: 'POST', url, body: null }],
    });
    expect(world.current.requests).toEqual([]);
  });

  it('knows no --transfer-to', async () => {
    const { exit, stderr } = await reactivate('usr_left01', '--transfer-to dept_eng001');
    expect(exit).toBe(2);
    expect(stderr).toContain("unknown option '--transfer-to'");
    expect(world.current.requests).toEqual([]);
  });

  it('wants a user, and an organization', async () => {
    const none = await world.current.run('users reactivate --org org_xyz789');
    expect(none).toMatchObject({ exit: 2, stderr: expect.stringContaining('error: a user is missing') });
    const nowhere = await world.current.run('users reactivate usr_left01');
    expect(nowhere).toMatchObject({ exit: 2, stderr: expect.stringContaining('--org is missing') });
    expect(world.current.requests).toEqual([]);
  });

  it('takes many, whatever transfer_to their rows name', async () => {
    const path = await file(
      world.current,
      'back.csv',
      'user_id,transfer_to\nusr_left01,dept_eng001\nusr_abc123,\n',
    );
    const ended = await world.current.run(
      `users reactivate --from ${path} --org org_xyz789 --yes --no-check --json`,
    );
    expect(ended.exit).toBe(0);
    expect(outcomes(ended)).toEqual(['changed', 'unchanged']);
    expect(world.current.requests.map(({ body }) => body)).toEqual(['', '']);
  });
});
