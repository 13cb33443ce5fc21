import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deactivateFrom, later, list } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const OLD = '20260301-120000-8000';
const at = (...names: string[]) => join(world.current.home, 'state', 'runs', ...names);
const ledger = () => at('ledger.jsonl');

/** What may lie in the place of a file of ours; each is put there with nothing in its place. */
const PLANTED: readonly (readonly [what: string, plant: (path: string) => void])[] = [
  ['a named pipe', (path) => execFileSync('mkfifo', ['-m', '600', path])],
  ['a folder', (path) => mkdirSync(path)],
  ['a link into nothing', (path) => symlinkSync(`${path}-missing/x`, path)],
  ['a link in a circle', (path) => symlinkSync(path, path)],
  ['a device', (path) => symlinkSync('/dev/full', path)],
  [
    'five gigabytes',
    (path) => {
      writeFileSync(path, '{}\n', { mode: 0o600 });
      truncateSync(path, 5 * 1024 ** 3);
    },
  ],
  [
    'a file that all can write',
    (path) => {
      writeFileSync(path, '');
      execFileSync('chmod', ['666', path]);
    },
  ],
];

async function oneRun(): Promise<void> {
  const w = world.current;
  await w.sandbox({ users: 40 });
  expect((await deactivateFrom(w, list(2))).exit).toBe(0);
  await later(w);
}

describe('in the place of the ledger', () => {
  it.each(PLANTED)('%s stops no change, is told, and is not taken for a ledger', async (_what, plant) => {
    const w = world.current;
    await oneRun();
    rmSync(ledger());
    plant(ledger());
    const many = await deactivateFrom(w, list(3), '--yes -q');
    expect(many.exit).toBe(0);
    expect(many.stderr).toContain(`may have no line in ${ledger()}: `);
    const one = await w.run('users deactivate usr_000009 --org org_xyz789 --transfer-to dept_eng001');
    expect(one.exit).toBe(0);
    expect(one.stderr).toContain(`may have no line in ${ledger()}: `);
    const shown = await w.run(`runs show ${OLD} --json`);
    expect(shown.exit).toBe(0);
    expect(JSON.parse(shown.stdout).summary.ledger_digest).toBeNull();
    expect((await w.run('runs list')).exit).toBe(0);
    const verified = await w.run('runs verify --journal');
    expect([1, 3]).toContain(verified.exit);
    const deleted = await w.run('runs delete --before 2100-01-01 --yes');
    expect(deleted).toMatchObject({ exit: 1, stdout: '' });
    for (const { stderr } of [verified, deleted]) expect(stderr).not.toContain('DEFECT');
    expect((await w.run('runs list -o ids')).stdout.split('\n')).toHaveLength(4);
  });
});

describe('in the place of the mark of a killed process', () => {
  it.each([...PLANTED, ['nonsense', (path: string) => writeFileSync(path, 'x')] as const])(
    '%s hinders nothing',
    async (_what, plant) => {
      const w = world.current;
      await oneRun();
      plant(at('.at-work', OLD));
      plant(at('.at-work', '20260301-120000-beef'));
      const { exit, stderr } = await deactivateFrom(w, list(3), '--yes -q');
      expect(stderr).toBe('');
      expect(exit).toBe(0);
      expect(readFileSync(ledger(), 'utf8').trimEnd().split('\n')).toHaveLength(2);
    },
  );

  it.each(PLANTED)('%s for the folder of the marks hinders nothing', async (_what, plant) => {
    const w = world.current;
    await oneRun();
    rmSync(at('.at-work'), { recursive: true });
    plant(at('.at-work'));
    const { exit, stderr } = await deactivateFrom(w, list(3), '--yes -q');
    expect(stderr).toBe('');
    expect(exit).toBe(0);
  });
});

describe('the words of a ledger', () => {
  it.each([
    ['a run that is none', { run_id: '../../../etc/passwd' }],
    ['a run of another name', { run_id: '__proto__' }],
    ['a length below nothing', { length: -1 }],
    ['a length beyond all', { length: 1e300 }],
    ['no digest', { sha256: 'x' }],
    ['a list for a digest', { sha256: ['a'] }],
    ['a time that is none', { at: '\u001b[31m' }],
    ['a deletion that is a word', { deleted: 'yes' }],
  ])('are not believed where a line has %s', async (_what, change) => {
    const w = world.current;
    await oneRun();
    const line = JSON.parse(readFileSync(ledger(), 'utf8'));
    writeFileSync(ledger(), `${JSON.stringify({ ...line, ...change })}\n`, { mode: 0o600 });
    const { exit, stdout } = await w.run('runs verify --journal --json');
    expect(JSON.parse(stdout).results[0]).toMatchObject({ line: 1, state: 'broken' });
    expect(exit).toBe(3);
    // A line that cannot be read is followed all the same: it is told, and the next ones hold on to it.
    expect((await deactivateFrom(w, list(3), '--yes -q')).stderr).toBe('');
    expect(JSON.parse((await w.run('runs verify --journal --json')).stdout).summary.lines).toBe(2);
  });

  it('are not read to the end of a line that has none', async () => {
    await oneRun();
    writeFileSync(ledger(), 'x'.repeat(5 * 1024 * 1024), { mode: 0o600 });
    const { exit, stdout } = await world.current.run('runs verify --journal --json');
    expect(JSON.parse(stdout).results[0]).toMatchObject({ line: 1, state: 'broken' });
    expect(exit).toBe(3);
  });
});
