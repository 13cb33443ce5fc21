import { appendFile, chmod, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPORT_COLUMNS } from '../../../src/audit/report/report-person.ts';
import { type WrittenRow, type WrittenRun, writeRun } from '../../audit/written-run.ts';
import { useWorld } from '../../world.ts';
import { deactivateFrom, errorOf, later, runFolders } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const OLDER = '20260228-120000-0001';

/** What the report says, as JSON. */
async function report(words = ''): Promise<{
  readonly exit: number;
  readonly notes: string;
  readonly people: readonly Readonly<Record<string, unknown>>[];
  readonly gaps: readonly string[];
}> {
  const { exit, stdout, stderr } = await world.current.run(`runs report ${words} --json`);
  const { summary, results } = JSON.parse(stdout);
  return { exit, notes: stderr, people: results, gaps: summary.gaps };
}

const state = () => join(world.current.home, 'state');
const write = (rows: readonly WrittenRow[], more: Partial<WrittenRun> = {}) =>
  writeRun(state(), { rows, ...more });

describe('the lag of a report', () => {
  it.each([
    ['2026-02-28', undefined, '2026-03-01T12:00:00.000Z', '0.5', 'after'],
    ['2026-02-28', 'Europe/Zurich', '2026-03-01T11:00:00.000Z', '0.5', 'after'],
    ['2026-02-28', 'Pacific/Auckland', '2026-03-01T11:00:00.000Z', '1.0', 'after'],
    // It is shown with one decimal, and counted as it is.
    ['2026-02-28', 'Pacific/Auckland', '2026-03-01T12:00:00.000Z', '1.0', 'late'],
    ['2026-02-28', undefined, '2026-03-01T00:01:00.000Z', '0.0', 'after'],
    ['2026-03-01', undefined, '2026-03-01T12:00:00.000Z', '-0.5', 'in time'],
    ['2026-03-10', 'America/New_York', '2026-03-01T12:00:00.000Z', '-9.7', 'in time'],
    // Before that midnight, summer time began: the day has 23 hours.
    ['2026-03-29', 'Europe/Zurich', '2026-03-29T22:00:00.000Z', '0.0', 'in time'],
    ['2026-02-28', undefined, '2026-02-28T23:59:59.000Z', '0.0', 'in time'],
    ['31.02.2026', undefined, '2026-03-01T12:00:00.000Z', '', 'in time'],
    ['2026-02-28', 'Nowhere/Land', '2026-03-01T12:00:00.000Z', '', 'in time'],
  ])('of %s in %s and %s is %s, %s', async (last_day, time_zone, at, lag, counted) => {
    await write([{ at, row: { last_day } }], { header: { time_zone } });
    const { stdout } = await world.current.run('runs report -o csv');
    const [, cells = ''] = stdout.split('\r\n');
    expect(cells.split(',')[REPORT_COLUMNS.indexOf('lag')]).toBe(lag);
    expect(cells).toContain(`,${last_day},${at},`);
    const { summary, results } = JSON.parse((await world.current.run('runs report --json')).stdout);
    expect(results[0].lag).toBe(lag === '' ? null : Number(lag));
    expect(summary.counts).toMatchObject({
      after_last_day: counted === 'in time' ? 0 : 1,
      late: counted === 'late' ? 1 : 0,
    });
  });

  it.each([
    ['2026-03-01T00:00:00.000Z', 'within 72 minutes of its end'],
    ['2026-03-01T01:11:00.000Z', 'within 72 minutes of its end'],
    ['2026-03-01T01:13:00.000Z', '0.1 days after'],
  ])('to %s is %s in words', async (at, words) => {
    await write([{ at, row: { last_day: '2026-02-28' } }]);
    const { stdout } = await world.current.run('runs report --markdown -');
    expect(stdout).toContain(`| ${words} |`);
  });

  it('counts from the instant where a row has one, and in --time-zone where the run names no zone', async () => {
    await write([
      { row: { effective_at: '2026-02-28T12:00:00+00:00' } },
      { row: { last_day: '2026-02-28' } },
    ]);
    const lags = async (words: string) => (await report(words)).people.map(({ lag }) => lag);
    expect(await lags('')).toEqual([1, 0.5]);
    const days = (await report()).people.map(({ last_day }) => last_day);
    expect(days).toEqual(['2026-02-28T12:00:00+00:00', '2026-02-28']);
    expect(await lags('--time-zone Pacific/Kiritimati')).toEqual([1, 1.1]);
  });

  it.each([
    ['unchanged', null],
    ['failed', null],
    ['recovered', 0.5],
  ] as const)('of a person who is %s is %s', async (outcome, lag) => {
    await write([{ outcome, row: { last_day: '2026-02-28' } }]);
    const [person] = (await report()).people;
    expect(person).toMatchObject({ outcome, lag });
    expect(person?.['removed_at'] === null).toBe(lag === null);
  });
});

describe('when access was taken away', () => {
  it.each([
    ['deactivate', 0.5],
    ['remove', 0.5],
    ['reactivate', null],
  ] as const)('by %s', async (action, lag) => {
    await write([{ row: { last_day: '2026-02-28' } }], { header: { action } });
    expect((await report()).people).toMatchObject([{ action, lag }]);
  });
});

describe('a report', () => {
  it('takes what a row says before what was said of the whole run', async () => {
    const header = { reason: 'Q1', ticket: 'HR-1', plan_digest: `sha256:${'a'.repeat(64)}` };
    await write([{}, { row: { reason: 'moved away', ticket: 'HR-2' } }], { header });
    expect((await report()).people).toMatchObject([
      { reason: 'Q1', ticket: 'HR-1', by: 'usr_admin', plan_digest: header.plan_digest },
      { reason: 'moved away', ticket: 'HR-2' },
    ]);
  });

  it('has the newest check of the same row and user, and none of another', async () => {
    await write([
      { check: {} },
      { check: { verified: 'differs', account_state: 'active' } },
      { check: { user_id: 'usr_other' } },
      { check: { verified_at: '2026-03-01T11:59:59.000Z' } },
      {},
    ]);
    const verified_at = '2026-03-02T08:00:00.000Z';
    expect((await report()).people).toMatchObject([
      { verified: 'yes', verified_at, verified_state: 'deactivated' },
      { verified: 'differs', verified_at, verified_state: 'active' },
      { verified: null, verified_at: null },
      { verified: null, verified_at: null },
      { verified: null, verified_at: null },
    ]);
  });

  it('names who went on with a run, but for what was recovered then: that may have been done before', async () => {
    const audit = { actor: 'usr_log', at: null };
    const by = 'usr_other';
    await write([
      {},
      { by },
      { by, outcome: 'failed' },
      { by: null },
      { outcome: 'recovered' },
      { by, outcome: 'recovered' },
      { by, outcome: 'recovered', check: { audit } },
    ]);
    expect((await report()).people.map((person) => person['by'])).toEqual([
      'usr_admin',
      by,
      by,
      null,
      'usr_admin',
      null,
      'usr_log',
    ]);
  });

  it('leaves out what was verified before a retry, and blames no clock for it', async () => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\nusr_nobody\n');
    await w.run('runs verify');
    await later(w);
    expect((await report()).people.map(({ verified }) => verified)).toEqual(['yes', 'differs']);
    await w.run(['runs', 'retry', ...(await runFolders(w)), '--yes']);
    const { people, notes } = await report();
    expect(people.map(({ verified }) => verified)).toEqual(['yes', null]);
    expect(notes).toContain('what was verified of 1 person is from before the run went on with them, and is');
  });

  it('names roles and departments of the API, else of the plan, and leaves open what neither says', async () => {
    const seen = { full_name: 'Kim', email: 'kim@example.com', role_ids: ['role_x'], department_ids: [] };
    await write([
      {},
      { outcome: 'failed', row: { input: { mail: 'sam@example.com' } } },
      { outcome: 'unchanged', row: { seen } },
      { outcome: 'unchanged', row: { seen: { full_name: 7, role_ids: 'role_x' } } },
    ]);
    expect((await report()).people).toMatchObject(
      [
        { email: 'jane.1@example.com', role_ids: ['role_member'], department_ids: ['dept_eng001'] },
        { email: 'sam@example.com', full_name: null, role_ids: null, error: /USER_NOT_FOUND/ },
        seen,
        { email: null, full_name: null, role_ids: null },
      ].map((person) =>
        'error' in person ? { ...person, error: expect.stringMatching(person.error ?? /./) } : person,
      ),
    );
    const memberships = { role_ids: ['role_y'], department_ids: [] };
    const user = { full_name: null, role_ids: null, department_ids: null };
    await write([{ user, row: { seen, memberships } }], { header: { action: 'update_memberships' } });
    const before = { full_name: 'Kim', role_ids: null, department_ids: null };
    expect((await report()).people).toMatchObject([{ outcome: 'changed', ...before }]);
  });

  it.each([
    [OLDER, '2026-02-28T12:00:00.000Z'],
    ['20260301-120000-ffff', '2026-03-01T11:59:59.900Z'],
  ])('holds the runs that are named, the oldest first and each once: %s', async (older, created_at) => {
    await write([{}]);
    await write([{}, {}], { run_id: older, created_at });
    const { people } = await report(`${RUN} ${older.slice(0, 18)} ${RUN.slice(0, 18)}`);
    expect(people.map(({ run_id }) => run_id)).toEqual([older, older, RUN]);
    const missing = await world.current.run('runs report 1999');
    expect(missing.exit).toBe(1);
    expect(missing.stderr).toContain('RUN_NOT_FOUND');
    expect(missing.stdout).toBe('');
  });

  it('shows the urgent ones of more than a page first, and keeps the order of the runs for programs', async () => {
    const rows: WrittenRow[] = Array.from({ length: 1_200 }, () => ({ row: { last_day: '2026-02-28' } }));
    rows[1_100] = { row: { last_day: '2026-02-01' } };
    rows[1_150] = { outcome: 'failed' };
    await write(rows);
    const { stdout } = await world.current.run('runs report');
    expect(
      stdout
        .split('\n')
        .slice(1, 4)
        .map((line) => line.split(' ')[0]),
    ).toEqual([...['usr_001151', 'usr_001101', 'usr_000001']]);
    expect((await report()).people[1_150]).toMatchObject({ row: 1_151, outcome: 'failed' });
  });

  it('says of a run without an end that it has none, and succeeds', async () => {
    await write([{}, { outcome: 'unknown', at: null }, { outcome: 'not_sent', at: null }], { ended: false });
    const { exit, people, notes } = await report();
    expect(exit).toBe(0);
    expect(people.map(({ outcome }) => outcome)).toEqual(['changed', 'unknown', 'not_sent']);
    expect(notes).toBe(`note: run ${RUN}: it has no end: it was cut off\n`);
  });

  it.each([
    [
      'a run from the future',
      { created_at: '2026-03-01T13:10:00.000Z' },
      {},
      'it began after this report was made',
    ],
    [
      'a clock that was set back',
      {},
      { at: '2026-03-01T11:00:00.000Z' },
      '1 of its answers dated before it began',
    ],
    [
      'an hour between the API and this machine',
      {},
      { user: { deactivated_at: '2026-03-01T13:00:00Z' } },
      'more than 5 minutes from that of this machine (usr_000001: 60 minutes after)',
    ],
    [
      'an hour between the log of the API and this machine',
      {},
      { check: { audit: { actor: 'usr_admin', at: '2026-03-01T11:00:00Z' } } },
      '(usr_000001: 60 minutes before)',
    ],
    [
      'a check that is dated before the change',
      {},
      { check: { verified_at: '2026-03-01T11:00:00.000Z' } },
      'what was verified of 1 person is dated before the answer to the change: it was still in progress, or a clock was wrong',
    ],
    [
      'the clock of a run that was ahead of a check of it',
      {},
      { check: { verified_at: '2026-03-01T11:00:01Z', audit: { actor: null, at: '2026-03-01T11:00:00Z' } } },
      '(usr_000001: 60 minutes before)',
    ],
  ] as const)('tells of %s', async (_, run, row, words) => {
    await write([row], run);
    const { exit, notes } = await report();
    expect(exit).toBe(0);
    expect(notes).toContain(words);
  });

  it('tells once of a clock that was wrong in several runs, with the figures of one', async () => {
    await write([{ user: { deactivated_at: '2026-03-01T13:00:00Z' } }]);
    const late = { user: { deactivated_at: '2026-03-01T14:00:00Z' } };
    await write([late, late], { run_id: OLDER });
    const { notes } = await report('--since 2026-01-01');
    const alike = new RegExp(
      `^note: each of 2 runs \\((?:${OLDER}, ${RUN}|${RUN}, ${OLDER})\\) has a remark like this: in [12] of its rows [^\n]+ a clock was wrong\n$`,
    );
    expect(notes).toMatch(alike);
  });

  it('names each of two later runs that cannot be read, once', async () => {
    const [later, latest] = ['20260302-120000-0001', '20260303-120000-0001'];
    for (const run_id of [OLDER, later, latest]) {
      await write([{}], { run_id });
      if (run_id !== OLDER) await writeFile(join(state(), 'runs', run_id, 'journal.jsonl'), 'nonsense\n');
    }
    const { notes } = await report(OLDER);
    const words = 'cannot be read: whom it changed, or undid, is not known';
    const lines = [latest, later].map((run_id) => `note: run ${OLDER}: run ${run_id} ${words}\n`);
    expect(notes).toBe(lines.join(''));
  });

  it.each<readonly [string, (folder: string) => Promise<void>, string]>([
    ['a journal without a head', (f) => writeFile(join(f, 'journal.jsonl'), 'nonsense\n'), 'is damaged'],
    [
      'a journal of another version',
      (f) => writeFile(join(f, 'journal.jsonl'), '{"journal":9}\n'),
      'another version',
    ],
    ['a journal that is gone', (f) => rm(join(f, 'journal.jsonl')), 'no such file'],
    [
      'a journal with a bad line',
      (f) => appendFile(join(f, 'journal.jsonl'), 'x\n'),
      '1 line of its journal',
    ],
    ['rows that are gone', (f) => rm(join(f, 'rows.jsonl')), 'its checked rows are lost'],
    [
      'other rows',
      (f) => edit(join(f, 'rows.jsonl'), 'dept_1', 'dept_2'),
      'its rows are not those that were checked',
    ],
    ['rows that are none', (f) => writeFile(join(f, 'rows.jsonl'), '{}\n'), 'no row of a run'],
    [
      'rows with cells that are none',
      (f) =>
        writeFile(
          join(f, 'rows.jsonl'),
          '{"row":1,"user_id":"usr_000001","department_id":null,"input":{"email":7}}\n',
        ),
      'no row of a run',
    ],
    [
      'a record whose hint is none',
      (f) => edit(join(f, 'journal.jsonl'), '"error":null', '"error":{"code":"X","message":"x","hint":7}'),
      '1 line of its journal cannot be read',
    ],
    [
      'a result that is by no user',
      (f) => edit(join(f, 'journal.jsonl'), '"row":1,', '"row":1,"by":7,'),
      '1 line of its journal cannot be read',
    ],
    [
      'an edited record',
      (f) => edit(join(f, 'journal.jsonl'), '"user_id":"usr_000001"', '"user_id":"usr_x"'),
      'of another user than the row, which is shown: 1 record of its journal',
    ],
    [
      'a check with a bad line, and no ledger',
      async (f) => {
        await appendFile(join(f, 'verified.jsonl'), '{}\n');
        await rm(join(f, '..', 'ledger.jsonl'));
      },
      '1 line of its newest check',
    ],
    ['a folder that others may write to', (f) => chmod(f, 0o777), 'written'],
  ])('is incomplete with %s: it says so everywhere and exits 3', async (_, damage, words) => {
    const w = world.current;
    const folder = await write([{ check: {} }]);
    await write([{}], { run_id: OLDER, created_at: '2026-02-28T12:00:00.000Z' });
    await damage(folder);
    const [html, markdown] = [join(w.home, 'r.html'), join(w.home, 'r.md')];
    const ended = await w.run(`runs report --since 2026-02-01 --html ${html} --markdown ${markdown} --json`);
    expect(ended.exit).toBe(3);
    const error = errorOf(ended);
    expect(error.code).toBe('REPORT_INCOMPLETE');
    expect(error.message).toContain(`run ${RUN}: `);
    expect(error.message).toContain(words);
    expect(error.hint).toContain('runs show');
    expect(await readFile(html, 'utf8')).toContain('This report is incomplete');
    expect(await readFile(html, 'utf8')).toContain(OLDER);
    expect(await readFile(markdown, 'utf8')).toContain('This report is incomplete');
  });

  it('tells of a run that cannot be read only where it may belong to the period', async () => {
    const folder = await write([{}]);
    await writeFile(join(folder, 'journal.jsonl'), 'nonsense\n');
    expect((await world.current.run('runs report --until 2026-02-28')).exit).toBe(0);
    expect((await world.current.run('runs report --since 2026-03-01')).exit).toBe(3);
  });

  it('may be made twice at once into the same files, each of which is one of them whole', async () => {
    const w = world.current;
    await write(Array.from({ length: 200 }, () => ({})));
    const files = ['html', 'markdown', 'csv']
      .map((format) => `--${format} ${join(w.home, `r.${format}`)}`)
      .join(' ');
    await w.run(`runs report ${files}`);
    const before = await Promise.all(
      ['html', 'markdown', 'csv'].map((name) => readFile(join(w.home, `r.${name}`), 'utf8')),
    );
    const ended = await Promise.all([w.run(`runs report ${files}`), w.run(`runs report ${files}`)]);
    expect(ended.map(({ exit }) => exit)).toEqual([0, 0]);
    const after = await Promise.all(
      ['html', 'markdown', 'csv'].map((name) => readFile(join(w.home, `r.${name}`), 'utf8')),
    );
    expect(after).toEqual(before);
  });

  it('leaves the old file as it is where it cannot write the new one', async () => {
    const w = world.current;
    await write([{}]);
    const { exit, stderr } = await w.run(`runs report --csv ${w.home}`);
    expect(exit).toBe(2);
    expect(stderr).toContain('it is a folder');
  });

  it('does not write over the records that it reads', async () => {
    const w = world.current;
    const journal = join(await write([{}]), 'journal.jsonl');
    const before = await readFile(journal, 'utf8');
    await symlink(journal, join(w.home, 'link'));
    for (const file of [journal, join(w.home, 'link'), join(state(), 'runs', 'report.html')]) {
      const { exit, stderr } = await w.run(`runs report --html ${file}`);
      expect({ exit, stderr }).toMatchObject({
        exit: 2,
        stderr: expect.stringContaining('is among the records of runs'),
      });
    }
    expect(await readFile(journal, 'utf8')).toBe(before);
  });

  it('does not write two formats into one file', async () => {
    const w = world.current;
    await write([{}]);
    const { exit, stderr } = await w.run(`runs report --csv ${w.home}/x --html ${w.home}/x`);
    expect(exit).toBe(2);
    expect(stderr).toContain('two formats name the same file');
  });

  it('takes the secrets of this call out of what a journal holds', async () => {
    const w = world.current;
    const token = String(w.env['AITRONOS_ACCESS_TOKEN']);
    await write([{ full_name: `Jane ${token}`, row: { reason: `see ${token}` } }]);
    const files = ['html', 'markdown', 'csv'].map((name) => [name, join(w.home, `r.${name}`)] as const);
    await w.run(`runs report ${files.map(([name, file]) => `--${name} ${file}`).join(' ')}`);
    for (const [, file] of files) expect(await readFile(file, 'utf8')).not.toContain(token);
    const { stdout } = await w.run('runs report --json');
    for (const said of ['Jane [redacted]', 'see [redacted]']) expect(stdout).toContain(said);
    expect(stdout).not.toContain(token);
  });
});

/** Replaces a text in a file. */
async function edit(path: string, from: string, to: string): Promise<void> {
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

describe('what was verified before a later run that got no answer', () => {
  const LATER = '20260303-120000-9000';
  const WORDS = `run ${LATER} may have changed 1 person after this was verified, and got no answer: \`aitronos runs verify ${RUN}\` asks again`;

  it.each<[what: string, row: WrittenRow, created_at: string, isTold: boolean]>([
    ['is told', { outcome: 'unknown' }, '2026-03-03T12:00:00.000Z', true],
    ['is told where it was cut off', { outcome: 'unknown', at: null }, '2026-03-03T12:00:00.000Z', true],
    [
      'is told where it was sent long after that run began',
      { outcome: 'unknown', at: '2026-03-02T09:00:00.000Z' },
      '2026-03-02T07:00:00.000Z',
      true,
    ],
    ['is not told where it was verified since', { outcome: 'unknown' }, '2026-03-02T07:00:00.000Z', false],
    ['is not told where an answer came', { outcome: 'failed' }, '2026-03-03T12:00:00.000Z', false],
    [
      'is not told of another user',
      { user_id: 'usr_9', outcome: 'unknown' },
      '2026-03-03T12:00:00.000Z',
      false,
    ],
  ])('%s', async (_, row, created_at, isTold) => {
    await write([{ check: {} }]);
    await write([row], { run_id: LATER, created_at, ended: row.at !== null });
    for (const words of [RUN, '--since 2026-03-01T00:00:00Z']) {
      const { stdout, stderr } = await world.current.run(`runs report ${words} --markdown -`);
      expect(stdout).toContain('yes, 2026-03-02 08:00:00 UTC');
      expect(stderr.includes(`note: run ${RUN}: ${WORDS}\n`)).toBe(isTold);
      expect(stdout.includes('1 person after this was verified')).toBe(isTold);
    }
  });

  it('is not told where a further run settled it', async () => {
    await write([{ check: {} }]);
    await write([{ outcome: 'unknown' }], { run_id: LATER, created_at: '2026-03-03T12:00:00.000Z' });
    await write([{}], { run_id: '20260304-120000-9000', created_at: '2026-03-04T12:00:00.000Z' });
    const { stdout } = await world.current.run(`runs report ${RUN} --markdown -`);
    expect(stdout).not.toContain('got no answer');
  });
});
