import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tokenOf } from '../../../auth/jwt.ts';
import { type Ended, useWorld } from '../../../world.ts';
import { deactivateFrom, errorOf, file, list, runFolders, TARGET } from './leavers.ts';

const world = useWorld();

/** Refused as a usage error; nothing was sent, and no run is left behind. */
async function refused({ exit, stdout }: Ended): Promise<void> {
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(world.current.requests).toEqual([]);
  expect(await runFolders(world.current)).toEqual([]);
}

describe('--max', () => {
  it('refuses a larger run', async () => {
    const ended = await deactivateFrom(world.current, list(3), '--yes --max 2');
    expect(ended.stderr).toBe(
      'error: the users are more than --max 2 (line 3 is one too many): nothing was sent (TOO_MANY)\nhint: check who is meant; if all are, give the number: --max <n>\n',
    );
    await refused(ended);
  });

  it('refuses it at the row that is one too many, before more of the file is read', async () => {
    const many = `${list(3000)}this is no user\n`;
    for (const content of [many, gzipSync(many)]) {
      const ended = await deactivateFrom(world.current, content, '--yes --max 100');
      expect(ended.stderr).toContain('the users are more than --max 100 (line 101 is one too many)');
      await refused(ended);
    }
  });

  it('lets one of that size pass, duplicates not counted', async () => {
    await world.current.sandbox({ users: 20 });
    expect(await deactivateFrom(world.current, list(2) + list(2), '--yes --max 2')).toMatchObject({
      exit: 0,
    });
  });

  it.each(['0', '-1', '1.5', 'many'])('%s is no number of users', async (value) => {
    const ended = await deactivateFrom(world.current, list(2), `--yes --max ${value}`);
    expect(ended.stderr).toMatch(/--max <n\|n%>: expected a whole number/);
    await refused(ended);
  });
});

describe('users whom no run may touch', () => {
  it('stand in the file of --protect, and each one that is named is told', async () => {
    const keep = await file(world.current, 'keep.txt', 'usr_000002\nusr_000003\nusr_000099\n');
    const ended = await deactivateFrom(world.current, list(4), `--yes --protect ${keep}`);
    expect(ended.stderr).toContain(`usr_000002 is protected by ${keep}\n`);
    expect(ended.stderr).toContain(`usr_000003 is protected by ${keep}\n`);
    expect(ended.stderr).toContain('\nhint: leave them out, and run the same command again\n');
    expect(ended.stderr).not.toContain('usr_000099');
    expect(ended.stderr).toMatch(/error: 2 problems in .*leavers: nothing was sent \(PROTECTED_USER\)/);
    await refused(ended);
  });

  it('are found by their ids where addresses stand beside them, before any request', async () => {
    const keep = await file(world.current, 'keep.txt', 'usr_000002\n');
    const rows = 'user_id,email\nusr_000001,a@example.com\nusr_000002,b@example.com\n';
    const ended = await deactivateFrom(world.current, rows, `--yes --protect ${keep}`);
    expect(ended.stderr).toContain(`usr_000002 is protected by ${keep}\n`);
    await refused(ended);
  });

  it('are told in JSON too', async () => {
    const keep = await file(world.current, 'keep.txt', 'usr_000002\n');
    const ended = await deactivateFrom(world.current, list(4), `--yes --json --protect ${keep}`);
    expect(errorOf(ended)).toMatchObject({
      code: 'PROTECTED_USER',
      details: { problems: [{ message: `usr_000002 is protected by ${keep}` }], problem_count: 1 },
    });
    await refused(ended);
  });

  it('stand in the stored list', async () => {
    await world.current.run('config set protect usr_000001,usr_000004');
    const ended = await deactivateFrom(world.current, list(4));
    expect(ended.stderr).toContain('usr_000001 is protected by the stored list');
    expect(ended.stderr).toContain('usr_000004 is protected by the stored list');
    await refused(ended);
  });

  it('are protected beside each other, by the list and by the file', async () => {
    await world.current.run('config set protect usr_000001');
    const keep = await file(world.current, 'keep.txt', 'usr_000003\n');
    const ended = await deactivateFrom(world.current, list(4), `--yes --protect ${keep}`);
    expect(ended.stderr).toContain('usr_000001 is protected');
    expect(ended.stderr).toContain('usr_000003 is protected');
    await refused(ended);
  });

  it('are protected when they are typed, too', async () => {
    await world.current.run('config set protect usr_000001');
    const ended = await world.current.run(`users deactivate usr_000001 usr_000002 ${TARGET} --yes`);
    expect(ended.stderr).toContain('usr_000001 is protected');
    await refused(ended);
  });

  it('include whoever is signed in, as the token itself says', async () => {
    const env = { AITRONOS_ACCESS_TOKEN: tokenOf('usr_000002') };
    const ended = await deactivateFrom(world.current, list(4), '--yes', { env });
    expect(ended.stderr).toContain('usr_000002 is the signed-in user');
    await refused(ended);
  });

  it('are protected alone, too: by id before any request, by address before any change', async () => {
    const keep = await file(world.current, 'keep.txt', 'usr_abc123\n');
    const alone = (user: string) =>
      world.current.run(
        `users deactivate ${user} --org org_xyz789 --transfer-to dept_eng001 --protect ${keep}`,
      );
    const ended = await alone('usr_abc123');
    expect(ended.stderr).toContain(
      `error: usr_abc123 is protected by ${keep}: nothing was sent (PROTECTED_USER)`,
    );
    await refused(ended);
    expect(await alone('jane@example.com')).toMatchObject({ exit: 2, stdout: '' });
    expect(world.current.requests.map(({ path }) => path)).toEqual(['/v1/organizations/org_xyz789/users']);
  });

  it('are not looked for where the run names none of them', async () => {
    await world.current.sandbox({ users: 20 });
    await world.current.run('config set protect usr_abc123');
    expect(await deactivateFrom(world.current, list(4))).toMatchObject({ exit: 0 });
  });

  it('are refused in a dry run, too', async () => {
    await world.current.run('config set protect usr_000001');
    await refused(await deactivateFrom(world.current, list(2), '--dry-run'));
  });

  it.each([
    ['is missing', null, /cannot read .*keep\.txt: there is no such file/],
    ['is empty', '', /keep\.txt names no one to protect/],
    ['names somebody else than users', 'usr_1\ndept_eng001\n', /keep\.txt:2: expected a user id/],
  ])(
    'a file of --protect that %s is an error: a guard that fails guards nobody',
    async (_what, content, words) => {
      const keep =
        content === null ? `${world.current.home}/keep.txt` : await file(world.current, 'keep.txt', content);
      const ended = await deactivateFrom(world.current, list(2), `--yes --protect ${keep}`);
      expect(ended.stderr).toMatch(words);
      await refused(ended);
    },
  );
});
