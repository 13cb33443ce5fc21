import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ledgerFile } from '../../../src/runs/ledger/ledger-file.ts';
import { thisHolder } from '../../../src/system/locks/lock-holder.ts';
import { DEAD, TO, useWorld, type World } from '../../world.ts';
import { deactivateFrom, later, list } from '../users/many/leavers.ts';

const world = useWorld();
const CUT_OFF = '20260301-120000-8000';
const NOTE = `note: a run of these rows was cut off; to continue: aitronos runs resume ${CUT_OFF}\n`;

const UNDER_WAY = `note: another process is working on a run of these rows: aitronos runs show ${CUT_OFF}\n`;

const UNDO = '20260301-120001-8000';

const runs = () => join(world.current.home, 'state', 'runs');
const journal = () => join(runs(), CUT_OFF, 'journal.jsonl');

/** A run of three rows of which a process was killed after the first one; `pid`: the process that its mark names. */
async function cutOff(pid = DEAD, lines = 4): Promise<void> {
  const w = world.current;
  await w.sandbox({ users: 60 });
  await deactivateFrom(w, list(3), '--yes --concurrency 1');
  const text = await readFile(journal(), 'utf8');
  const kept = text.split('\n').slice(0, lines).join('\n');
  await writeFile(journal(), lines === 1 ? `${kept}\n` : kept);
  if (lines > 0 && lines < Number.POSITIVE_INFINITY) await rm(ledgerFile(runs()));
  const holder = thisHolder({ pid, isAlive: () => true }, w.clock.now());
  await mkdir(join(runs(), '.at-work'), { recursive: true });
  await writeFile(join(runs(), '.at-work', CUT_OFF), JSON.stringify(holder));
  await later(w);
}

describe('a run of rows that were cut off before says so, once, before it asks', () => {
  it.each([
    ['the same rows', list(3), '--yes', true],
    ['the same rows as JSON', list(3), '--yes --json', true],
    ['the same rows, where --quiet is wanted', list(3), '--yes -q', false],
    ['the same rows, tried', list(3), '--dry-run', false],
    ['fewer rows', list(2), '--yes', false],
    ['other rows', 'usr_abc123\n', '--yes', false],
    ['the same rows for another department', list(3), '--yes --transfer-to dept_sales01', false],
  ])('%s', async (_what, rows, more, told) => {
    await cutOff();
    const { stdout, stderr } = await deactivateFrom(world.current, rows, more);
    expect(stderr.split(NOTE)).toHaveLength(told ? 2 : 1);
    expect(stderr.split('cut off')).toHaveLength(told ? 2 : 1);
    expect(stdout).not.toContain('cut off');
  });

  it('is told before the question, where no leaves it for the next time', async () => {
    await cutOff();
    for (let time = 0; time < 2; time++) {
      const { exit, stderr } = await deactivateFrom(world.current, list(3), '', {
        terminal: true,
        answers: [['Deactivate 3 users', 'n\r']],
      });
      expect(exit).toBe(130);
      expect(stderr.indexOf(NOTE)).toBeGreaterThan(-1);
      expect(stderr.indexOf(NOTE)).toBeLessThan(stderr.indexOf('Deactivate 3 users'));
    }
  });

  it.each<[what: string, meanwhile: (w: World) => Promise<unknown>, told: boolean]>([
    ['after a change of another user', (w) => w.run(`users deactivate usr_000009 ${TO}`), true],
    ['after a run of others', (w) => deactivateFrom(w, 'usr_000008\nusr_000009\n', '--yes'), true],
    [
      'after two further changes',
      async (w) => {
        await w.run(`users deactivate usr_000009 ${TO}`);
        await w.run('users reactivate usr_000009 --org org_xyz789');
      },
      true,
    ],
    ['after looking at it', (w) => w.run('runs verify --journal'), true],
    ['not after it was gone on with', (w) => w.run(`runs resume ${CUT_OFF} --yes`), false],
    [
      'not after it was gone on with and another change',
      async (w) => {
        await w.run(`runs resume ${CUT_OFF} --yes`);
        await w.run(`users deactivate usr_000009 ${TO}`);
      },
      false,
    ],
    ['not after a newer run of these rows has ended', (w) => deactivateFrom(w, list(3), '--yes'), false],
    ['not after it was deleted', () => rm(join(runs(), CUT_OFF), { recursive: true }), false],
  ])('is told %s', async (_what, meanwhile, told) => {
    const w = world.current;
    await cutOff();
    await meanwhile(w);
    await later(w);
    const { stderr } = await deactivateFrom(w, list(3), '--yes');
    expect(stderr.split(NOTE)).toHaveLength(told ? 2 : 1);
  });

  it.each([
    ['that ended', DEAD, Number.POSITIVE_INFINITY],
    ['that another process still works on', process.ppid, 4],
    ['whose journal cannot be read', DEAD, 0],
    ['of which nothing was sent, as of one that another process is about to begin', DEAD, 1],
  ])('not of a run %s', async (_what, pid, lines) => {
    await cutOff(pid, lines);
    const { exit, stderr } = await deactivateFrom(world.current, list(3), '--yes');
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.not.stringContaining('cut off') });
    expect(stderr.includes(UNDER_WAY)).toBe(pid !== DEAD);
  });

  it('not of another action on the same people', async () => {
    await cutOff();
    const w = world.current;
    const { exit, stderr } = await w.run(`users reactivate --from ${w.home}/leavers --org org_xyz789 --yes`);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining('cut off') });
  });
});

it.each([
  ['was cut off before its first answer is told by the next one', 3, true],
  ['ended is not', Number.POSITIVE_INFINITY, false],
])('an undo that %s', async (_what, lines, told) => {
  const w = world.current;
  await deactivateFrom(w, 'usr_abc123\nusr_def456\n', '--yes');
  await later(w);
  await w.run(`runs undo ${CUT_OFF} --yes`);
  const undo = join(runs(), UNDO, 'journal.jsonl');
  const text = await readFile(undo, 'utf8');
  await writeFile(undo, text.split('\n').slice(0, lines).join('\n'));
  await later(w);
  const { exit, stderr } = await w.run(`runs undo ${CUT_OFF} --yes --again`);
  expect(exit).toBe(0);
  expect(stderr.includes(NOTE.replace(CUT_OFF, UNDO))).toBe(told);
});

describe('runs show says how a run goes on', () => {
  const NEXT = `note: next: aitronos runs resume ${CUT_OFF}\n`;
  const AT_WORK = 'note: still in progress: this is what it has done so far\n';

  it.each([
    ['whose process was killed', DEAD, 4, NEXT],
    ['that another process works on', process.ppid, 4, AT_WORK],
    ['that ended', DEAD, Number.POSITIVE_INFINITY, ''],
  ])('that of a run %s', async (_what, pid, lines, told) => {
    await cutOff(pid, lines);
    const { exit, stderr } = await world.current.run(`runs show ${CUT_OFF}`);
    const counts = /^note: 3 users: [^\n]*\n/.exec(stderr)?.[0] ?? '';
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: `${counts}${told}` });
  });

  it('nothing where its journal cannot be read whole', async () => {
    await cutOff();
    await writeFile(journal(), `${await readFile(journal(), 'utf8')}nonsense\n`);
    const { exit, stderr } = await world.current.run(`runs show ${CUT_OFF}`);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.not.stringContaining('next: ') });
  });

  it('with a look at invitations of which no answer came, which are not sent again', async () => {
    const w = world.current;
    await w.script('reset');
    await w.run('users invite kim@example.com --org org_xyz789 --retries 0');
    const { stderr } = await w.run('runs show');
    expect(stderr).toMatch(/note: next: aitronos runs verify [\d-]+[\da-f]+\n/);
  });
});
