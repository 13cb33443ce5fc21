import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { DONE, deactivateFrom, errorOf, later, list, refusal, runFolder } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const NOBODY = { env: { AITRONOS_ACCESS_TOKEN: undefined } };

/** A run of four users one after the other: the first is changed, the second fails, the others are open. */
async function stopped(): Promise<void> {
  const w = world.current;
  await w.script(DONE, refusal(404, 'USER_NOT_FOUND'));
  await deactivateFrom(w, list(4), '--yes --concurrency 1 --fail-fast');
  await later(w);
  w.requests.length = 0;
}

/** Every file of the only run, as it is. */
async function everything(): Promise<Record<string, string>> {
  const folder = await runFolder(world.current);
  const files = (await readdir(folder)).sort();
  const texts = files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

const deactivation = (user: string) => ({
  method: 'POST',
  url: `${world.current.url}/v1/organizations/org_xyz789/users/${user}/deactivate`,
  body: { transfer_resources_to_department_id: 'dept_eng001' },
});

describe('--dry-run of a verb that takes a run up again', () => {
  it.each([
    ['resume', () => [deactivation('usr_000003'), deactivation('usr_000004')]],
    ['retry', () => [deactivation('usr_000002')]],
    [
      'undo',
      () => [
        {
          method: 'POST',
          url: `${world.current.url}/v1/organizations/org_xyz789/users/usr_000001/reactivate`,
          body: null,
        },
      ],
    ],
  ] as const)('prints what %s would send; it needs no token, and nothing changes', async (verb, requests) => {
    const w = world.current;
    await stopped();
    const before = await everything();
    const { exit, stdout, stderr } = await w.run(`runs ${verb} ${RUN} --dry-run --json`, NOBODY);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ dry_run: true, requests: requests() });
    expect(stderr).toContain('note: dry run: nothing was sent\n');
    expect(w.requests).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('shows several as a table with one example, and one as it is', async () => {
    const w = world.current;
    await stopped();
    const { stdout } = await w.run(`runs resume ${RUN} --dry-run`, NOBODY);
    expect(stdout).toMatch(
      /^ACTION .*PATH\ndeactivate +usr_000003 .*\ndeactivate +usr_000004 .*\n\n2 requests, /,
    );
    expect(stdout.match(/curl -X POST/g)).toHaveLength(1);
    for (const verb of ['retry', 'undo']) {
      const alone = await w.run(`runs ${verb} ${RUN} --dry-run`, NOBODY);
      expect(alone.stdout).toMatch(/^POST http:/);
    }
  });

  it.each(['resume', 'retry', 'undo'])('waits for no other process (%s)', async (verb) => {
    const w = world.current;
    await stopped();
    const answers = [
      [
        'Continue run',
        async () => {
          expect((await w.run(`runs ${verb} ${RUN} --dry-run`, { ...NOBODY, pid: 1 })).exit).toBe(0);
          return 'n\r';
        },
      ],
    ] as const;
    const held = await w.run(`runs resume ${RUN}`, { terminal: true, answers });
    expect(held.exit).toBe(130);
  });

  it('says where nothing is left to do', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    const { exit, stdout, stderr } = await w.run(`runs resume ${RUN} --dry-run --json`);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).requests).toEqual([]);
    expect(stderr).toContain(`nothing is left to do in run ${RUN}`);
  });

  it('refuses what would be refused', async () => {
    const w = world.current;
    await stopped();
    await w.run('config set protect usr_000003');
    const ended = await w.run(`runs resume ${RUN} --dry-run --json`);
    expect(ended.exit).toBe(2);
    expect(errorOf(ended).code).toBe('PROTECTED_USER');
  });
});
