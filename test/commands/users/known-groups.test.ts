import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { errorOf } from './many/leavers.ts';

const world = useWorld();
const run = (words: string) => world.current.run(`users ${words} --org org_xyz789 --json`);
const paths = () =>
  world.current.requests.map(({ method, path }) => `${method} ${path.split('org_xyz789')[1]}`);
const changes = () => paths().filter((path) => !path.startsWith('GET ') && !path.endsWith('/users'));

const CLOSED = 'dept_lab001 (Laboratory) is not active: nothing was sent';
const NO_ROLE = 'there is no role role_nope: nothing was sent';

describe('what a single call has read anyway', () => {
  it.each([
    ['deactivate usr_abc123 --transfer-to Laboratory', CLOSED],
    ['deactivate jane@example.com --transfer-to Laboratory', CLOSED],
    ['deactivate jane@example.com --transfer-to Laboratory --missing skip', CLOSED],
    ['remove usr_abc123 --transfer-to Laboratory --yes', CLOSED],
    ['invite sam@example.com --department Laboratory', CLOSED],
    ['invite sam@example.com --department Engineering --department dept_lab001', CLOSED],
    ['invite sam@example.com --role Member --role role_nope', NO_ROLE],
    ['update-memberships usr_abc123 --no-roles --department Laboratory', CLOSED],
    ['update-memberships usr_abc123 --role Member --role role_nope --no-departments', NO_ROLE],
  ])('refuses %s as a run does', async (words, message) => {
    const ended = await run(words);
    expect(ended).toMatchObject({ exit: 4, stdout: '' });
    expect(errorOf(ended)).toMatchObject({ code: 'CHECK_FAILED', message });
    expect(changes()).toEqual([]);
  });

  it('refuses it with the same words and the same cure as the run of two', async () => {
    const [one, two] = [
      await run('deactivate usr_abc123 --transfer-to Laboratory'),
      await run('deactivate usr_abc123 usr_john01 --transfer-to Laboratory --yes'),
    ];
    const { message, hint, code } = errorOf(one);
    expect({ message, hint, code }).toEqual({
      message: CLOSED,
      hint: errorOf(two).hint,
      code: errorOf(two).code,
    });
    expect(hint).toBe(
      'name another department; `aitronos departments list --org org_xyz789` shows which are there and active\n--no-check goes ahead all the same',
    );
  });

  it('is also the list that a rule for protected users needed, and it is read once', async () => {
    const w = world.current;
    await writeFile(join(w.home, 'protected'), 'department:Sales\n');
    const words = `deactivate usr_abc123 --protect ${join(w.home, 'protected')} --transfer-to`;
    for (const department of ['dept_lab001', 'Laboratory']) {
      w.requests.length = 0;
      expect(errorOf(await run(`${words} ${department}`)).message).toBe(CLOSED);
      expect(paths().filter((path) => path === 'GET /departments')).toHaveLength(1);
    }
  });

  it.each([
    ['deactivate usr_abc123 --transfer-to Laboratory --no-check', '/deactivate'],
    ['deactivate usr_abc123 --transfer-to dept_lab001', '/deactivate'],
    ['invite sam@example.com --department Laboratory --no-check', '/invite/v2'],
    [
      'update-memberships usr_abc123 --no-roles --department Engineering --department dept_lab001',
      '/memberships',
    ],
  ])('does not keep the API from deciding on %s', async (words, path) => {
    await run(words);
    expect(changes()).toEqual([expect.stringContaining(path)]);
  });

  it('is not read for ids', async () => {
    await run('deactivate usr_abc123 --transfer-to dept_eng001');
    await run('invite sam@example.com --role role_member --department dept_lab001');
    expect(paths()).toEqual(['POST /users/usr_abc123/deactivate', 'POST /users/invite/v2']);
  });

  it('is shown by --check, and not asked by --dry-run, as in a run', async () => {
    const words = 'deactivate usr_abc123 --transfer-to Laboratory';
    const checked = await run(`${words} --check`);
    expect(checked.exit).toBe(4);
    expect(checked.stdout).toContain('dept_lab001 (Laboratory) is not active');
    expect((await run(`${words} --dry-run`)).exit).toBe(0);
    expect(changes()).toEqual([]);
  });
});
