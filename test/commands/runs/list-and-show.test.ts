import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import {
  answer,
  deactivateFrom,
  errorOf,
  interruptAfter,
  later,
  list,
  runFolder,
  runFolders,
} from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const ROWS = 'user_id,name\nusr_000001,"Smith\nJane"\nusr_nobody,x\nusr_left01,\n';

describe('runs list', () => {
  it('says when there are none', async () => {
    expect(await world.current.run('runs list')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'note: there are no runs yet\n',
    });
    expect((await world.current.run('runs list --json')).stdout).toBe('[]\n');
  });

  it('does not say so where there is one that cannot be read', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await writeFile(join(await runFolder(w), 'journal.jsonl'), 'nonsense\n');
    const { exit, stdout, stderr } = await w.run('runs list');
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    expect(stderr).toContain(RUN);
    expect(stderr).not.toContain('no runs yet');
  });

  it('shows the summaries, newest first', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const first = await deactivateFrom(w, ROWS, '--yes --json');
    await later(w);
    const second = await deactivateFrom(w, list(2), '--yes --json');
    const { exit, stdout } = await w.run('runs list --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual([JSON.parse(second.stdout).summary, JSON.parse(first.stdout).summary]);
    const table = (await w.run('runs list')).stdout.split('\n');
    expect(table[0]).toMatch(/^RUN +ACTION +ORGANIZATION +USERS +CHANGED/);
    expect(table[1]).toMatch(/^20260301-120001-8000 +deactivate +org_xyz789 +2 /);
    expect(table[2]).toMatch(/^20260301-120000-8000 +deactivate +org_xyz789 +3 /);
    const csv = (await w.run('runs list -o csv')).stdout.split('\r\n');
    expect(csv[0]).toMatch(/^run_id,action,organization_id,total,changed/);
    expect(csv).toHaveLength(4);
  });

  it('ends at an interrupt while it reads many', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await w.deactivate();
    const file = await runFolder(w);
    const journal = await readFile(file, 'utf8');
    for (let number = 0; number < 300; number += 1) {
      const id = `20260201-120000-${String(number).padStart(4, '0')}`;
      await writeFile(file.replace(RUN, id), journal.replaceAll(RUN, id), { mode: 0o600 });
    }
    expect((await w.run('runs list --json')).exit).toBe(0);
    const interrupt = new AbortController();
    interrupt.abort();
    expect(await w.run('runs list --json', { interrupt })).toMatchObject({ exit: 130, stdout: '' });
  });

  it('shows the newest first also of those that began within one second', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const runs = join(w.home, 'state', 'runs');
    const begin = async (total: number, tail: string) => {
      await deactivateFrom(w, list(total));
      await rename(join(runs, RUN), join(runs, `20260301-120000-${tail}`));
      const path = join(runs, `20260301-120000-${tail}`, 'journal.jsonl');
      await writeFile(path, (await readFile(path, 'utf8')).replaceAll(RUN, `20260301-120000-${tail}`));
      await w.clock.sleep(300);
    };
    for (const [total, tail] of [
      [1, '5000'],
      [2, 'f000'],
      [3, '1000'],
    ] as const)
      await begin(total, tail);
    const summaries: { total: number }[] = JSON.parse((await w.run('runs list --json')).stdout);
    expect(summaries.map(({ total }) => total)).toEqual([3, 2, 1]);
  });

  it('shows a run that was cut off without an exit code', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(2));
    const path = join(await runFolder(w), 'journal.jsonl');
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, `${lines.slice(0, 3).join('\n')}\n`);
    const [summary] = JSON.parse((await w.run('runs list --json')).stdout);
    expect(summary).toMatchObject({ total: 2, exit_code: null });
  });

  it('does not stumble over what is no run, nor over a run that it cannot read', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(2));
    const runs = join(w.home, 'state', 'runs');
    await writeFile(join(runs, 'notes.txt'), 'mine');
    await mkdir(join(runs, '20260101-000000-0000'));
    await writeFile(join(runs, '20260101-000000-0000', 'journal.jsonl'), '{"journal":2}\n');
    const { exit, stdout } = await w.run('runs list --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ run_id: RUN, total: 2 }]);
  });
});

describe('runs show', () => {
  it.each(['table', 'json', 'csv'])('prints what the run itself printed (%s)', async (format) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const run = await deactivateFrom(w, ROWS, `--yes -o ${format}`);
    w.requests.length = 0;
    const shown = await w.run(`runs show ${RUN} -o ${format}`);
    expect(shown).toEqual({
      exit: 0,
      stdout: run.stdout,
      stderr: 'note: 3 users: 1 changed, 1 unchanged, 1 failed\n',
    });
    expect(w.requests).toEqual([]);
  });

  it('prints the same lines, in the order of the rows, as jsonl', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const run = await deactivateFrom(w, list(40), '--yes -o jsonl');
    const shown = await w.run(`runs show ${RUN} -o jsonl`);
    const lines = (text: string) => text.trimEnd().split('\n');
    expect(lines(shown.stdout).sort()).toEqual(lines(run.stdout).sort());
    expect(lines(shown.stdout).map((line) => JSON.parse(line).row)).not.toEqual([]);
  });

  it('prints the same after an interrupt', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const run = await deactivateFrom(w, list(40), '--yes --json', interruptAfter(w, 5));
    const shown = await w.run(`runs show ${RUN} --json`);
    expect({ exit: shown.exit, stdout: shown.stdout }).toEqual({ exit: 0, stdout: run.stdout });
  });

  it('needs no token', async () => {
    await deactivateFrom(world.current, 'usr_abc123\n');
    const env = { AITRONOS_ACCESS_TOKEN: undefined };
    expect(await world.current.run(`runs show ${RUN}`, { env })).toMatchObject({ exit: 0 });
  });

  it('takes the beginning of an id when it is the only one', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(1));
    await later(w);
    await deactivateFrom(w, list(2));
    const show = (id: string) => w.run(`runs show ${id} --json`);
    expect(JSON.parse((await show('20260301-120001')).stdout).summary.total).toBe(2);
    expect(await show('20260301-12')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('2 run ids begin with 20260301-12'),
    });
    const none = await w.run('runs show 2027');
    expect(none).toMatchObject({ exit: 1, stdout: '' });
    expect(none.stderr).toBe(
      'error: no run id begins with 2027 (RUN_NOT_FOUND)\nhint: `aitronos runs list` shows the runs\n',
    );
  });

  describe('without an id', () => {
    const show = async (line = 'runs show --json') => world.current.run(line);

    it('shows the newest run, and says which', async () => {
      const w = world.current;
      await w.sandbox({ users: 20 });
      await deactivateFrom(w, list(1));
      await later(w);
      await deactivateFrom(w, list(2));
      // Later by its name, and no run.
      await mkdir(join(w.home, 'state', 'runs', 'lost+found'));
      const { exit, stdout, stderr } = await show();
      expect(exit).toBe(0);
      expect(JSON.parse(stdout).summary).toMatchObject({ run_id: '20260301-120001-8000', total: 2 });
      expect(stderr).toMatch(/^note: the newest run: 20260301-120001-8000\n/);
      expect((await show('runs show -q --json')).stderr).toBe('');
    });

    it('tells the newest of one second by its first line', async () => {
      const w = world.current;
      await w.sandbox({ users: 20 });
      const runs = join(w.home, 'state', 'runs');
      for (const [total, tail] of [
        [1, 'f000'],
        [2, '1000'],
      ] as const) {
        await deactivateFrom(w, list(total));
        await rename(join(runs, RUN), join(runs, `20260301-120000-${tail}`));
        const path = join(runs, `20260301-120000-${tail}`, 'journal.jsonl');
        await writeFile(path, (await readFile(path, 'utf8')).replaceAll(RUN, `20260301-120000-${tail}`));
        await w.clock.sleep(300);
      }
      expect(JSON.parse((await show()).stdout).summary).toMatchObject({ total: 2 });
    });

    it('never shows an older one in its place', async () => {
      const w = world.current;
      await deactivateFrom(w, 'usr_abc123\n');
      const newer = join(w.home, 'state', 'runs', '20260301-130000-0000');
      await mkdir(newer);
      await writeFile(join(newer, 'journal.jsonl'), '{"journal":2}\n');
      expect(await show()).toMatchObject({ exit: 1, stdout: '' });
      expect(errorOf(await show()).code).toBe('JOURNAL_VERSION');
    });

    it('says when there are none', async () => {
      const { exit, stderr } = await show('runs show');
      expect(exit).toBe(1);
      expect(stderr).toMatch(/^error: there are no runs yet \(RUN_NOT_FOUND\)\nhint: /);
    });

    it('does not take an empty id for none', async () => {
      expect(await world.current.run(['runs', 'show', ''])).toMatchObject({ exit: 2 });
    });
  });

  describe('--outcome', () => {
    const show = async (...words: readonly string[]) => {
      await world.current.sandbox({ users: 20 });
      await deactivateFrom(world.current, ROWS);
      return world.current.run(['runs', 'show', ...words]);
    };
    const rows = (stdout: string): number[] =>
      JSON.parse(stdout).results.map(({ row }: { readonly row: number }) => row);

    it.each([
      [['--outcome', 'failed'], [2]],
      [
        ['--outcome', 'failed,changed'],
        [1, 2],
      ],
      [
        ['--outcome=changed', '--outcome', 'unchanged'],
        [1, 3],
      ],
      [['--outcome', ' failed , failed '], [2]],
      [['--outcome', 'unknown'], []],
    ] as const)('%j leaves rows %j, and the summary whole', async (words, left) => {
      const { exit, stdout, stderr } = await show(...words, '--json');
      expect(exit).toBe(0);
      expect(rows(stdout)).toEqual(left);
      expect(JSON.parse(stdout).summary).toMatchObject({ total: 3, changed: 1, unchanged: 1, failed: 1 });
      expect(stderr.includes('note: no row is unknown\n')).toBe(left.length === 0);
    });

    it.each([
      ['table', /^ROW +OUTCOME[^\n]*\n2 +failed[^\n]*\n$/, /^$/],
      ['jsonl', /^\{[^\n]*"outcome":"failed"[^\n]*\n$/, /^$/],
      ['csv', /^input_user_id,name[^\n]*\r\n[^\n]*,2,usr_nobody,failed,[^\n]*\r\n$/, /^[^\n]*\r\n$/],
    ] as const)('filters %s', async (format, some, none) => {
      expect((await show('--outcome', 'failed', '-o', format)).stdout).toMatch(some);
      const empty = await world.current.run(`runs show --outcome recovered,unknown -o ${format}`);
      expect(empty.stdout).toMatch(none);
      expect(empty.stderr).toContain('note: no row is recovered or unknown\n');
      expect(empty.exit).toBe(0);
    });

    it.each([
      ['faild', 'did you mean failed?'],
      ['Failed', 'did you mean failed?'],
      ['changed,unchaged', 'did you mean unchanged'],
      ['notsent', 'did you mean not_sent?'],
      ['', 'expected outcomes (changed, unchanged, recovered, failed, unknown, not_sent, not_found)'],
      ['failed,', 'expected outcomes ('],
      ['constructor', 'expected outcomes ('],
    ])('refuses %j', async (words, told) => {
      const { exit, stdout, stderr } = await world.current.run(['runs', 'show', '--outcome', words]);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain(told);
    });
  });

  it('names up to ten runs that may be meant', async () => {
    const w = world.current;
    const runs = join(w.home, 'state', 'runs');
    const names = Array.from({ length: 12 }, (_, index) => `20260301-1200${10 + index}-8000`);
    for (const name of names) await mkdir(join(runs, name), { recursive: true });
    const newest = names.toReversed().slice(0, 10);
    const { exit, stderr } = await w.run('runs show 2026');
    expect(exit).toBe(1);
    expect(stderr).toContain(`12 run ids begin with 2026: ${newest.join(', ')}, and 2 more (RUN_AMBIGUOUS)`);
    expect(errorOf(await w.run('runs show 2026 --json')).details).toEqual({
      candidates: newest,
      candidate_count: 12,
    });
    expect((await w.run('runs show 20260301-12001')).stderr).not.toContain(' more (');
  });

  it.each(['runs show', 'runs resume', 'runs retry', 'runs undo'])(
    '%s names what was probably meant',
    async (line) => {
      const w = world.current;
      for (const id of ['20260301-120010-8000', '20260301-120011-8000']) {
        await mkdir(join(w.home, 'state', 'runs', id), { recursive: true });
      }
      const several = await w.run(`${line} 2026 --json`);
      expect(several).toMatchObject({ exit: 1, stdout: '' });
      expect(errorOf(several)).toMatchObject({
        code: 'RUN_AMBIGUOUS',
        message: '2 run ids begin with 2026: 20260301-120011-8000, 20260301-120010-8000',
        hint: expect.stringContaining('aitronos runs list'),
      });
      const none = await w.run(`${line} 20260310-120010-8000 --json`);
      expect(none).toMatchObject({ exit: 1, stdout: '' });
      expect(errorOf(none)).toMatchObject({
        code: 'RUN_NOT_FOUND',
        message: expect.stringContaining('; did you mean 20260301-120010-8000'),
        hint: '`aitronos runs list` shows the runs',
        details: { nearest: expect.arrayContaining(['20260301-120010-8000']) },
      });
    },
  );

  it.each(['last', 'latest'])(
    'names the run that was begun last, of those of a second too, for %s',
    async (word) => {
      const w = world.current;
      w.clock.ahead_ms = 900;
      await deactivateFrom(w, 'usr_abc123\n');
      w.clock.ahead_ms = 100;
      await deactivateFrom(w, 'usr_def456\n');
      expect(await runFolders(w)).toHaveLength(2);
      const { summary } = answer(await w.run('runs show --json'));
      expect((await w.run(`runs show ${word}`)).stderr).toContain(
        `did you mean ${summary.run_id}? (RUN_NOT_FOUND)`,
      );
    },
  );

  it.each(['show', 'resume', 'retry', 'undo'])('takes no empty id for the only run (%s)', async (verb) => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    const { exit, stdout, stderr } = await w.run(['runs', verb, '']);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('an empty run id (USAGE)');
  });

  it('refuses a journal of another version, and says which', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    const path = join(await runFolder(w), 'journal.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"journal":1', '"journal":7'));
    for (const verb of ['show', 'resume', 'retry', 'undo']) {
      const { exit, stdout, stderr } = await w.run(`runs ${verb} ${RUN} ${verb === 'show' ? '' : '--yes'}`);
      expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
      expect(stderr).toContain('is a journal of another version (7); this program reads version 1');
      expect(stderr).toContain('hint: use the version of aitronos that made it');
    }
    expect(w.requests).toHaveLength(1);
  });

  it('says of a journal that was damaged in its middle that it is', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\n');
    await appendFile(join(await runFolder(w), 'journal.jsonl'), '{"row":1,"rec\n{"sent":1}\n');
    const { exit, stderr } = await w.run(`runs show ${RUN}`);
    expect(exit).toBe(1);
    expect(stderr).toContain('(JOURNAL_DAMAGED)');
  });
});
