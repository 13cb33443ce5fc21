import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { deactivateFrom, errorOf, later, list, runFolder } from '../users/many/leavers.ts';

const world = useWorld();
const COLUMNS =
  'run_id,action,user_id,email,full_name,outcome,account_state,last_day,removed_at,lag,by,reason,ticket,plan_digest,request_id,verified,verified_at';
const RUN = '20260301-120000-8000';

describe('runs report', () => {
  it('shows the people of the newest run without a request', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, `${list(2)}usr_nobody\n`);
    w.requests.length = 0;
    const { exit, stdout, stderr } = await w.run('runs report');
    expect(exit).toBe(0);
    expect(stderr).toBe('');
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(
      /^USER +NAME +ACTION +OUTCOME +LAST DAY +ACCESS ENDED +LAG +BY +VERIFIED +LATER/,
    );
    expect(lines[1]).toMatch(/^usr_nobody +- +deactivate +failed/);
    expect(lines).toHaveLength(4);
    expect(w.requests).toEqual([]);
    const { exit: nobody } = await w.run('runs report', { env: { AITRONOS_ACCESS_TOKEN: undefined } });
    expect(nobody).toBe(0);
  });

  it('writes CSV with exactly the documented columns, readable by its owner alone', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, `${list(2)}usr_nobody\n`);
    const file = join(w.home, 'report.csv');
    await writeFile(file, 'what was there before', { mode: 0o644 });
    const { exit, stdout } = await w.run(`runs report --csv ${file} --json`);
    expect(exit).toBe(0);
    const text = await readFile(file, 'utf8');
    const [head, ...rows] = text.trimEnd().split('\r\n');
    expect(head).toBe(COLUMNS);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(
      /^20260301-120000-8000,deactivate,usr_000001,[^,]+@[^,]+,[^,]+,changed,deactivated,,2026-03-01T12:00:0\d\.\d{3}Z,,[^,]*,,,,[^,]+,,$/,
    );
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { runs: [RUN], counts: { runs: 1, people: 3, changed: 2, failed: 1 }, gaps: [] },
      files: [{ format: 'csv', file, bytes: Buffer.byteLength(text) }],
    });
    expect((await w.run('runs report -o csv')).stdout).toBe(text);
  });

  it('says of which runs nothing real was changed', async () => {
    const w = world.current;
    const practice = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --sandbox';
    expect((await w.run(practice)).exit).toBe(0);
    await later(w);
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(2));
    const remark = 'it is of the sandbox: nothing real was changed';
    const { exit, stdout, stderr } = await w.run('runs report --since 2026-03-01T00:00:00Z --markdown -');
    expect(exit).toBe(0);
    expect(stderr).toBe(`note: run ${RUN}: ${remark}\n`);
    expect(stdout.split('nothing real was changed')).toHaveLength(2);
  });

  it('says in the report of a period without runs that there are none', async () => {
    const w = world.current;
    const file = join(w.home, 'report.csv');
    const { exit, stderr } = await w.run(`runs report --since 2026-01-01 --until 2026-01-31 --csv ${file}`);
    expect(exit).toBe(0);
    expect(stderr).toBe('note: no run began in this period: runs since 2026-01-01 until 2026-01-31\n');
    expect(await readFile(file, 'utf8')).toBe(`${COLUMNS}\r\n`);
  });

  it.each([
    ['--since 2026-03-01 --until 2026-03-01 --time-zone UTC', 2],
    ['--since 2026-03-01T12:00:01Z', 1],
    ['--until 2026-03-01T12:00:00.500Z', 1],
    ['--until 2026-02-28 --time-zone UTC', 0],
    ['--since 2026-03-02 --time-zone UTC', 0],
    // In Tonga it is the second already.
    ['--since 2026-03-02 --time-zone Pacific/Tongatapu', 2],
    ['--until 2026-03-01 --time-zone Pacific/Tongatapu', 0],
    // The same everywhere on earth.
    ['--since 2026-02-01 --until 2026-03-15', 2],
    ['--until 2026-02-27', 0],
    ['--since 2026-03-03', 0],
  ])('takes the runs of the period %s', async (period, count) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(1));
    await later(w);
    await deactivateFrom(w, list(2));
    const { stdout } = await w.run(`runs report ${period} --json`);
    expect(JSON.parse(stdout).summary.counts.runs).toBe(count);
  });

  it.each(['html', 'markdown', 'csv'])('writes --%s - to stdout, as into a file', async (format) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(2));
    const [path, other] = [join(w.home, 'r'), join(w.home, 'o')];
    await w.run(`runs report --${format} ${path}`);
    const beside = format === 'csv' ? 'html' : 'csv';
    const { exit, stdout, stderr } = await w.run(`runs report --${format} - --${beside} ${other}`);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: readFileSync(path, 'utf8') });
    expect(stderr).toContain(`note: written: ${other}`);
    expect(existsSync(other)).toBe(true);
  });

  it.each([
    [`${RUN} --since 2026-01-01`, 'a report is of named runs or of a period, not of both'],
    ['--since 2026-02-01 --until 2026-01-31', '--since 2026-02-01 is after --until 2026-01-31'],
    ['--since 2026-02-30', 'expected a day such as 2026-11-20'],
    ['--until yesterday', 'expected a day such as 2026-11-20'],
    ['--csv /nowhere/at/all.csv', '--csv: cannot write /nowhere/at/all.csv: there is no such file or folder'],
    ['--csv /dev/stdout', '--csv /dev/stdout is a stream of this program'],
    ['--csv - --html -', 'two formats name the same file: stdout'],
    ['--csv - --json', '--csv - and --output json want two answers on stdout'],
    ['--html - --fields file', '--html - and --fields want two answers on stdout'],
    ['--since 2026-02-29', '--since: expected a day'],
  ])('refuses %s', async (words, message) => {
    const { exit, stdout, stderr } = await world.current.run(`runs report ${words}`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.each(['--until 2026-03-01', '--since 2026-03-02'])(
    'wants a zone for %s, where the day of a run is not the same everywhere',
    async (period) => {
      const w = world.current;
      await w.sandbox({ users: 20 });
      await deactivateFrom(w, list(1));
      const refused = await w.run(`runs report ${period} --csv ${join(w.home, 'r.csv')}`);
      expect(refused.stderr).toContain(`error: ${period}: a day does not begin everywhere at once`);
      expect(refused.exit).toBe(2);
      expect((await w.run(`runs report ${period}`, { env: { AITRONOS_TIME_ZONE: 'UTC' } })).exit).toBe(0);
    },
  );

  it('says that last days end in UTC for want of a zone', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, 'user_id,last_day\nusr_000001,2026-01-31\n', '--yes --due');
    const words = 'no time zone is known: last days end in UTC here';
    expect((await w.run('runs report')).stderr).toContain(words);
    expect((await w.run('runs report --time-zone Europe/Zurich')).stderr).not.toContain(words);
  });

  it('says once of several runs what is the same of them', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    for (const number of [1, 2])
      await deactivateFrom(w, `user_id,last_day\nusr_00000${number},2026-01-31\n`, '--yes --due');
    const { stderr } = await w.run('runs report --since 2026-01-01');
    expect(stderr.match(/no time zone is known/g)).toHaveLength(1);
    expect(stderr).toMatch(/note: each of 2 runs \(\S+, \S+\): no time zone is known/);
  });

  it('says what is missing, in the report as well, and exits 3', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(3));
    const path = join(await runFolder(w), 'journal.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"row":2,', '"row":2000,'));
    const file = join(w.home, 'report.csv');
    const ended = await w.run(`runs report --csv ${file} --json`);
    expect(ended.exit).toBe(3);
    const gaps = [
      `run ${RUN}: 1 line of its journal cannot be read`,
      `run ${RUN}: its journal does not match the ledger: it was edited or cut off since`,
    ];
    expect(errorOf(ended)).toMatchObject({ code: 'REPORT_INCOMPLETE', details: { gaps } });
    expect(errorOf(ended).hint).toMatch(/`aitronos runs verify --journal` .*; `aitronos runs show <run>` /);
    expect(JSON.parse(ended.stdout).summary.gaps).toEqual(gaps);
    expect(await readFile(file, 'utf8')).toMatch(/usr_000002,[^\n]*,unknown,/);
  });

  it.each([
    ['a journal that is gone', (folder: string) => rm(folder, { recursive: true })],
    [
      'a ledger with a line of others',
      (folder: string) => appendFile(join(folder, '..', 'ledger.jsonl'), '{}\n'),
    ],
    [
      'a ledger that is no file',
      async (folder: string) => {
        await rm(join(folder, '..', 'ledger.jsonl'));
        await mkdir(join(folder, '..', 'ledger.jsonl'));
      },
    ],
  ])('names what compares the ledger with the journals, and not the run alone: %s', async (_, damage) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(1));
    await damage(await runFolder(w));
    const ended = await w.run('runs report --since 2026-01-01 --json');
    expect(errorOf(ended).code).toBe('REPORT_INCOMPLETE');
    expect(errorOf(ended).hint).toContain('`aitronos runs verify --journal`');
    expect(errorOf(ended).hint).not.toContain('runs show');
  });
});
