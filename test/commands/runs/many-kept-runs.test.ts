import { createHook } from 'node:async_hooks';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patched } from '../../patched.ts';
import { ORG, useWorld } from '../../world.ts';
import { later } from '../users/many/leavers.ts';

const world = useWorld();
const DAY_MS = 24 * 60 * 60_000;

const runs = () => join(world.current.home, 'state', 'runs');
const ids = () => readdirSync(runs()).flatMap((name) => /^(\d[^.]*)\.jsonl$/.exec(name)?.[1] ?? []);

/** Changes a user so many times, each in a run; gives back the ids of all runs. */
async function kept(count: number): Promise<string[]> {
  for (let made = 0; made < count; made += 1) {
    const verb = made % 2 === 0 ? 'deactivate usr_abc123 --transfer-to dept_eng001' : 'reactivate usr_abc123';
    const { exit, stderr } = await world.current.run(`users ${verb} ${ORG}`);
    expect(exit, stderr).toBe(0);
    await later(world.current);
  }
  return ids();
}

/** How many files a call of the program opens to read them in pieces, as journals are. */
async function opened(line: string): Promise<number> {
  let count = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === 'FILEHANDLE') count += 1;
    },
  }).enable();
  const { stderr, exit } = await world.current.run(line);
  hook.disable();
  expect([0, 3], stderr).toContain(exit);
  return count;
}

const FEW = 6;

describe('of twice as many kept runs', () => {
  it.each([
    ['runs verify RUNS'],
    ['runs report RUNS'],
    ['runs verify --journal'],
    ['runs delete --before 2030-01-01 --time-zone UTC --dry-run'],
  ])('%s opens hardly more than twice as many files', async (line) => {
    const few = await opened(line.replace('RUNS', (await kept(FEW)).join(' ')));
    const many = await opened(line.replace('RUNS', (await kept(FEW)).join(' ')));
    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThanOrEqual(2.2 * few);
  });
});

/** How many bytes of the ledger a call reads in pieces, and how often it asks the API's log. */
async function asked(line: string) {
  const file = await open(join(runs(), 'ledger.jsonl'));
  const ledger = (await file.stat()).ino;
  await file.close();
  // Node does not name the class.
  const handle: FileHandle = Object.getPrototypeOf(file);
  const { read: own } = handle;
  let bytes = 0;
  const read = async function (this: FileHandle, ...how: Parameters<FileHandle['read']>) {
    const done = await own.apply(this, how);
    if ((await this.stat()).ino === ledger) bytes += done.bytesRead;
    return done;
  } as FileHandle['read'];
  const before = world.current.requests.length;
  await patched(handle, { read }, () => world.current.run(line));
  const log = world.current.requests.slice(before).filter(({ path }) => path.includes('/audit-log'));
  return { bytes, log: log.length };
}

describe('a check of many runs', () => {
  it('reads each line of the ledger once, and the log of the API once', async () => {
    const words = (await kept(4 * FEW)).join(' ');
    const { bytes, log } = await asked(`runs verify ${words}`);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(statSync(join(runs(), 'ledger.jsonl')).size);
    // Whether it has grown is asked once a run.
    expect(log).toBe(4 * FEW + 1);
  });
});

describe('beside runs that ended long before', () => {
  it.each([[`users deactivate usr_def456 ${ORG} --transfer-to dept_eng001 --verify`]])(
    '%s opens no file of theirs',
    async (line) => {
      const without = await opened(line);
      await kept(FEW);
      await world.current.clock.sleep(2 * DAY_MS);
      await world.current.run(`users reactivate usr_def456 ${ORG}`);
      await world.current.clock.sleep(2 * DAY_MS);
      expect(await opened(line)).toBeLessThanOrEqual(without + 2);
    },
  );
});

describe('of runs that were edited by hand', () => {
  it.each([['runs report RUNS'], ['runs verify --journal']])(
    '%s does not open the ledger for each',
    async (line) => {
      const words = line.replace('RUNS', (await kept(FEW)).join(' '));
      const sound = await opened(words);
      for (const id of ids()) {
        const file = join(runs(), `${id}.jsonl`);
        writeFileSync(file, readFileSync(file, 'utf8').replace('Jane', 'June'));
      }
      expect(await opened(words)).toBeLessThanOrEqual(sound + 1);
    },
  );
});
