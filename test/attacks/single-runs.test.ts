import { createHash } from 'node:crypto';
import {
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { later, outcomes } from '../commands/users/many/leavers.ts';
import { DEAD, useWorld } from '../world.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const OTHER = '20260301-110000-aaaa';
const runs = () => join(world.current.home, 'state', 'runs');
const file = (run = RUN) => join(runs(), `${run}.jsonl`);
const VERBS = ['show', 'resume', 'retry', 'undo'];
const line = (verb: string, run = RUN) => `runs ${verb} ${run} ${verb === 'show' ? '' : '--yes'}`;

/** A change of one user that is done; gives back the lines of its journal. */
async function changed(): Promise<string[]> {
  expect((await world.current.deactivate('', { pid: DEAD })).exit).toBe(0);
  await later(world.current);
  world.current.requests.length = 0;
  return readFileSync(file(), 'utf8').trimEnd().split('\n');
}

const write = (lines: readonly string[], run = RUN) =>
  writeFileSync(file(run), `${lines.join('\n')}\n`, { mode: 0o600 });

const digest = (row: unknown) =>
  createHash('sha256')
    .update(`${JSON.stringify(row)}\n`)
    .digest('hex');

/** The header with another row, whose digest is right. */
function withRow(header: string, change: object): string {
  const json = JSON.parse(header);
  const row = { ...json.row, ...change };
  return JSON.stringify({ ...json, row, rows_sha256: digest(row) });
}

async function isDamaged(): Promise<void> {
  for (const verb of ['show', 'resume']) {
    const { exit, stdout, stderr } = await world.current.run(line(verb));
    expect({ exit, stdout }, verb).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain('(JOURNAL_DAMAGED)');
  }
  const listed = await world.current.run('runs list --json');
  expect({ exit: listed.exit, stdout: listed.stdout }).toEqual({ exit: 0, stdout: '[]\n' });
  expect(listed.stderr).toContain(`run ${RUN}: `);
  expect(world.current.requests).toEqual([]);
}

describe('the header of a single change that says what none can be', () => {
  it.each([
    ['rows', 2],
    ['rows', 0],
    ['run_id', OTHER],
    ['run_id', '../x'],
    ['action', '__proto__'],
    ['organization_id', '../../org_x'],
    ['rows_sha256', null],
    ['holder', 'me'],
    ['holder', { pid: -1 }],
    ['row', null],
    ['row', []],
    ['row', 'usr_abc123'],
  ])('%s: %j', async (name, value) => {
    const [header = '', ...rest] = await changed();
    write([JSON.stringify({ ...JSON.parse(header), [name]: value }), ...rest]);
    await isDamaged();
  });

  it.each([
    { row: 2 },
    { row: '1' },
    { line: 'x' },
    { user_id: '../usr_x' },
    { user_id: 'usr_x/../../y' },
    { user_id: 5 },
    { department_id: 'org_1' },
    { department_id: ['dept_eng001'] },
    { input: null },
    { input: { user_id: 5 } },
    { input: [] },
    { invitation: 'sam@example.com' },
    { invitation: { email: 'nobody' } },
    { invitation: { email: 'sam@example.com', role_ids: 'role_1' } },
    { invitation: { email: 'sam@example.com', send_invitation: true } },
    { memberships: {} },
    { memberships: { role_ids: [], department_ids: ['role_1'] } },
    { memberships: { role_ids: [{}], department_ids: [] } },
  ])('a row with %j', async (change) => {
    const [header = '', ...rest] = await changed();
    write([withRow(header, change), ...rest]);
    await isDamaged();
  });
});

describe('the row of a single change', () => {
  it.each(['resume', 'undo'])('that was edited is refused by %s', async (verb) => {
    const [header = '', ...rest] = await changed();
    write([header.replaceAll('usr_abc123', 'usr_bea001'), ...(verb === 'resume' ? rest.slice(0, 1) : rest)]);
    const { exit, stderr } = await world.current.run(line(verb));
    expect(exit).toBe(1);
    expect(stderr).toContain(`${file()} is not what was checked when the run began`);
    expect(stderr).toContain('(ROWS_CHANGED)');
    expect(world.current.requests).toEqual([]);
  });

  it('counts where its record was edited, and that is said', async () => {
    const [header = '', sent = '', record = '', end = ''] = await changed();
    write([header, sent, record.replaceAll('usr_abc123', 'usr_bea001'), end]);
    const { stdout, stderr } = await world.current.run(`runs show ${RUN} --json`);
    expect(JSON.parse(stdout).results).toMatchObject([{ user_id: 'usr_abc123' }]);
    expect(stderr).toContain('1 record is of another user than the row, which counts');
  });

  it('that lacks what its action needs sends nothing', async () => {
    const [header = '', sent = ''] = await changed();
    write([withRow(header, { department_id: null }), sent]);
    const { exit, stderr } = await world.current.run(line('resume'));
    expect(exit).toBe(1);
    expect(stderr).toContain('(ROWS_CHANGED)');
    expect(world.current.requests).toEqual([]);
  });
});

function makeHuge(): void {
  writeFileSync(file(OTHER), 'x');
  truncateSync(file(OTHER), 15 * 1024 ** 4);
}

describe('what stands among the single changes', () => {
  it.each([
    ['an empty file', () => writeFileSync(file(OTHER), '')],
    ['garbage', () => writeFileSync(file(OTHER), '\u0000\u0001\n{{{\n')],
    ['half a header', () => writeFileSync(file(OTHER), '{"journal":1,"run_id":')],
    ['a file of 15 TB', () => makeHuge()],
    ['a file of 17 MB', () => writeFileSync(file(OTHER), `${'x'.repeat(1023)}\n`.repeat(17 * 1024))],
    ['a link to itself', () => symlinkSync(file(OTHER), file(OTHER))],
    ['a link to a device', () => symlinkSync('/dev/zero', file(OTHER))],
    ['another run under this name', () => writeFileSync(file(OTHER), readFileSync(file()))],
  ])('%s stops no other command, and is told', async (_what, put) => {
    await changed();
    put();
    const listed = await world.current.run('runs list --json');
    expect(listed.exit).toBe(0);
    expect(JSON.parse(listed.stdout)).toMatchObject([{ run_id: RUN, changed: 1 }]);
    expect(listed.stderr).toContain(`note: run ${OTHER}: `);
    expect((await world.current.run(`runs show ${RUN}`)).exit).toBe(0);
    expect((await world.current.run('runs show')).exit).toBe(0);
    expect((await world.current.run(`runs undo ${RUN} --yes`)).exit).toBe(0);
    for (const verb of VERBS) expect((await world.current.run(line(verb, OTHER))).exit).toBe(1);
  });

  it.each(['notes.jsonl', `${RUN}.verified.jsonl`, `.${OTHER}.jsonl`, `${OTHER}.json`, 'x.jsonl'])(
    '%s is no run',
    async (name) => {
      await changed();
      writeFileSync(join(runs(), name), '{}\n');
      const listed = await world.current.run('runs list --json');
      expect(JSON.parse(listed.stdout)).toHaveLength(1);
      expect(listed.stderr).toBe('');
    },
  );

  it('a run in the place of another is known by the id in it', async () => {
    await changed();
    renameSync(file(), file(OTHER));
    const { exit, stderr } = await world.current.run(`runs undo ${OTHER} --yes`);
    expect(exit).toBe(1);
    expect(stderr).toContain('(JOURNAL_DAMAGED)');
    expect(world.current.requests).toEqual([]);
  });
});

describe('a single change that ended', () => {
  // A number of a process is given away again, in a container soon.
  it('goes on where its mark is left, and its process had the number of this one', async () => {
    expect((await world.current.deactivate('')).exit).toBe(0);
    await later(world.current);
    const [header = ''] = readFileSync(file(), 'utf8').split('\n');
    writeFileSync(join(runs(), '.at-work', RUN), JSON.stringify(JSON.parse(header).holder), { mode: 0o600 });
    const { exit, stderr } = await world.current.run(line('undo'));
    expect(exit, stderr).toBe(0);
  });
});

describe('a single change that was cut off', () => {
  it.each([
    ['after it was sent', 2, 0],
    ['in the middle of its record', 2, 300],
    ['one byte before the end of its record', 3, -1],
    ['after its record', 3, 0],
    ['in the middle of its end', 3, 100],
  ])('%s is asked again, once, unless its record is there', async (_when, whole_lines, bytes) => {
    const lines = await changed();
    const length = `${lines.slice(0, whole_lines).join('\n')}\n`.length + bytes;
    writeFileSync(file(), `${lines.join('\n')}\n`.slice(0, length), { mode: 0o600 });
    const isSettled = whole_lines === 3 && bytes >= 0;
    const shown = await world.current.run(`runs show ${RUN} --json`);
    expect(outcomes(shown)).toEqual([isSettled ? 'changed' : 'unknown']);
    const ended = await world.current.run(`runs resume ${RUN} --yes --json`);
    expect({ exit: ended.exit, outcomes: outcomes(ended) }).toEqual({
      exit: 0,
      outcomes: [isSettled ? 'changed' : 'recovered'],
    });
    const sent = world.current.requests.filter(({ path }) => path.endsWith('/deactivate'));
    expect(sent).toHaveLength(isSettled ? 0 : 1);
  });

  it('and whose lines are garbage ends no command, and sends nothing', async () => {
    const [header = '', ...rest] = await changed();
    const garbage = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ row: fc.anything(), record: fc.anything() }).map((json) => JSON.stringify(json) ?? ''),
      fc.record({ ended: fc.anything() }).map((json) => JSON.stringify(json) ?? ''),
    );
    await fc.assert(
      fc.asyncProperty(garbage, fc.nat(rest.length), async (text, at) => {
        write([header, ...rest.slice(0, at), text.replaceAll('\n', ' '), ...rest.slice(at)]);
        for (const words of [`show ${RUN} --json`, `resume ${RUN} --yes`, `undo ${RUN} --dry-run`, 'list']) {
          const { exit, stderr } = await world.current.run(`runs ${words}`);
          expect([0, 1]).toContain(exit);
          expect(stderr).not.toContain('DEFECT');
        }
        expect(world.current.requests).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('before it had its name leaves no run, and its draft is swept after a day', async () => {
    await changed();
    const draft = join(runs(), `.${OTHER}.jsonl`);
    writeFileSync(draft, '{"journal":1,');
    expect(JSON.parse((await world.current.run('runs list --json')).stdout)).toHaveLength(1);
    const before = new Date(Date.now() - 25 * 60 * 60_000);
    utimesSync(draft, before, before);
    await world.current.run(`runs undo ${RUN} --yes`);
    expect(readdirSync(runs())).not.toContain(`.${OTHER}.jsonl`);
  });
});
