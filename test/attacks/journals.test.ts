import { chmod, mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked, deactivateFrom, later, runFolders } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const runs = () => join(world.current.home, 'state', 'runs');
const journalOf = (folder = RUN) => join(runs(), folder, 'journal.jsonl');

/** A finished run of three users; gives back the lines of its journal. */
async function finished(): Promise<string[]> {
  await world.current.sandbox({ users: 40 });
  expect((await deactivateFrom(world.current, 'usr_000001\nusr_000002\nusr_000003\n')).exit).toBe(0);
  await later(world.current);
  world.current.requests.length = 0;
  return (await readFile(journalOf(), 'utf8')).trimEnd().split('\n');
}

const write = (lines: readonly string[]) => writeFile(journalOf(), `${lines.join('\n')}\n`);

const VERBS = ['show', 'resume', 'retry', 'undo'];

describe('a header that says what no run can be', () => {
  it.each([
    ['rows', -1],
    ['rows', 'x'],
    ['rows', 1e12],
    ['rows', 1.5],
    ['rows', null],
    ['run_id', '$(touch /tmp/x)'],
    ['run_id', '20260301-120000-8000; rm -rf ~'],
    ['run_id', '../20260301-120000-8000'],
    ['run_id', '20260301-120000-8001'],
    ['run_id', 5],
    ['action', 'constructor'],
    ['action', '__proto__'],
    ['action', null],
    ['organization_id', '../../org_x'],
    ['organization_id', {}],
    ['origin', 'nowhere'],
    ['origin', 5],
    ['columns', 'x'],
    ['columns', [5]],
    ['created_at', 'yesterday'],
    ['rows_sha256', null],
    ['undoes', '`id`'],
    ['by', {}],
  ])('%s: %j', async (name, value) => {
    const [header = '', ...rest] = await finished();
    await write([JSON.stringify({ ...JSON.parse(header), [name]: value }), ...rest]);
    for (const verb of VERBS) {
      const { exit, stdout, stderr } = await world.current.run(
        `runs ${verb} ${RUN} ${verb === 'show' ? '' : '--yes'}`,
      );
      expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
      expect(stderr).toContain('(JOURNAL_DAMAGED)');
      expect(stderr).not.toContain('touch');
    }
    const list = await world.current.run('runs list');
    expect(list.exit).toBe(0);
    expect(list.stderr).toContain(`run ${RUN}`);
    expect(world.current.requests).toEqual([]);
  });
});

describe('a block in the middle that cannot be read', () => {
  it.each([
    ['zeros', () => '\u0000'.repeat(500)],
    ['a record of a row that there is not', (record: string) => record.replace(/"row":\d+/, '"row":99')],
    ['a record of another action', (record: string) => record.replace('"deactivate"', '"deactivatf"')],
    ['a record of another organization', (record: string) => record.replace('"org_xyz789"', '"org_xyz788"')],
  ])('is told by show, which shows the rest: %s', async (_what, bad) => {
    const [header = '', ...rest] = await finished();
    const record = rest.find((line) => line.startsWith('{"row":')) ?? '';
    await write([header, bad(record), ...rest.slice(1)]);
    const { exit, stdout, stderr } = await world.current.run(`runs show ${RUN} -o csv`);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/1 line of .*, from line 2 on, cannot be read \(JOURNAL_DAMAGED\)/);
    expect(stdout).toContain('usr_000001');
    expect(stdout).toContain(',changed,');
  });

  it.each(['resume', 'retry'])('stops %s, which says what is left to do', async (verb) => {
    const [header = '', ...rest] = await finished();
    await write([header, '{"row":', ...rest]);
    const { exit, stderr } = await world.current.run(`runs ${verb} ${RUN} --yes`);
    expect(exit).toBe(1);
    expect(stderr).toContain('(JOURNAL_DAMAGED)');
    expect(stderr).toContain(`aitronos runs show ${RUN}`);
    expect(world.current.requests).toEqual([]);
  });

  it('is told by undo, which takes back what is left, and nothing else', async () => {
    const lines = await finished();
    const kept = lines.filter((line) => !line.includes('"user_id":"usr_000002"') && !line.includes('ended'));
    await write([...kept.slice(0, 2), '{', ...kept.slice(2)]);
    const { exit, stderr } = await world.current.run(`runs undo ${RUN} --yes`);
    expect(exit).toBe(0);
    expect(stderr).toContain('of its journal cannot be read: only what is left is undone');
    expect(stderr).toContain('is not known');
    expect(asked(world.current).sort()).toEqual(['usr_000001', 'usr_000003']);
  });

  it('of any kind ends no command, and sends nothing', async () => {
    const [header = '', ...rest] = await finished();
    const garbage = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ row: fc.anything(), record: fc.anything() }).map((line) => JSON.stringify(line) ?? ''),
      fc.record({ sent: fc.anything() }).map((line) => JSON.stringify(line) ?? ''),
      fc.record({ ended: fc.anything() }).map((line) => JSON.stringify(line) ?? ''),
      fc.constant(`{"row":1,"record":${'['.repeat(5000)}`),
    );
    await fc.assert(
      fc.asyncProperty(garbage, fc.nat(rest.length), async (line, at) => {
        await write([header, ...rest.slice(0, at), line.replaceAll('\n', ' '), ...rest.slice(at)]);
        for (const words of [
          `show ${RUN} --json`,
          `resume ${RUN} --yes`,
          `undo ${RUN} --dry-run`,
          'list --json',
        ]) {
          const { exit, stderr } = await world.current.run(`runs ${words}`);
          expect([0, 1]).toContain(exit);
          expect(stderr).not.toContain('DEFECT');
        }
        expect(world.current.requests).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

/** What is on the disk of one run, and of no other; texts in ASCII. */
async function leave(name: string, rows: string, journal: string): Promise<void> {
  await rm(runs(), { recursive: true });
  const folder = join(runs(), name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'rows.jsonl'), rows);
  if (journal !== '') await writeFile(join(folder, 'journal.jsonl'), journal);
  await age(folder);
}

/** Makes a folder older than one that a process is just about to name. */
async function age(folder: string): Promise<void> {
  const before = new Date(Date.now() - 60_000);
  await utimes(folder, before, before);
}

it('another run that others could have written stops neither show nor undo of this one', async () => {
  await finished();
  const other = join(runs(), '20260302-120000-8000');
  await mkdir(other, { mode: 0o700 });
  await writeFile(join(other, 'journal.jsonl'), '{}\n');
  await chmod(other, 0o777);
  expect((await world.current.run(`runs show ${RUN}`)).exit).toBe(0);
  expect((await world.current.run(`runs undo ${RUN} --dry-run`)).exit).toBe(0);
  await chmod(join(runs(), RUN), 0o777);
  const { stdout, stderr } = await world.current.run('runs list -o ids');
  expect({ stdout, stderr }).toEqual({
    stdout: '',
    stderr: expect.stringContaining('can be written by others'),
  });
});

describe('a folder of a run under another name', () => {
  it.each(['list', 'show', 'resume', 'undo'])('is told as that, and nothing is sent: %s', async (verb) => {
    await finished();
    const other = '20260101-000000-aaaa';
    await rename(join(runs(), RUN), join(runs(), other));
    world.current.requests.length = 0;
    const line = verb === 'list' ? 'runs list' : `runs ${verb} ${other}`;
    const { stderr } = await world.current.run(verb === 'resume' || verb === 'undo' ? `${line} --yes` : line);
    expect(stderr).toContain(`is the journal of run ${RUN}, under another name: it is not read`);
    expect(asked(world.current)).toEqual([]);
  });

  it('that was moved while its run was at work ends it, and says so', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const stop = w.clock.tick(
      1500,
      () => void rename(join(runs(), RUN), join(runs(), 'elsewhere')).catch(() => {}),
    );
    const ids = Array.from({ length: 40 }, (_, at) => `usr_${String(at + 1).padStart(6, '0')}\n`).join('');
    const { exit, stderr } = await deactivateFrom(w, ids, '--yes --rate 10/s --concurrency 1');
    stop();
    expect(exit).toBe(1);
    expect(stderr).toContain(`the record of run ${RUN} was moved or removed while it was at work`);
  });
});

it('a run takes no id of a change of one user that is about to begin, and leaves nothing beside it', async () => {
  await mkdir(runs(), { recursive: true, mode: 0o700 });
  await writeFile(join(runs(), `.${RUN}.jsonl`), '');
  await deactivateFrom(world.current, 'usr_abc123\nusr_def456\n', '--yes -q');
  const names = (await readdir(runs())).filter((name) => name.includes(RUN));
  expect(names.sort()).toEqual([`.${RUN}.jsonl`, `${RUN}-2`]);
});

describe('a power cut while a run begins', () => {
  it.each([
    ['nothing', []],
    ['some rows', ['rows.jsonl']],
    ['all rows and half a header', ['rows.jsonl', 'half']],
  ])('that left %s leaves no run, and what it left is swept after a day', async (_name, left) => {
    const lines = await finished();
    const folder = join(runs(), '.20260301-110000-aaaa');
    await mkdir(folder);
    if (left.includes('rows.jsonl')) await writeFile(join(folder, 'rows.jsonl'), '{"row":1,');
    if (left.includes('half')) await writeFile(join(folder, 'journal.jsonl'), (lines[0] ?? '').slice(0, 40));
    expect(JSON.parse((await world.current.run('runs list --json')).stdout)).toHaveLength(1);
    const before = new Date(Date.now() - 25 * 60 * 60_000);
    // One whose rows still come is at work, however long.
    if (left.includes('rows.jsonl')) await utimes(folder, before, before);
    await deactivateFrom(world.current, 'usr_000004\n');
    expect(await readdir(runs())).toContain('.20260301-110000-aaaa');
    for (const name of await readdir(folder)) await utimes(join(folder, name), before, before);
    await utimes(folder, before, before);
    await later(world.current);
    await deactivateFrom(world.current, 'usr_000005\n');
    expect(await readdir(runs())).not.toContain('.20260301-110000-aaaa');
  });

  it('that came before it had its name leaves a run that can be listed, shown and resumed', async () => {
    const lines = await finished();
    await rename(join(runs(), RUN), join(runs(), `.${RUN}`));
    await writeFile(journalOf(`.${RUN}`), `${lines[0]}\n`);
    // Now it may as well be one that a process is just about to name.
    expect((await world.current.run('runs list --json')).stdout).toBe('[]\n');
    await age(join(runs(), `.${RUN}`));
    expect(JSON.parse((await world.current.run('runs list --json')).stdout)).toMatchObject([
      { run_id: RUN, not_sent: 3 },
    ]);
    expect((await world.current.run(`runs show ${RUN}`)).exit).toBe(0);
    expect((await world.current.run('runs resume 2026 --yes')).exit).toBe(0);
    expect(asked(world.current)).toHaveLength(3);
    expect(await runFolders(world.current)).toEqual([RUN]);
  });

  it('or later, at any byte of what a run writes, loses nothing and does nothing twice', async () => {
    const journal = `${(await finished()).join('\n')}\n`;
    const rows = await readFile(join(runs(), RUN, 'rows.jsonl'), 'utf8');
    const headerEnds = journal.indexOf('\n') + 1;
    const total = Buffer.byteLength(rows) + Buffer.byteLength(journal);
    // The name of the folder may have reached the disk with the header, or never.
    const anywhere = fc.record({ written: fc.integer({ min: 0, max: total }), named: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ written, named }) => {
        const left = Math.max(0, written - Buffer.byteLength(rows));
        const begun = left >= headerEnds;
        await leave(begun && named ? RUN : `.${RUN}`, rows.slice(0, written), journal.slice(0, left));
        world.current.requests.length = 0;
        const listed = JSON.parse((await world.current.run('runs list --json')).stdout);
        expect(listed).toHaveLength(begun ? 1 : 0);
        const resumed = await world.current.run(`runs resume ${RUN} --yes -q --json`);
        expect(resumed.exit).toBe(begun ? 0 : 1);
        const kept = Buffer.from(journal).subarray(0, left).toString().split('\n').slice(0, -1);
        const settled = kept.filter((line) => line.startsWith('{"row"')).length;
        expect(world.current.requests).toHaveLength(begun ? 3 - settled : 0);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
