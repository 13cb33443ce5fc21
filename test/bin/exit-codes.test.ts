import { describe, expect, it } from 'vitest';
import { version } from '../../src/version.ts';
import { takeBack } from '../take-back.ts';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();

describe('a process ends with', () => {
  it('0 when the user was deactivated, and one request was sent', async () => {
    await machine.current.sandbox();
    expect(await machine.current.run(DEACTIVATE)).toEqual({
      exit: 0,
      signal: null,
      stdout:
        'USER        NAME      EMAIL             STATE        RESOURCES TO\n' +
        'usr_abc123  Jane Doe  jane@example.com  deactivated  dept_eng001\n',
      stderr: takeBack(),
    });
    expect(machine.current.requests).toHaveLength(1);
    expect(machine.current.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/organizations/org_xyz789/users/usr_abc123/deactivate',
      body: '{"transfer_resources_to_department_id":"dept_eng001"}',
    });
  });

  it.each([
    ['--version', new RegExp(`^${version.replaceAll('.', '\\.')}\n$`)],
    ['--help', /\nUsage: aitronos /],
    ['users deactivate --help', /\nUsage: aitronos users deactivate /],
  ])('0 after %s', async (line, expected) => {
    const { exit, stdout, stderr } = await machine.current.run(line);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(expected);
  });

  it('1 when the API refuses', async () => {
    await machine.current.sandbox();
    const line = DEACTIVATE.replace('usr_abc123', 'usr_nobody');
    const { exit, stdout, stderr } = await machine.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*USER_NOT_FOUND.*404/);
    expect(machine.current.requests).toHaveLength(1);
  });

  it('1 where it waits for what never comes', async () => {
    // With this, a server of Node asks a process above, which is not there, whether it may listen.
    const env = { NODE_UNIQUE_ID: '1' };
    const ended = await machine.current.run('users list --org org_xyz789 --sandbox', { env });
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
  });

  it('2 for a bad id, and sends nothing', async () => {
    await machine.current.sandbox();
    const { exit, stdout, stderr } = await machine.current.run(DEACTIVATE.replace('usr_abc123', 'abc123'));
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*usr_/);
    expect(machine.current.requests).toEqual([]);
  });

  it('4 without a token, and sends nothing', async () => {
    await machine.current.sandbox();
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    const { exit, stdout, stderr } = await machine.current.run(DEACTIVATE, { env });
    expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
    expect(stderr).toMatch(/^error: no access token[\s\S]*\nhint: .*aitronos auth login/);
    expect(machine.current.requests).toEqual([]);
  });

  it('5 when the connection is refused', async () => {
    // Nobody listens on port 1, and nobody but root could.
    const env = { AITRONOS_API_URL: 'http://127.0.0.1:1', AITRONOS_ACCESS_TOKEN: 'a-token' };
    const { exit, stdout, stderr } = await machine.current.run(`${DEACTIVATE} --retries 0 --json`, { env });
    expect(exit).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', changed: false, attempts: 1 });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'CONNECTION_REFUSED', retryable: true } });
  });
});
