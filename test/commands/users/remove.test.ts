import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../scripted-server.ts';
import { type CallOptions, useWorld } from '../../world.ts';
import { asked, file, outcomes, refusal } from './many/leavers.ts';

const world = useWorld();
const remove = (words: string, options: CallOptions = {}) =>
  world.current.run(`users remove ${words} --org org_xyz789`, options);
const GONE = { status: 204 } as const;
const NOT_THERE = refusal(404, 'USER_NOT_FOUND');

describe('users remove', () => {
  it('sends a confirmed DELETE and shows a record without an account state', async () => {
    await world.current.script(GONE);
    const { exit, stdout, stderr } = await remove('usr_abc123 --yes --json');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      action: 'remove',
      user_id: 'usr_abc123',
      outcome: 'changed',
      changed: true,
      account_state: null,
      transferred_to_department_id: null,
      user: null,
      error: null,
    });
    const [request, ...more] = world.current.requests;
    expect(more).toEqual([]);
    expect(request).toMatchObject({
      method: 'DELETE',
      path: '/v1/organizations/org_xyz789/users/usr_abc123',
      body: '{"confirm":true}',
    });
  });

  it('says in its table that the user is removed, and where resources went', async () => {
    await world.current.script(GONE);
    const { stdout } = await remove('usr_abc123 --yes --transfer-to dept_eng001');
    expect(stdout).toBe(
      'USER        NAME  EMAIL  STATE    RESOURCES TO\nusr_abc123  -     -      removed  dept_eng001\n',
    );
    expect(world.current.requests[0]?.body).toBe(
      '{"confirm":true,"transfer_resources_to_department_id":"dept_eng001"}',
    );
  });

  it('takes no department from the environment or from what is stored', async () => {
    await world.current.run('config set transfer-to dept_eng001');
    await world.current.script(GONE);
    await remove('usr_abc123 --yes', { env: { AITRONOS_TRANSFER_TO: 'dept_be001' } });
    expect(world.current.requests[0]?.body).toBe('{"confirm":true}');
  });

  it('of somebody who is not there fails, unless an attempt of ours got no answer', async () => {
    await world.current.script(NOT_THERE);
    expect((await remove('usr_abc123 --yes')).exit).toBe(1);
    await world.current.script('reset', NOT_THERE);
    const { exit, stdout } = await remove('usr_abc123 --yes --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'recovered', changed: true, attempts: 2 });
  });

  it('of the last owner is refused, and says who is asking', async () => {
    await world.current.script(refusal(403, 'CANNOT_REMOVE_LAST_OWNER'));
    const { exit, stderr } = await remove('usr_admin01 --yes');
    expect(exit).toBe(4);
    expect(stderr).toContain('CANNOT_REMOVE_LAST_OWNER, HTTP 403');
  });

  it.each([
    [422, 'VALIDATION_ERROR', 1],
    [422, 'LAST_OWNER_CANNOT_BE_REMOVED', 1],
    [422, 'USER_ALREADY_DEACTIVATED', 1],
    [422, 'USER_NOT_DEACTIVATED', 1],
    [422, 'DEPARTMENT_HAS_CHILDREN', 1],
    [404, 'DEPARTMENT_NOT_FOUND', 1],
    [409, 'CONFLICT', 1],
    [403, 'CANNOT_DELETE_OWNER', 4],
  ])('that the API refuses with %d %s ends with its words and is sent once', async (status, code, exit) => {
    await world.current.script(refusal(status, code));
    const ended = await remove('usr_abc123 --yes --transfer-to dept_eng001');
    expect(ended).toMatchObject({ exit, stdout: '' });
    expect(ended.stderr).toContain(`error: The API says ${code}. (${code}, HTTP ${status})`);
    expect(world.current.requests).toHaveLength(1);
  });

  it('shows with --dry-run what it would send, and sends nothing', async () => {
    const { exit, stdout } = await remove('usr_abc123 --dry-run --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).requests).toEqual([
      {
        method: 'DELETE',
        url: `${world.current.url}/v1/organizations/org_xyz789/users/usr_abc123`,
        body: { confirm: true },
      },
    ]);
    expect(world.current.requests).toEqual([]);
  });
});

const OTHER = 'what was typed is not usr_abc123, which was asked for: nothing was sent';

describe('its confirmation', () => {
  it('at a terminal is the user id, typed', async () => {
    const { exit, stderr } = await remove('usr_abc123', { terminal: true, stdin: 'usr_abc123\r' });
    expect(exit).toBe(0);
    expect(stderr).toContain('Remove usr_abc123 (Jane Doe, jane@example.com) from org_xyz789?');
    expect(stderr).toContain('reactivate cannot undo it');
    expect(stderr).toContain('Type usr_abc123 to continue:');
    expect(world.current.requests.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
  });

  /** A question is broken between words where the terminal ends. */
  const asOneLine = (text: string) => text.replaceAll(/\s*\n(?:│ {2})?/g, ' ');

  it.each([
    ['by its name', 'Engineering', 'Resources go to Engineering (dept_eng001).'],
    ['by its path', 'Engineering/Backend', 'Resources go to Backend (dept_be001).'],
    ['by its id, whose name nobody asked for', 'dept_eng001', 'Resources go to dept_eng001.'],
  ])('names the department that was given %s', async (_, department, words) => {
    const line = ['users', 'remove', 'usr_abc123', '--org', 'org_xyz789', '--transfer-to', department];
    const { stderr } = await world.current.run(line, { terminal: true, stdin: 'usr_abc123\r' });
    expect(asOneLine(stderr)).toContain(words);
  });

  it.each(['Engineering', 'dept_eng001'])(
    'that cannot be given is refused before a look-up of %s',
    async (department) => {
      const line = `users remove usr_abc123 --org org_xyz789 --transfer-to ${department}`;
      const { exit, stderr } = await world.current.run(line);
      expect({ exit, stderr }).toEqual({
        exit: 2,
        stderr: expect.stringContaining(`Resources go to ${department}.`),
      });
      expect(world.current.requests).toEqual([]);
    },
  );

  it('names it too where the protected users were looked up in the same list', async () => {
    const { home } = world.current;
    writeFileSync(join(home, 'keep.txt'), 'department:Sales\n');
    const line = `users remove usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --protect ${home}/keep.txt`;
    const { stderr } = await world.current.run(line, { terminal: true, stdin: 'usr_abc123\r' });
    expect(asOneLine(stderr)).toContain('Resources go to Engineering (dept_eng001).');
  });

  const named = (full_name: unknown, email: unknown): Step => ({
    status: 200,
    body: { id: 'usr_abc123', full_name, email },
  });
  it.each<[string, Step, string]>([
    ['a name and an address', named('Jane Doe', 'jane@example.com'), ' (Jane Doe, jane@example.com)'],
    ['an address alone', named(null, 'jane@example.com'), ' (jane@example.com)'],
    ['a name alone', named('Jane Doe', null), ' (Jane Doe)'],
    ['neither', named(7, {}), ''],
    ['a name that commands the terminal', named('Ja\u001b[2Jne', null), ' (Jane)'],
    ['a row of the older shape', { status: 200, body: { user_id: 'usr_abc123', full_name: 'J' } }, ' (J)'],
    ['403', refusal(403, 'FORBIDDEN'), ''],
    ['404', refusal(404, 'USER_NOT_FOUND'), ''],
    ['a list', { status: 200, body: [] }, ''],
    ['another user', { status: 200, body: { id: 'usr_other', full_name: 'O' } }, ''],
  ])('has of the user what the API tells: %s', async (_what, step, words) => {
    await world.current.script(step, GONE);
    const { exit, stderr } = await remove('usr_abc123', { terminal: true, stdin: 'usr_abc123\r' });
    expect(exit).toBe(0);
    expect(stderr).toContain(`Remove usr_abc123${words} from org_xyz789?`);
  });

  it('is not asked where the token is refused, or nobody answers', async () => {
    await world.current.script(refusal(401, 'TOKEN_EXPIRED'));
    expect((await remove('usr_abc123', { terminal: true, stdin: 'usr_abc123\r' })).exit).toBe(4);
    await world.current.script('reset');
    expect((await remove('usr_abc123 --retries 0', { terminal: true, stdin: 'usr_abc123\r' })).exit).toBe(5);
    expect(world.current.requests.map(({ method }) => method)).not.toContain('DELETE');
  });

  it('with --yes is not asked, and reads nothing', async () => {
    expect((await remove('usr_abc123 --yes', { terminal: true })).exit).toBe(0);
    expect(world.current.requests.map(({ method }) => method)).toEqual(['DELETE']);
  });

  it.each([
    ['something else', 'usr_abc124\r', OTHER],
    ['yes', 'y\r', OTHER],
    ['nothing', '\r', 'declined: nothing was sent'],
    ['Ctrl-C', '\u0003', 'declined: nothing was sent'],
    ['Ctrl-D', '\u0004', 'declined: nothing was sent'],
  ])('is not %s', async (_what, keys, words) => {
    const { exit, stdout, stderr } = await remove('usr_abc123', { terminal: true, stdin: keys });
    expect({ exit, stdout }).toEqual({ exit: 130, stdout: '' });
    expect(stderr).toContain(words);
    expect(world.current.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('without a terminal is --yes, also for one', async () => {
    for (const words of ['usr_abc123', 'usr_abc123 usr_def456']) {
      const { exit, stdout, stderr } = await remove(words);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain('hint: add --yes');
    }
    expect(world.current.requests).toEqual([]);
  });

  it('of rows that are tried once more is their number, typed', async () => {
    await world.current.script({ status: 408 });
    await remove('usr_abc123 usr_def456 --no-check --yes --retries 0');
    const asked = world.current.requests.length;
    const retry = (stdin: string) => world.current.run('runs retry 2026', { terminal: true, stdin });
    expect((await retry('y\r')).exit).toBe(130);
    expect(world.current.requests).toHaveLength(asked);
    const right = await retry('2\r');
    expect(right.stderr).toContain('Type 2 to continue:');
    expect(world.current.requests.length).toBeGreaterThan(asked);
  });

  it('of many is their number, typed', async () => {
    await world.current.script(GONE);
    const wrong = await remove('usr_abc123 usr_def456 --no-check', { terminal: true, stdin: 'y\r' });
    expect(wrong.exit).toBe(130);
    expect(world.current.requests).toEqual([]);
    const right = await remove('usr_abc123 usr_def456 --no-check', { terminal: true, stdin: '2\r' });
    expect(right.exit).toBe(0);
    expect(right.stderr).toContain('Type 2 to continue:');
    expect(asked(world.current).sort()).toEqual(['usr_abc123', 'usr_def456']);
  });
});

describe('a run of removals', () => {
  it('has a record for each row, by its own rules', async () => {
    await world.current.script(GONE, NOT_THERE, GONE);
    const path = await file(world.current, 'gone.csv', 'user_id,team\nusr_1,a\nusr_2,b\nusr_3,c\n');
    const ended = await remove(`--from ${path} --yes --no-check --json --concurrency 1`);
    expect(ended.exit).toBe(3);
    expect(outcomes(ended)).toEqual(['changed', 'failed', 'changed']);
  });

  it('cannot be undone, and says so', async () => {
    await world.current.script(GONE);
    await remove('usr_1 usr_2 --yes --no-check');
    const [run] = JSON.parse((await world.current.run('runs list --json')).stdout);
    const { exit, stderr } = await world.current.run(`runs undo ${run.run_id} --yes`);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/is of remove, and only runs of deactivate or invite can be undone/);
    expect(stderr).toMatch(
      /hint: who was removed has to be invited again: `aitronos users invite <email> --org org_xyz789`/,
    );
    expect(world.current.requests).toHaveLength(2);
  });
});
