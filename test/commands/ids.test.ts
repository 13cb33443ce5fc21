import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
const CHANGE = `${ORG} --transfer-to dept_eng001`;

const idsOf = (stdout: string) => stdout.split('\n').filter((line) => line !== '');

describe('--output ids', () => {
  it.each([
    [`users list ${ORG} --search jane`, ['usr_abc123']],
    [`users list ${ORG} --all`, expect.arrayContaining(['usr_abc123', 'usr_admin01'])],
    [`users get usr_abc123 ${ORG}`, ['usr_abc123']],
    [`users get jane@example.com ${ORG}`, ['usr_abc123']],
    [`departments list ${ORG}`, expect.arrayContaining(['dept_eng001', 'dept_be001'])],
    [`departments list --tree ${ORG}`, expect.arrayContaining(['dept_eng001', 'dept_be001'])],
    ['organizations list', ['org_xyz789']],
    [`roles list ${ORG}`, expect.arrayContaining(['role_admin', 'role_member'])],
    [`roles list --members role_admin ${ORG}`, expect.arrayContaining([expect.stringMatching(/^usr_/)])],
    [`users deactivate usr_abc123 ${CHANGE}`, ['usr_abc123']],
    [`users deactivate jane@example.com usr_def456 --yes ${CHANGE}`, ['usr_abc123', 'usr_def456']],
    [`users reactivate usr_left01 ${ORG}`, ['usr_left01']],
    [`users remove usr_abc123 --yes ${ORG}`, ['usr_abc123']],
    [`users invite fresh@example.com ${ORG}`, [expect.stringMatching(/^usr_/)]],
    [`users update-memberships usr_abc123 --role role_member --no-departments ${ORG}`, ['usr_abc123']],
  ])('is one id a line: %s', async (line, ids) => {
    const { exit, stdout } = await world.current.run(`${line} -o ids`);
    expect({ exit, ids: idsOf(stdout) }).toEqual({ exit: 0, ids });
    expect(stdout).toMatch(/^(?:[a-z]+_[\w-]+\n)+$/);
  });

  it('of runs and their results', async () => {
    await world.current.run(`users deactivate usr_abc123 usr_nobody --yes ${CHANGE}`);
    const runs = await world.current.run('runs list -o ids');
    expect(runs.stdout).toMatch(/^\d{8}-\d{6}-[0-9a-f]{4}\n$/);
    const shown = await world.current.run(`runs show ${runs.stdout.trim()} -o ids`);
    expect(shown).toMatchObject({ exit: 0, stdout: 'usr_abc123\nusr_nobody\n' });
    const undone = await world.current.run(`runs undo ${runs.stdout.trim()} --yes -o ids`);
    expect(undone).toMatchObject({ exit: 0, stdout: 'usr_abc123\n' });
  });

  it('has nobody whom a change failed for, and tells them on stderr', async () => {
    const many = await world.current.run(`users deactivate usr_abc123 usr_nobody --yes ${CHANGE} -o ids`);
    expect(many).toMatchObject({ exit: 3, stdout: 'usr_abc123\n' });
    expect(many.stderr).toContain('failed: row 2, usr_nobody');
    const one = await world.current.run(`users deactivate usr_nobody ${CHANGE} -o ids`);
    expect(one).toMatchObject({ exit: 1, stdout: '' });
    expect(one.stderr).toMatch(/^error: /);
  });

  it('of a list with nobody in it is nothing', async () => {
    const { exit, stdout, stderr } = await world.current.run(`users list --search zzz ${ORG} -o ids`);
    expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: '', stderr: 'note: nobody matches\n' });
  });

  it.each([
    'auth list',
    'auth status',
    'config list',
    'config get org',
    'config path',
    'doctor',
    'completion bash',
    'help exit-codes',
    'sandbox reset',
    `users deactivate usr_abc123 ${CHANGE} --dry-run`,
    `users deactivate usr_abc123 ${CHANGE} --check`,
    `users invite new@example.com ${ORG} --dry-run`,
    'runs undo 2026 --dry-run',
  ])('is refused before anything is sent where there are none: %s', async (line) => {
    const { exit, stdout, stderr } = await world.current.run(`${line} -o ids`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^error: nothing that this command lists has an id/);
    expect(stderr).toContain('hint: it has --output table, json, jsonl, csv\n');
    expect(world.current.requests).toEqual([]);
  });

  it.each([
    [`users list ${ORG}`, 'table, json, jsonl, csv, ids'],
    [`departments list ${ORG} --tree`, 'table, json, jsonl, csv, ids'],
    ['runs list', 'table, json, jsonl, csv, ids'],
    ['doctor', 'table, json, jsonl, csv'],
  ])('is among the formats that %s has in place of markdown', async (line, formats) => {
    const { exit, stderr } = await world.current.run(`${line} -o markdown`);
    expect(exit).toBe(2);
    expect(stderr).toContain(`hint: it has --output ${formats}\n`);
  });

  it('may come from the environment, and is not stored for every command', async () => {
    const env = { AITRONOS_OUTPUT: 'ids' };
    const listed = await world.current.run(`users list --search jane ${ORG}`, { env });
    expect(listed).toEqual({ exit: 0, stdout: 'usr_abc123\n', stderr: '' });
    const { exit, stderr } = await world.current.run('config set output ids');
    expect(exit).toBe(2);
    expect(stderr).toContain(
      'output: expected an output format for every command (table, json, jsonl, csv), got "ids"',
    );
    expect((await world.current.run('config get output')).stdout).toBe('table\n');
  });

  it('tells errors as text', async () => {
    const { exit, stdout, stderr } = await world.current.run(`users get usr_nobody ${ORG} -o ids`);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*USER_NOT_FOUND/);
  });
});
