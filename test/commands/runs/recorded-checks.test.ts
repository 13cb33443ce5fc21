import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markAtWork } from '../../../src/runs/ledger/at-work.ts';
import { sha256Of } from '../../../src/runs/ledger/ledger-line.ts';
import { thisHolder } from '../../../src/system/locks/lock-holder.ts';
import { onFailingDisk } from '../../failing-disk.ts';
import { DEAD, useWorld } from '../../world.ts';
import { deactivateFrom, errorOf, later } from '../users/many/leavers.ts';

const world = useWorld();
const ORG = '--org org_xyz789 --transfer-to dept_eng001';
const runs = () => join(world.current.home, 'state', 'runs');
const ledger = () => join(runs(), 'ledger.jsonl');
const lines = () =>
  readFileSync(ledger(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A run of two, or a change of one user: its id, and the file of its check. */
const KINDS: readonly (readonly [kind: string, make: () => Promise<readonly [id: string, check: string]>])[] =
  [
    [
      'a run of many',
      async () => {
        await deactivateFrom(world.current, 'usr_abc123\nusr_def456\n', '--yes -q');
        const id = lines()[0].run_id;
        return [id, join(runs(), id, 'verified.jsonl')];
      },
    ],
    [
      'a single change',
      async () => {
        await world.current.run(`users deactivate usr_abc123 ${ORG}`);
        const id = lines()[0].run_id;
        return [id, join(runs(), `${id}.verified.jsonl`)];
      },
    ],
  ];

async function journalCheck() {
  const { exit, stdout } = await world.current.run('runs verify --journal --json');
  const { results, summary } = JSON.parse(stdout);
  const [states, what] = ['state', 'what'].map((name) =>
    results.map((result: Record<string, unknown>) => result[name]),
  );
  return { exit, summary, states, what };
}

async function reported() {
  const ended = await world.current.run('runs report --since 2026-01-01 --json');
  const verified = JSON.parse(ended.stdout).results.map(
    (person: Record<string, unknown>) => person['verified'],
  );
  return { exit: ended.exit, verified, message: ended.exit === 0 ? '' : String(errorOf(ended).message) };
}

const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

it('keeps what runs verify found about more than is written at once, in the order of the rows', async () => {
  const rows = Array.from({ length: 500 }, (_, index) => index + 1);
  await deactivateFrom(world.current, rows.map((row) => `usr_${row}\n`).join(''), '--yes -q --no-check');
  const [{ run_id }] = lines();
  await world.current.run(`runs verify ${run_id} -q`);
  const file = readFileSync(join(runs(), run_id, 'verified.jsonl'), 'utf8');
  expect(file.length).toBeGreaterThan(64 * 1024);
  expect(lines().at(-1).verified).toBe(sha256Of(file));
  const found = file.trimEnd().split('\n');
  expect(found.map((line) => JSON.parse(line).row)).toEqual(rows);
});

describe.each(KINDS)('what runs verify found about %s', (_kind, make) => {
  it('has its digest in a line of the ledger, which changes no other', async () => {
    const [id, file] = await make();
    const [before] = lines();
    const { exit, stdout } = await world.current.run(`runs verify ${id} --json`);
    expect(exit).toBe(0);
    expect(lines()).toHaveLength(2);
    const { length, sha256 } = before;
    expect(lines()[1]).toMatchObject({ run_id: id, length, sha256, verified: sha256Of(readFileSync(file)) });
    const text = readFileSync(ledger(), 'utf8').trimEnd().split('\n')[1] ?? '';
    expect(JSON.parse(stdout).summary.ledger_digest).toBe(sha256Of(text));
    const shown = JSON.parse((await world.current.run(`runs show ${id} --json`)).stdout);
    if ('summary' in shown) expect(shown.summary.ledger_digest).toBe(lines()[1].previous);
    expect(await journalCheck()).toMatchObject({ exit: 0, states: ['intact'] });
    expect((await reported()).verified).toContain('yes');
    expect(existsSync(`${file}.next`)).toBe(false);
  });

  it('is replaced by what the next one finds, which the ledger has beside the first', async () => {
    const [id] = await make();
    await world.current.run(`runs verify ${id}`);
    await later(world.current);
    await world.current.run(`runs verify ${id}`);
    expect(lines().map(({ verified }) => verified === undefined)).toEqual([true, false, false]);
    expect(lines()[1].verified).not.toBe(lines()[2].verified);
    expect(await journalCheck()).toMatchObject({ exit: 0, states: ['intact'] });
  });

  it.each<[what: string, spoil: (file: string) => void, state: string]>([
    ['an edited word', (file) => edit(file, (text) => text.replace('"yes"', '"differs"')), 'edited'],
    ['a line more', (file) => edit(file, (text) => text + text), 'edited'],
    ['nothing left', (file) => writeFileSync(file, ''), 'edited'],
    ['what an earlier check found', (file) => renameSync(`${file}.kept`, file), 'edited'],
    ['no file', (file) => rmSync(file), 'gone'],
  ])('is not believed with %s, and it is told', async (_what, spoil, state) => {
    const [id, file] = await make();
    await world.current.run(`runs verify ${id}`);
    writeFileSync(`${file}.kept`, readFileSync(file), { mode: 0o600 });
    await later(world.current);
    await world.current.run(`runs verify ${id}`);
    spoil(file);
    const what = expect.stringMatching(/^what `runs verify` found .* line 3\b.*: \S+verified\.jsonl$/);
    expect(await journalCheck()).toMatchObject({ exit: 3, states: [state], what: [what] });
    const { exit, verified, message } = await reported();
    expect({ exit, verified: verified[0] }).toEqual({ exit: 3, verified: null });
    expect(message).toContain('what its newest check found does not match the ledger');
    // Asked again, the API says how it is.
    await world.current.run(`runs verify ${id}`);
    expect(await journalCheck()).toMatchObject({ exit: 0, states: ['intact'] });
    expect((await reported()).exit).toBe(0);
  });

  it('is not believed where it was never found', async () => {
    const [id, file] = await make();
    const found = { row: 1, user_id: 'usr_abc123', verified: 'yes', account_state: 'deactivated' };
    const rest = { verified_at: '2026-03-02T08:00:00.000Z', audit: null, later_run: null };
    writeFileSync(file, `${JSON.stringify({ ...found, ...rest })}\n`, { mode: 0o600 });
    const what = expect.stringMatching(/is in no line: .* verify the run again$/);
    expect(await journalCheck()).toMatchObject({ exit: 3, states: ['not_recorded'], what: [what] });
    expect(await reported()).toMatchObject({
      exit: 3,
      verified: expect.arrayContaining([null]),
      message: expect.stringContaining('is in no line of the ledger'),
    });
    expect((await world.current.run(`runs verify ${id}`)).exit).toBe(0);
    expect((await reported()).exit).toBe(0);
  });

  it.each<[moment: string, kill: (file: string, before: string) => unknown, verified: string]>([
    ['before its line', (file) => writeFileSync(`${file}.next`, '{"row":1,'), 'yes'],
    ['after its line', (file) => renameSync(file, `${file}.next`), 'yes'],
    [
      'after its line, over an older one',
      (file, before) => {
        renameSync(file, `${file}.next`);
        writeFileSync(file, before, { mode: 0o600 });
      },
      'yes',
    ],
    [
      'after its line, and the next one cannot write its own',
      async (file, before) => {
        renameSync(file, `${file}.next`);
        writeFileSync(file, before, { mode: 0o600 });
        await later(world.current);
        await onFailingDisk(runs(), { call: /^writeSync .*ledger\.jsonl$/ }, async () => {
          expect((await world.current.run('runs verify')).stderr).toContain('could not be kept');
        });
      },
      'yes',
    ],
  ])('is whole, or as before, where the process was killed %s', async (_moment, kill, verified) => {
    const [id, file] = await make();
    await world.current.run(`runs verify ${id}`);
    const before = readFileSync(file, 'utf8');
    await later(world.current);
    await world.current.run(`runs verify ${id}`);
    await kill(file, before);
    expect(await journalCheck()).toMatchObject({ exit: 0, states: ['intact'] });
    expect(await reported()).toMatchObject({ exit: 0, verified: expect.arrayContaining([verified]) });
    await world.current.run(`runs verify ${id}`);
    expect(await journalCheck()).toMatchObject({ exit: 0, states: ['intact'] });
    expect(existsSync(`${file}.next`)).toBe(false);
  });

  it('does not vouch for records that were added to its journal', async () => {
    const [id] = await make();
    const folder = join(runs(), id, 'journal.jsonl');
    const journal = existsSync(folder) ? folder : join(runs(), `${id}.jsonl`);
    edit(journal, (text) => `${text}${text.split('\n').at(-2)}\n`);
    expect(await journalCheck()).toMatchObject({ exit: 3, states: ['longer'] });
    await world.current.run(`runs verify ${id}`);
    expect(await journalCheck()).toMatchObject({ exit: 3, states: ['longer'] });
  });

  it('leaves a run out of the ledger that was put there', async () => {
    const [id, file] = await make();
    const line = lines()[0];
    await world.current.run(`users deactivate usr_zoe01 ${ORG}`);
    const text = readFileSync(ledger(), 'utf8').split('\n')[1] ?? '';
    const first = { ...JSON.parse(text), at: line.at, previous: null };
    writeFileSync(ledger(), `${JSON.stringify(first)}\n`);
    const { exit, stdout } = await world.current.run(`runs verify ${id} --json`);
    expect({ exit, digest: JSON.parse(stdout).summary.ledger_digest }).toEqual({ exit: 0, digest: null });
    expect(existsSync(file)).toBe(true);
    expect(lines()).toHaveLength(1);
  });

  it.each<[which: string, more: (first: string, unread: string) => string, isKept: boolean]>([
    ['the newest of the run', (_, unread) => unread, false],
    ['one of the run before the newest', (first, unread) => unread + first, true],
    ['one of another run', (_, unread) => unread.replace('20260301', '20260302'), true],
  ])('is kept unless the line that cannot be read is the newest of the run: %s', async (_, more, isKept) => {
    const [id, file] = await make();
    await world.current.run(`runs verify ${id}`);
    const found = readFileSync(file, 'utf8');
    const first = `${readFileSync(ledger(), 'utf8').split('\n')[0]}\n`;
    edit(ledger(), (text) => text + more(first, first.replace('"length"', '"lenght"')));
    const whole = readFileSync(ledger(), 'utf8');
    await later(world.current);
    const { exit, stdout, stderr } = await world.current.run(`runs verify ${id} --json`);
    const { ledger_digest } = JSON.parse(stdout).summary;
    expect({ exit, isKept: ledger_digest !== null }).toEqual({ exit: 0, isKept });
    expect(stderr.includes(`${id} could not be kept: its line in the ledger cannot be read\n`)).toBe(!isKept);
    expect(readFileSync(file, 'utf8') === found).toBe(!isKept);
    expect(readFileSync(ledger(), 'utf8') === whole).toBe(!isKept);
    expect(await journalCheck()).toMatchObject({ exit: 3, states: ['broken', 'intact'] });
  });

  it('gets a line for a run that is older than the ledger', async () => {
    const [id] = await make();
    rmSync(ledger());
    expect((await world.current.run(`runs verify ${id}`)).exit).toBe(0);
    expect(lines().map(({ verified }) => verified === undefined)).toEqual([true, false]);
    expect(await journalCheck()).toMatchObject({ exit: 0, states: ['intact'] });
  });

  it('goes with the run that is deleted', async () => {
    const [id, file] = await make();
    await world.current.run(`runs verify ${id}`);
    writeFileSync(`${file}.next`, '{}\n');
    await later(world.current);
    const { exit, stderr } = await world.current.run('runs delete --before 2100-01-01 --yes');
    expect({ exit, stderr }).toMatchObject({ exit: 0 });
    expect([file, `${file}.next`].filter((name) => existsSync(name))).toEqual([]);
    expect(await journalCheck()).toMatchObject({ exit: 0, states: ['deleted'] });
  });

  it('by two at once is that of one of them, whole', async () => {
    const [id] = await make();
    const ended = await Promise.all([1, 2, 3].map(() => world.current.run(`runs verify ${id} -q`)));
    expect(ended.map(({ exit }) => exit)).toEqual([0, 0, 0]);
    expect(lines()).toHaveLength(4);
    expect(await journalCheck()).toMatchObject({ exit: 0, states: ['intact'] });
  });
});

it.each([
  [
    'a run of many',
    () => deactivateFrom(world.current, 'usr_nobody\nusr_def456\n', '--yes -q'),
    (id: string) => join(runs(), id, 'journal.jsonl'),
  ],
  [
    'a single change',
    () => world.current.run(`users deactivate usr_nobody ${ORG}`, { pid: DEAD }),
    (id: string) => join(runs(), `${id}.jsonl`),
  ],
])('a report leaves out what is older than a request without an answer: %s', async (_, make, journalOf) => {
  await make();
  const id = lines()[0].run_id;
  await world.current.run(`runs verify ${id}`);
  // As a retry leaves it that was killed.
  edit(journalOf(id), (text) => `${text}{"sent":1}\n`);
  markAtWork(runs(), id, thisHolder({ pid: DEAD, isAlive: () => false }, world.current.clock.now()));
  const told = async () => (await world.current.run('runs report --since 2026-01-01 --markdown -')).stdout;
  const WORDS = 'what was verified of 1 person is from before a request that has no answer, and is left out';
  expect((await reported()).verified[0]).toBe(null);
  expect(await told()).toContain(WORDS);
  await world.current.run(`runs verify ${id}`);
  expect((await reported()).verified[0]).toBe('differs');
  expect(await told()).not.toContain(WORDS);
});
