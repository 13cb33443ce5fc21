import { lstatSync } from 'node:fs';
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leaseFile } from '../../src/runs/journal/run-folders.ts';
import { thisHolder } from '../../src/system/locks/lock-holder.ts';
import { folderOf, lockState, sign } from '../../src/system/locks/lock-signature.ts';
import { removeLock } from '../../src/system/locks/remove-lock.ts';
import { deactivateFrom, interruptAfter, later, list } from '../commands/users/many/leavers.ts';
import { TO, useWorld } from '../world.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';

/** Where a killed process leaves a lock, what takes it from it, and how that ends then; and where it cannot be taken. */
const LOCKS: readonly (readonly [file: string, line: string, taken: number, stuck: number])[] = [
  ['config/config.json', 'config set org org_xyz789', 0, 1],
  ['state/runs/.ledger', `users deactivate usr_abc123 ${TO}`, 0, 0],
  ['state/runs/.verified', `runs verify ${RUN}`, 3, 3],
  [leaseFile(join('state/runs', RUN)), `runs resume ${RUN} --yes`, 0, 1],
];

async function leave(file: string, make: (lock: string) => Promise<unknown>): Promise<string> {
  const w = world.current;
  await w.sandbox({ users: 40 });
  await deactivateFrom(w, list(3), '--yes --concurrency 1', interruptAfter(w, 1));
  await later(w);
  const path = join(w.home, file);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await make(folderOf(path));
  const here = thisHolder({ pid: process.pid, isAlive: () => true }, w.clock.now());
  sign(path, { ...here, pid: 999_999_999 });
  return folderOf(path);
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
const passing = () => setInterval(() => void world.current.clock.sleep(1000), 5);

async function run(line: string) {
  const time = passing();
  try {
    return await world.current.run(line);
  } finally {
    clearInterval(time);
  }
}

describe('the lock of a dead process', () => {
  describe.each([
    ['a file', (lock: string) => writeFile(lock, '')],
    ['a link to nowhere', (lock: string) => symlink('nowhere', lock)],
    ['a folder', (lock: string) => mkdir(lock)],
  ])('that is %s', (_kind, make) => {
    it.each(LOCKS)('at %s is taken by `%s`', async (file, line, taken) => {
      const lock = await leave(file, make);
      const { exit, stderr } = await run(line);
      expect(exit, stderr).toBe(taken);
      expect(stderr).not.toContain('.lock');
      expect(isThere(lock)).toBe(false);
    });
  });

  it.each(LOCKS)(
    'with a file in it at %s is waited for by nobody: `%s` names it',
    async (file, line, _taken, exit) => {
      const lock = await leave(file, async (path) => {
        await mkdir(path);
        await writeFile(join(path, '.DS_Store'), '');
      });
      const ended = await run(line);
      expect(ended.exit, ended.stderr).toBe(exit);
      const words = `${lock} is a lock that nobody holds any more, and cannot be removed: the folder is not empty`;
      expect(ended.stderr).toContain(words);
      if (exit === 1) expect(ended.stderr).toContain(`hint: rm -r ${lock}`);
    },
  );

  it.each(LOCKS)(
    'at %s is left alone while another process takes it away: `%s` goes on then',
    async (file, line, taken) => {
      const lock = await leave(file, (path) => mkdir(path));
      const taking = `${join(world.current.home, file)}.taking`;
      await mkdir(taking);
      const ran = run(line);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(isThere(lock)).toBe(true);
      await rm(taking, { recursive: true });
      expect((await ran).exit).toBe(taken);
      expect(isThere(lock)).toBe(false);
    },
  );

  describe.each([
    ['ten seconds ago', -10_000],
    ['by a clock that was set back since', 3_600_000],
  ])('that a process was killed at taking away %s', (_when, since_ms) => {
    it.each(LOCKS)('at %s is taken by `%s`', async (file, line, taken) => {
      const lock = await leave(file, (path) => mkdir(path));
      const taking = `${join(world.current.home, file)}.taking`;
      await mkdir(taking);
      const then = new Date(Date.now() + since_ms);
      await utimes(taking, then, then);
      const { exit, stderr } = await run(line);
      expect(exit, stderr).toBe(taken);
      expect([lock, taking].filter(isThere)).toEqual([]);
    });
  });

  it('names what a killed process left in its way, and cannot be removed', async () => {
    await leave('config/config.json', (path) => mkdir(path));
    const taking = join(world.current.home, 'config/config.json.taking');
    await mkdir(taking);
    await writeFile(join(taking, '.DS_Store'), '');
    await utimes(taking, 1, 1);
    const { exit, stderr } = await run('config set org org_xyz789');
    expect([exit, stderr]).toEqual([1, expect.stringContaining(`hint: rm -r ${taking}`)]);
  });

  it('is not taken from one who has taken it after it was looked at', async () => {
    const path = join(world.current.home, 'file');
    await mkdir(folderOf(path), { recursive: true });
    const looked = lockState(path) ?? '';
    expect(removeLock(path, looked, 0)).toBe(true);
    await mkdir(folderOf(path));
    await utimes(folderOf(path), 1, 1);
    expect(removeLock(path, looked, 0)).toBe(true);
    expect(isThere(folderOf(path))).toBe(true);
  });
});
