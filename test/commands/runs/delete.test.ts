import { existsSync, readFileSync } from 'node:fs';
import { appendFile, chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../../../src/runs/ledger/ledger-line.ts';
import { takeLease } from '../../../src/system/locks/lease.ts';
import { useWorld } from '../../world.ts';
import { answer, deactivateFrom, errorOf, list } from '../users/many/leavers.ts';

const world = useWorld();
const OLD = '20260301-120000-8000';
const BEFORE = 'runs delete --before';
const JULY = `${BEFORE} 2026-07-01T00:00:00Z`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const runs = () => join(world.current.home, 'state', 'runs');
const at = (...names: string[]) => join(runs(), ...names);
const ledgerLines = () =>
  readFileSync(at('ledger.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
/** The ids of what lies there, folders and files. */
const names = async () => (await readdir(runs())).filter((name) => /^\d/.test(name)).sort();
let SINGLE = '';
let NEW = '';

/** A run of March 1st, a single change of March 2nd, and a run of September. */
beforeEach(async () => {
  const w = world.current;
  await w.sandbox({ users: 40 });
  await deactivateFrom(w, list(2));
  await w.clock.sleep(DAY);
  await w.run('users deactivate usr_000005 --org org_xyz789 --transfer-to dept_eng001');
  await w.clock.sleep(184 * DAY);
  NEW = answer(await deactivateFrom(w, 'usr_000003\nusr_000004\n', '--yes --json')).summary.run_id;
  SINGLE = (await names())[1] ?? '';
  w.requests.length = 0;
});

const NOT_RECORDED = 'its journal does not match the ledger';
const editOld = async (change: (text: string) => string) => {
  const journal = at(OLD, 'journal.jsonl');
  await writeFile(journal, change(await readFile(journal, 'utf8')));
};
const outcomes = (stdout: string) =>
  JSON.parse(stdout).results.map(({ run_id, outcome }: Record<string, string>) => [run_id, outcome]);
const verify = () => world.current.run('runs verify --journal -o csv');

describe('runs delete', () => {
  it('in the sandbox leaves what was changed elsewhere', async () => {
    await world.current.run(
      'users deactivate usr_def456 --sandbox --org org_xyz789 --transfer-to dept_eng001',
    );
    const { stdout } = await world.current.run(`${BEFORE} 2030-01-01T00:00:00Z --sandbox --yes --json`);
    const told = JSON.parse(stdout).results.map(({ outcome, why }: Record<string, string>) => [outcome, why]);
    const left = ['left', expect.stringContaining(`it was made at ${world.current.url}`)];
    expect(told).toEqual([left, left, left, ['deleted', null]]);
    expect(await names()).toEqual([OLD, SINGLE, NEW]);
  });

  it('deletes runs and single changes from before a day, and the ledger keeps the digests', async () => {
    expect(await names()).toEqual([OLD, SINGLE, NEW]);
    const journals = [at(OLD, 'journal.jsonl'), at(SINGLE)].map((file) => readFileSync(file));
    const { exit, stdout, stderr } = await world.current.run(`${JULY} --yes --json`);
    const single = SINGLE.replace('.jsonl', '');
    expect(outcomes(stdout)).toEqual([
      [OLD, 'deleted'],
      [single, 'deleted'],
    ]);
    expect(stderr).toBe('note: 2 runs deleted\n');
    expect(exit).toBe(0);
    expect(await names()).toEqual([NEW]);
    expect(ledgerLines().slice(3)).toMatchObject([
      { run_id: OLD, deleted: true, length: journals[0]?.length, sha256: sha256Of(journals[0] ?? '') },
      { run_id: single, deleted: true, length: journals[1]?.length, sha256: sha256Of(journals[1] ?? '') },
    ]);
    const verified = await verify();
    expect(verified.stdout.split('\r\n').slice(1, 4)).toEqual([
      `${NEW},3,intact,`,
      `${single},5,deleted,`,
      `${OLD},4,deleted,`,
    ]);
    expect(verified.exit).toBe(0);
    await rm(at(NEW), { recursive: true });
    for (const [line, fate] of [
      [`runs show ${OLD}`, `error: run ${OLD} was deleted (RUN_NOT_FOUND)\n`],
      [`runs undo ${single} --yes`, `error: run ${single} was deleted (RUN_NOT_FOUND)\n`],
      [`runs show ${NEW}`, `error: run ${NEW} is gone: `],
      [`runs show ${OLD}1`, `error: no run id begins with ${OLD}1`],
    ] as const)
      expect((await world.current.run(line)).stderr).toContain(fate);
    expect(world.current.requests).toEqual([]);
  });

  it('shows with --dry-run what it would delete, and deletes nothing', async () => {
    const { exit, stdout, stderr } = await world.current.run(`${JULY} --dry-run`);
    expect(stdout).toMatch(/^RUN +ACTION +ORGANIZATION +USERS +BEGUN +OUTCOME +WHY\n/);
    expect(stdout).toContain('would_be_deleted');
    expect(stderr).toBe('note: 2 runs would be deleted\n');
    expect(exit).toBe(0);
    expect(await names()).toEqual([OLD, SINGLE, NEW]);
    expect(ledgerLines()).toHaveLength(3);
  });

  it('asks, and without a terminal wants --yes', async () => {
    const w = world.current;
    const refused = await w.run(JULY);
    expect(refused).toMatchObject({ exit: 2, stdout: '' });
    expect(refused.stderr).toContain('Delete the records of 2 runs?');
    const question = 'Delete the records of 2 runs?';
    const declined = await w.run(JULY, { terminal: true, answers: [[question, 'n\r']] });
    expect(declined.exit).toBe(130);
    expect(await names()).toHaveLength(3);
    const agreed = await w.run(JULY, { terminal: true, answers: [[question, 'y\r']] });
    expect(agreed.exit).toBe(0);
    expect(await names()).toEqual([NEW]);
  });

  it.each<[what: string, change: () => Promise<unknown>, why: string]>([
    [
      'can be resumed',
      async () => {
        const text = await readFile(at(OLD, 'journal.jsonl'), 'utf8');
        await writeFile(at(OLD, 'journal.jsonl'), `${text.split('\n').slice(0, 2).join('\n')}\n`);
      },
      'it can be resumed: 2 of 2 are not done',
    ],
    ['is damaged', () => appendFile(at(OLD, 'journal.jsonl'), 'x\n'), '1 line of its journal cannot be read'],
    ['cannot be read', () => writeFile(at(OLD, 'journal.jsonl'), '{"journal":9}\n'), 'it cannot be read: '],
    ['was edited', () => editOld((text) => text.replace('"changed":true', '"changed":null')), NOT_RECORDED],
    [
      'was given another record',
      () => editOld((text) => `${text}${text.split('\n')[3]}\n`),
      '1 line of its journal cannot be true: the row was settled before',
    ],
    ['is not to be believed', () => chmod(at(OLD, 'journal.jsonl'), 0o666), 'it cannot be read: '],
  ])('leaves a run that %s, and says why', async (_what, change, why) => {
    await change();
    const { exit, stdout, stderr } = await world.current.run(`${JULY} --yes --json`);
    const [first] = JSON.parse(stdout).results;
    expect(first).toMatchObject({ run_id: OLD, outcome: 'left' });
    expect(first.why).toContain(why);
    expect(stderr).toBe(`note: 1 run deleted; left: 1\nnote: left: run ${OLD}: ${first.why}\n`);
    expect(exit).toBe(0);
    expect(await names()).toEqual([OLD, NEW]);
    // A list of ids does not have it.
    const again = await world.current.run(`${JULY} --yes -o ids`);
    expect(again).toMatchObject({ exit: 0, stdout: '' });
    expect(again.stderr).toContain(`note: nothing to delete; left: 1\nnote: left: run ${OLD}: ${why}`);
  });

  it('names a run that stands there under another name, of which no time is known', async () => {
    await rename(at(OLD), at('leavers'));
    const { exit, stderr } = await world.current.run(`${JULY} --dry-run`);
    expect(stderr).toContain('note: left: run leavers: it cannot be read: ');
    expect(exit).toBe(0);
  });

  it('goes on where another process deletes a run meanwhile', async () => {
    const question = 'Delete the records of 2 runs?';
    const yes = async () => {
      await rm(at(OLD), { recursive: true });
      return 'y\r';
    };
    const { exit, stdout } = await world.current.run(`${JULY} -o csv`, {
      terminal: true,
      answers: [[question, yes]],
    });
    expect(stdout).toContain('left,it is gone: another process deleted it');
    expect(stdout).toContain(`${SINGLE.replace('.jsonl', '')},deactivate,org_xyz789,1,`);
    expect(exit).toBe(0);
    expect(await names()).toEqual([NEW]);
  });

  it('leaves a run that another process holds', async () => {
    const w = world.current;
    const holder = { pid: process.pid, isAlive: () => true };
    const lease = await takeLease(at(OLD, 'run'), holder, w.clock.now());
    const { stdout } = await w.run(`${JULY} --yes --json`, { pid: process.pid });
    await lease.release();
    const [first] = JSON.parse(stdout).results;
    expect(first).toMatchObject({ run_id: OLD, outcome: 'left' });
    expect(first.why).toContain('is working on this run');
    expect(await names()).toEqual([OLD, NEW]);
  });

  it('leaves a run that was begun before the day and worked on after it', async () => {
    await editOld((text) => text.replace(/(.*)"at":"2026-03-01/s, '$1"at":"2026-08-01'));
    const { stdout } = await world.current.run(`${JULY} --yes --json`);
    expect(stdout).not.toContain(OLD);
    expect(await names()).toEqual([OLD, NEW]);
  });

  it.each<[words: string, left: () => readonly string[]]>([
    ['2026-03-01', () => [OLD, SINGLE, NEW]],
    ['2026-03-04', () => [NEW]],
    ['2026-03-02 --time-zone UTC', () => [SINGLE, NEW]],
    ['2026-03-02T12:00:00+00:00', () => [SINGLE, NEW]],
    ['2026-03-02T12:00:00.001Z', () => [NEW]],
    // Fourteen hours ahead: March 2nd begins there at ten in the morning of March 1st.
    ['2026-03-02 --time-zone Pacific/Kiritimati', () => [OLD, SINGLE, NEW]],
    ['2026-03-01 --time-zone Etc/GMT+12', () => [OLD, SINGLE, NEW]],
    ['2100-01-01', () => []],
  ])('reads %s', async (words, left) => {
    const { exit } = await world.current.run(`${BEFORE} ${words} --yes`);
    expect(exit).toBe(0);
    expect(await names()).toEqual(left());
  });

  it.each([
    ['', '--before <date> is missing'],
    ['--before 2026-03-02', 'no time zone is known'],
    ['--before 2026-03-03', 'no time zone is known'],
    ['--before yesterday', '--before: expected a day such as 2026-11-20'],
    ['--before 2026-02-30', '--before: expected a day'],
    ['--before 01.03.2026', '--before: expected a day'],
    ['--before=', '--before: expected a day'],
    ['--before 2026-03-01 --time-zone Mars/Olympus', 'time zone'],
  ])('refuses %j, and deletes nothing', async (words, why) => {
    const { exit, stdout, stderr } = await world.current.run(`runs delete ${words} --yes`);
    expect(stderr).toContain(why);
    expect(stdout).toBe('');
    expect(exit).toBe(2);
    expect(await names()).toHaveLength(3);
  });

  it('deletes nothing more after an interrupt', async () => {
    const interrupt = new AbortController();
    interrupt.abort();
    const { exit, stderr } = await world.current.run(`${JULY} --yes`, { interrupt });
    expect(stderr).toContain('interrupted: 0 of 2 runs were deleted');
    expect(exit).toBe(130);
    expect(await names()).toEqual([OLD, SINGLE, NEW]);
  });

  it('takes the zone of the environment', async () => {
    const env = { AITRONOS_TIME_ZONE: 'UTC' };
    expect((await world.current.run(`${BEFORE} 2026-03-02 --yes`, { env })).exit).toBe(0);
    expect(await names()).toEqual([SINGLE, NEW]);
  });

  it('has nothing to do where no run is so old', async () => {
    const { exit, stderr } = await world.current.run(`${BEFORE} 2020-01-01`);
    expect(stderr).toBe('note: nothing to delete\n');
    expect(exit).toBe(0);
    await rm(runs(), { recursive: true });
    expect(await world.current.run(`${JULY} --yes`)).toMatchObject({
      exit: 0,
      stderr: 'note: nothing to delete\n',
    });
  });

  it('goes on where a call was killed between the line of the ledger and the files', async () => {
    const w = world.current;
    const copy = join(w.home, 'copy');
    await cp(at(OLD), copy, { recursive: true });
    await w.run(`${BEFORE} 2026-03-02 --time-zone UTC --yes`);
    await rename(copy, at(OLD));
    const unfinished = await verify();
    expect(unfinished.stdout).toContain(`${OLD},4,deleted,its deletion was not finished`);
    expect(unfinished.exit).toBe(0);
    // Whatever day is named now: it was agreed to.
    await w.run(`${BEFORE} 2020-01-01 --yes`);
    expect(await names()).toEqual([SINGLE, NEW]);
    expect(ledgerLines()).toHaveLength(4);
  });

  it.each([
    ['of another run', (_old: string, other: string) => other.replaceAll(NEW, OLD)],
    ['of the same length', (old: string) => old.replaceAll('usr_', 'uzr_')],
  ])(
    'takes a run for no deleted one that was put in the place of one, with a journal %s',
    async (_what, textOf) => {
      const w = world.current;
      const journal = at(OLD, 'journal.jsonl');
      const old = await readFile(journal, 'utf8');
      await w.run(`${BEFORE} 2026-03-02 --time-zone UTC --yes`);
      await cp(at(NEW), at(OLD), { recursive: true });
      await writeFile(journal, textOf(old, await readFile(journal, 'utf8')));
      expect((await verify()).exit).toBe(3);
      await w.run(`${BEFORE} 2020-01-01 --yes`);
      expect(await names()).toEqual([OLD, SINGLE, NEW]);
    },
  );

  it('removes what a killed call left of a folder', async () => {
    await mkdir(at(`.${OLD}.deleted`));
    await writeFile(at(`.${OLD}.deleted`, 'rows.jsonl'), '{}\n');
    await mkdir(at('.mine.deleted'));
    await world.current.run(`${BEFORE} 2020-01-01 --dry-run`);
    expect(existsSync(at(`.${OLD}.deleted`))).toBe(true);
    await world.current.run(`${BEFORE} 2020-01-01 --yes`);
    expect(existsSync(at(`.${OLD}.deleted`))).toBe(false);
    expect(existsSync(at('.mine.deleted'))).toBe(true);
  });

  it('removes the lock that a killed call left of a run that is no more, and no other', async () => {
    const single = SINGLE.replace('.jsonl', '');
    const gone = '20260102-030405-abcd';
    for (const name of [gone, single, NEW, 'ledger', 'mine']) {
      await mkdir(at(`.${name}.lock`));
      await writeFile(at(`.${name}.holder`), '');
    }
    await world.current.run(`${BEFORE} 2020-01-01 --dry-run`);
    expect(existsSync(at(`.${gone}.lock`))).toBe(true);
    await world.current.run(`${BEFORE} 2020-01-01 --yes`);
    for (const what of ['lock', 'holder']) {
      expect(existsSync(at(`.${gone}.${what}`))).toBe(false);
      for (const name of [single, NEW, 'mine']) expect(existsSync(at(`.${name}.${what}`))).toBe(true);
    }
  });

  it('deletes nothing that the ledger cannot keep the digest of', async () => {
    await chmod(at('ledger.jsonl'), 0o666);
    const ended = await world.current.run(`${JULY} --yes --json`);
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
    expect(errorOf(ended).code).toBe('UNTRUSTED_FILE');
    expect(await names()).toEqual([OLD, SINGLE, NEW]);
  });

  it('deletes nothing where the ledger was spoilt while the question waited', async () => {
    const spoil = async () => {
      await appendFile(at('ledger.jsonl'), 'x'.repeat(100_000));
      return 'y\r';
    };
    const ended = await world.current.run(JULY, { terminal: true, answers: [['Delete', spoil]] });
    expect(ended.stderr).toContain('what cannot be recorded is not deleted');
    expect(ended.exit).toBe(1);
    expect(await names()).toEqual([OLD, SINGLE, NEW]);
  });

  it.each<[what: string, inTheWay: () => string, message: RegExp, left: () => readonly string[]]>([
    [
      'the lock of checks',
      () => at('.verified.holder'),
      /^run \S+ is not deleted: \S+runs cannot be locked: /,
      () => [OLD, SINGLE, NEW],
    ],
    [
      'the later run',
      () => at(`.${SINGLE.replace('.jsonl', '.holder')}`),
      /^nothing was sent: the run cannot be locked in /,
      () => [SINGLE, NEW],
    ],
    [
      'the older run',
      () => at(OLD, 'run.holder'),
      /^nothing was sent: the run cannot be locked in /,
      () => [OLD, SINGLE, NEW],
    ],
  ])('says what is left where %s cannot be locked', async (_what, inTheWay, message, left) => {
    await mkdir(inTheWay());
    const ended = await world.current.run(`${JULY} --yes --json`);
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
    expect(errorOf(ended)).toMatchObject({ code: 'FILE', message: expect.stringMatching(message) });
    expect(await names()).toEqual(left());
    const gone = 3 - left().length;
    if (gone > 0) expect(ended.stderr).toContain(`note: ${gone} of 2 runs was deleted before\n`);
  });

  it('deletes what stands beside a single change', async () => {
    const beside = at(SINGLE.replace('.jsonl', '.verified.jsonl'));
    await writeFile(beside, '');
    await world.current.run(`${JULY} --yes`);
    expect(existsSync(beside)).toBe(false);
    expect((await readdir(runs())).sort()).toEqual(['.at-work', NEW, 'ledger.jsonl']);
  });
});
