import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { leaseFile } from '../../src/runs/journal/run-folders.ts';
import { DEACTIVATE, type Ended, useMachine } from '../bin/process.ts';

// What happens rarely must not pass at a second try. AITRONOS_TEST_RACES=50 runs as many as one likes.
const RACES = Number(process.env['AITRONOS_TEST_RACES'] ?? 4);
const ONCE = { retry: 0, timeout: 60_000 + RACES * 10_000 };
const PROCESSES = 4;

const machine = useMachine();
vi.setConfig({ testTimeout: ONCE.timeout });

const runs = () => join(machine.current.env['AITRONOS_STATE_DIR'] ?? '', 'runs');
const runNames = () =>
  readdirSync(runs()).filter((name) => /^\d.*-[0-9a-f]{4}(?:-\d+)?(?:\.jsonl)?$/.test(name));
const exits = (ended: readonly Ended[]) => ended.map(({ exit }) => exit).sort();
/** Runs a line in several processes at once. */
const atOnce = (line: string): Promise<Ended[]> =>
  Promise.all(Array.from({ length: PROCESSES }, () => machine.current.run(line)));

const verifyJournal = async () =>
  expect(await machine.current.run('runs verify --journal')).toMatchObject({ exit: 0 });

const TO = '--org org_xyz789 --transfer-to dept_eng001';
/** What is planned, for which people, and which requests carry it out. */
const PLANS: readonly (readonly [line: string, person: (number: string) => string, isChange: RegExp])[] = [
  ['users invite --org org_xyz789', (number) => `new${number}@example.com`, /\/invite\/v2$/],
  [`users deactivate ${TO}`, (number) => `usr_${number}`, /\/deactivate$/],
];

describe('several processes', () => {
  it.each(PLANS)('that apply one plan of `%s` do so once', ONCE, async (line, person, isChange) => {
    const m = machine.current;
    await m.sandbox({ users: 40 + RACES * 10, latency_ms: 200 });
    for (let race = 0; race < RACES; race += 1) {
      const numbers = Array.from({ length: 10 }, (_, index) =>
        String(race * 10 + index + 1).padStart(6, '0'),
      );
      const stdin = `${numbers.map(person).join('\n')}\n`;
      expect(await m.run(`${line} --from - --plan plan.json`, { stdin })).toMatchObject({ exit: 0 });
      m.requests.length = 0;
      const ended = await atOnce('runs apply plan.json --yes');
      const told = ended.map(({ stderr }) => stderr).join('\n');
      // One that starts late finds the run of the plan at its end, and applies it once more.
      const late = ended.filter(({ stderr }) => stderr.includes('was applied before'));
      const held = ended.filter(({ stderr }) => stderr.includes('(RUN_HELD)'));
      expect(exits(held), told).toEqual(held.map(() => 1));
      expect(held.length + late.length, told).toBe(PROCESSES - 1);
      const sent = m.requests.filter(({ path }) => isChange.test(path));
      expect(sent.length, told).toBeLessThanOrEqual(numbers.length * (1 + late.length));
    }
    await verifyJournal();
  });

  it.each([
    ['a killed process', true, 2],
    ['a process that may just be ending', false, 1],
  ])('that go on with the run of one of %s do so one at a time', ONCE, async (_of, isKilled, most) => {
    const m = machine.current;
    await m.sandbox({ users: 20 + RACES, latency_ms: 60 });
    for (let race = 1; race <= RACES; race += 1) {
      m.requests.length = 0;
      const user = `usr_${String(race).padStart(6, '0')}`;
      const first = m.start(DEACTIVATE.replace('usr_abc123', user));
      await m.arrival();
      await sleep(Math.random() * 90);
      if (isKilled) first.child.kill('SIGKILL');
      const [run = ''] = runNames().sort().reverse();
      const ended = await atOnce(`runs resume ${run.replace('.jsonl', '')} --yes --json`);
      const done = [...ended, await first.ended];
      expect(exits(done)).toContain(0);
      const failed = done.filter(({ exit }) => exit === 1).map(({ stderr }) => stderr);
      expect(failed.filter((stderr) => !stderr.includes('"RUN_HELD"'))).toEqual([]);
      expect(m.requests.filter(({ path }) => path.endsWith('/deactivate')).length).toBeLessThanOrEqual(most);
      await verifyJournal();
    }
  });

  it('that look at runs which another one deletes end without a defect', ONCE, async () => {
    const m = machine.current;
    for (let race = 1; race <= RACES; race += 1) {
      await m.sandbox({ users: 20 });
      expect(await m.run(`users deactivate usr_000001 usr_000002 ${TO} --yes`)).toMatchObject({ exit: 0 });
      expect(await m.run(DEACTIVATE)).toMatchObject({ exit: 0 });
      const lines = [
        'runs list',
        'runs show',
        'runs verify',
        'runs report --since 2020-01-01 --time-zone UTC',
      ];
      const looks = lines.map((line) => m.run(line));
      await sleep(Math.random() * 400);
      const deletion = await m.run('runs delete --before 2999-01-01 --time-zone UTC --yes');
      expect(deletion).toMatchObject({ exit: 0 });
      for (const { stderr } of await Promise.all(looks)) expect(stderr).not.toMatch(/DEFECT|did you mean/);
      await verifyJournal();
      rmSync(runs(), { recursive: true, force: true });
    }
  });
});

const shell = (line: string) => execFileSync('sh', ['-c', line], { stdio: 'ignore' });
const canMount = (() => {
  try {
    shell('unshare --mount mount -t tmpfs none /mnt');
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!canMount)('on a disk that takes no more files', () => {
  afterEach(() => {
    shell(`umount --lazy ${machine.current.env['AITRONOS_STATE_DIR']}`);
  });

  it('a lock at whose removal a process was killed is waited for by nobody', ONCE, async () => {
    const m = machine.current;
    const state = m.env['AITRONOS_STATE_DIR'] ?? '';
    mkdirSync(state, { recursive: true });
    shell(`mount -t tmpfs -o size=4m,nr_inodes=200,mode=700 none ${state}`);
    await m.sandbox({ users: 40, latency_ms: 200 });
    const killed = m.start(`users deactivate usr_000001 usr_000002 ${TO} --yes --no-check`);
    await m.arrival();
    killed.child.kill('SIGKILL');
    await killed.ended;
    const [run = ''] = runNames();
    const taking = `${leaseFile(join(runs(), run))}.taking`;
    mkdirSync(taking);
    const before = new Date(Date.now() - 60_000);
    utimesSync(taking, before, before);
    expect(() => {
      for (let number = 1; ; number += 1) writeFileSync(join(state, `fills-${number}`), '');
    }).toThrow('ENOSPC');
    const { exit, stderr } = await m.run(`runs resume ${run} --yes`);
    expect({ exit, stderr }).toMatchObject({ exit: 1, stderr: expect.stringContaining('the disk is full') });
  });
});
