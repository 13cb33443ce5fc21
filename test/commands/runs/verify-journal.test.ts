import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile, chmod, cp, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isFault, verifyJournals } from '../../../src/runs/ledger/checks/verify-journals.ts';
import { sha256Of } from '../../../src/runs/ledger/ledger-line.ts';
import { useWorld } from '../../world.ts';
import { answer, deactivateFrom, errorOf, later, list } from '../users/many/leavers.ts';

const world = useWorld();
const FIRST = '20260301-120000-8000';
const LINE = 'runs verify --journal';

const runs = () => join(world.current.home, 'state', 'runs');
const ledger = () => join(runs(), 'ledger.jsonl');
const journal = (run = FIRST) => join(runs(), run, 'journal.jsonl');
let SECOND = '';

/** Python itself: `python3` may be a script that looks for it first. Empty where there is none. */
const python = spawnSync('python3', ['-c', 'print(__import__("sys").executable)'], { encoding: 'utf8' });
const hasPython = python.status === 0;
const page = readFileSync(new URL('../../../docs/evidence.md', import.meta.url), 'utf8');
/** The lines of Python that docs/evidence.md shows. */
const PYTHON = /```python\n(.*?)```/s.exec(page)?.[1] ?? '';

/** What somebody sees who believes nothing of this program: the digest alone where all is as recorded. */
const recompute = () => spawnSync(python.stdout.trim(), ['-', runs()], { input: PYTHON, encoding: 'utf8' });

/** Two runs of many, of which the second was retried: made once, because no test sends anything. */
const kept = mkdtempSync(join(tmpdir(), 'two-runs-'));
afterAll(() => rm(kept, { recursive: true }));

async function twoRuns(): Promise<void> {
  const w = world.current;
  await w.sandbox({ users: 40 });
  await deactivateFrom(w, list(2));
  await later(w);
  SECOND = answer(await deactivateFrom(w, 'usr_000003\nusr_nobody\n', '--yes --json')).summary.run_id;
  await later(w);
  await w.run(`runs retry ${SECOND} --yes`);
  w.requests.length = 0;
  await cp(runs(), kept, { recursive: true });
}

beforeEach(async () => {
  if (SECOND === '') await twoRuns();
  else await cp(kept, runs(), { recursive: true });
});

afterEach(() => vi.restoreAllMocks());

/** Edits a file as a text. */
async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}

const lineOf = (text: string, number: number) => text.split('\n')[number - 1] ?? '';
const without = (number: number) => (text: string) =>
  text
    .split('\n')
    .toSpliced(number - 1, 1)
    .join('\n');

/** Deletes the first run with a line in the ledger that has the digest of its journal as it is after a change. */
async function deleteAs(change: (text: string) => string): Promise<void> {
  await record(change(await readFile(journal(), 'utf8')), { deleted: true });
  await rm(join(runs(), FIRST), { recursive: true });
}

/** Appends a line to the ledger with the digest of this journal of the first run. */
async function record(text: string, more: object = {}): Promise<void> {
  const previous = sha256Of((await readFile(ledger(), 'utf8')).trimEnd().split('\n').at(-1) ?? '');
  const entry = { run_id: FIRST, at: '2026-03-02T12:00:00.000Z', length: Buffer.byteLength(text) };
  const line = { ...entry, sha256: sha256Of(text), previous, ...more };
  await appendFile(ledger(), `${JSON.stringify(line)}\n`);
}

/** Adds to the journal of the first run what is made of it, and leaves the mark of a killed process. */
async function addAsKilled(more: (text: string) => string): Promise<void> {
  await edit(journal(), (text) => `${text}${more(text)}\n`);
  await mkdir(join(runs(), '.at-work'), { recursive: true });
  await writeFile(join(runs(), '.at-work', FIRST), '{}');
}

/** The same, with the line that the next change writes. */
async function addAsRecorded(more: (text: string) => string): Promise<void> {
  await addAsKilled(more);
  await rm(join(runs(), '.at-work'), { recursive: true });
  await record(await readFile(journal(), 'utf8'));
}

interface Spoilt {
  readonly what: string;
  readonly spoil: () => Promise<unknown>;
  /** What is found: run, line and state of each. */
  readonly found: () => readonly (readonly [run: string | null, line: number | null, state: string])[];
  /** Where the bytes are as recorded. */
  readonly isUnseenByPython?: true;
}

/** What no process adds to a run. */
const ADDED: readonly { readonly what: string; readonly more: (text: string) => string }[] = [
  {
    what: 'another record of a row that is done',
    more: (text) => lineOf(text, 4).replace('"changed":true', '"changed":null'),
  },
  { what: 'a row that is done, sent again', more: () => '{"sent":1}' },
  { what: 'nonsense', more: () => 'nonsense' },
];

const SPOILT: readonly Spoilt[] = [
  {
    what: 'an edited record',
    spoil: () => edit(journal(), (text) => text.replace('"changed":true', '"changed":null')),
    found: () => [[FIRST, 1, 'edited']],
  },
  {
    what: 'a record edited in the part that only the second line of its run covers',
    spoil: () => edit(journal(SECOND), (text) => text.replace(/"exit_code":3(}}\n)$/, '"exit_code":0$1')),
    found: () => [[SECOND, 3, 'edited']],
  },
  {
    what: 'a record edited that two lines of its run cover',
    spoil: () => edit(journal(SECOND), (text) => text.replace('"changed":true', '"changed":null')),
    found: () => [[SECOND, 2, 'edited']],
  },
  {
    what: 'a journal cut behind its header, of a run with two lines',
    spoil: () => edit(journal(SECOND), (text) => `${lineOf(text, 1)}\n`),
    found: () => [[SECOND, 2, 'shorter']],
  },
  {
    what: 'edited rows',
    spoil: () => appendFile(join(runs(), FIRST, 'rows.jsonl'), '\n'),
    found: () => [[FIRST, 1, 'edited']],
  },
  {
    what: 'rows that are gone',
    spoil: () => rm(join(runs(), FIRST, 'rows.jsonl')),
    found: () => [[FIRST, 1, 'edited']],
  },
  {
    what: 'a run deleted by hand',
    spoil: () => rm(join(runs(), SECOND), { recursive: true }),
    found: () => [[SECOND, 3, 'gone']],
  },
  {
    what: 'a journal that lost its last line',
    spoil: () => edit(journal(), (text) => `${text.split('\n').slice(0, -2).join('\n')}\n`),
    found: () => [[FIRST, 1, 'shorter']],
  },
  {
    what: 'an empty journal',
    spoil: () => truncate(journal(), 0),
    found: () => [[FIRST, 1, 'shorter']],
  },
  {
    what: 'a record added to a run that had ended',
    spoil: () => edit(journal(), (text) => `${text}${lineOf(text, 4)}\n${lineOf(text, 6)}\n`),
    found: () => [[FIRST, 1, 'longer']],
  },
  {
    what: 'nonsense added to a journal',
    spoil: () => appendFile(journal(), 'nonsense\n'),
    found: () => [[FIRST, 1, 'longer']],
  },
  {
    what: 'a run put there',
    spoil: async () => {
      const planted = FIRST.replace('12', '23');
      await cp(join(runs(), FIRST), join(runs(), planted), { recursive: true });
      await edit(journal(planted), (text) =>
        text.replaceAll(FIRST, planted).replace('2026-03-01T12:00:00', '2026-03-01T23:00:00'),
      );
    },
    found: () => [[FIRST.replace('12', '23'), null, 'not_recorded']],
  },
  {
    what: 'a run put there with answers and without an end',
    spoil: async () => {
      const planted = FIRST.replace('12', '23');
      await cp(join(runs(), FIRST), join(runs(), planted), { recursive: true });
      await edit(journal(planted), (text) => {
        const open = text.split('\n').slice(0, -2).join('\n');
        return `${open.replaceAll(FIRST, planted).replace('2026-03-01T12:00:00', '2026-03-01T23:00:00')}\n`;
      });
    },
    found: () => [[FIRST.replace('12', '23'), null, 'not_recorded']],
  },
  {
    what: 'a run put there with no answer but that the user is not there, and without an end',
    spoil: async () => {
      const planted = FIRST.replace('12', '23');
      await cp(join(runs(), FIRST), join(runs(), planted), { recursive: true });
      await edit(journal(planted), (text) => {
        const open = text.split('\n').slice(0, -2).join('\n').replaceAll(FIRST, planted);
        return `${open.replaceAll('"outcome":"changed"', '"outcome":"not_found"').replace('T12:00:00', 'T23:00:00')}\n`;
      });
    },
    found: () => [[FIRST.replace('12', '23'), null, 'not_recorded']],
  },
  {
    what: 'a run whose end, and whose lines at the end of the ledger, were cut off',
    spoil: async () => {
      await edit(ledger(), (text) => `${lineOf(text, 1)}\n`);
      await edit(journal(SECOND), (text) => `${text.split('\n').slice(0, -2).join('\n')}\n`);
    },
    found: () => [[SECOND, null, 'not_recorded']],
  },
  {
    what: 'a ledger with the mark of another program at its beginning',
    spoil: () => edit(ledger(), (text) => `\uFEFF${text}`),
    found: () => [
      [null, 1, 'broken'],
      [FIRST, null, 'not_recorded'],
    ],
  },
  {
    what: 'a line of the ledger that cannot be read',
    spoil: () => edit(ledger(), (text) => text.replace('"length"', '"lenght"')),
    found: () => [
      [FIRST, 1, 'broken'],
      [FIRST, null, 'not_recorded'],
    ],
  },
  {
    what: 'an edited line of the ledger',
    spoil: () => edit(ledger(), (text) => text.replace('T12:00:00', 'T12:00:01')),
    found: () => [[FIRST, 1, 'broken']],
  },
  {
    what: 'a line taken out of the ledger',
    spoil: () => edit(ledger(), without(2)),
    found: () => [[FIRST, 1, 'broken']],
  },
  {
    what: 'the first line taken out of the ledger',
    spoil: () => edit(ledger(), without(1)),
    found: () => [
      [SECOND, 1, 'broken'],
      [FIRST, null, 'not_recorded'],
    ],
  },
  {
    what: 'two lines that follow the same one',
    spoil: () => edit(ledger(), (text) => `${text}${lineOf(text, 2).replace('T12:00:01', 'T12:59:59')}\n`),
    found: () => [[SECOND, 4, 'forked']],
  },
  {
    what: 'a line written twice',
    spoil: () => edit(ledger(), (text) => `${text}${lineOf(text, 3)}\n`),
    found: () => [[SECOND, 4, 'forked']],
  },
  {
    what: 'a line that follows nothing, as the first one does',
    spoil: () => edit(ledger(), (text) => `${text}${lineOf(text, 1)}\n`),
    found: () => [[FIRST, 4, 'forked']],
  },
  {
    what: 'a last line without its end',
    spoil: () => edit(ledger(), (text) => text.slice(0, -20)),
    found: () => [
      [null, 3, 'torn'],
      [SECOND, 2, 'longer'],
    ],
  },
  {
    what: 'a ledger that is gone',
    spoil: () => rm(ledger()),
    found: () => [
      [null, null, 'no_ledger'],
      [SECOND, null, 'before_ledger'],
      [FIRST, null, 'before_ledger'],
    ],
  },
  {
    what: 'a ledger that was cut within its first line',
    spoil: () => edit(ledger(), (text) => text.slice(0, 100)),
    found: () => [
      [null, null, 'no_ledger'],
      [null, 1, 'torn'],
      [SECOND, null, 'before_ledger'],
      [FIRST, null, 'before_ledger'],
    ],
  },
  {
    what: 'an emptied ledger',
    spoil: () => truncate(ledger()),
    found: () => [
      [null, null, 'no_ledger'],
      [SECOND, null, 'before_ledger'],
      [FIRST, null, 'before_ledger'],
    ],
  },
  {
    what: 'a record that was added after the end of a run',
    spoil: () =>
      edit(journal(), (text) => `${text}${lineOf(text, 4).replace('"changed":true', '"changed":null')}\n`),
    found: () => [[FIRST, 1, 'longer']],
  },
  {
    what: 'a row that was added as sent after the end of a run',
    spoil: () => appendFile(journal(SECOND), '{"sent":2}\n'),
    found: () => [[SECOND, 3, 'longer']],
  },
  ...ADDED.flatMap(({ what, more }): Spoilt[] => [
    {
      what: `${what}, with the mark of a killed process`,
      spoil: () => addAsKilled(more),
      found: () => [[FIRST, 1, 'unreadable']],
    },
    {
      what: `${what}, recorded as if the run had gone on`,
      spoil: () => addAsRecorded(more),
      found: () => [[FIRST, 4, 'unreadable']],
      isUnseenByPython: true,
    },
  ]),
  {
    what: 'a run that was edited, and deleted then',
    spoil: () => deleteAs((text) => text.replace('"changed":true', '"changed":null')),
    found: () => [[FIRST, 4, 'edited']],
  },
  {
    what: 'a run that was cut off, and deleted then',
    spoil: () => deleteAs((text) => text.split('\n').slice(0, -2).join('\n')),
    found: () => [[FIRST, 4, 'edited']],
  },
  {
    what: 'a journal that others can write',
    spoil: () => chmod(journal(), 0o666),
    found: () => [[FIRST, 1, 'unreadable']],
    isUnseenByPython: true,
  },
  {
    what: 'a journal of another version',
    spoil: () => edit(journal(), (text) => text.replace('{"journal":1', '{"journal":9')),
    found: () => [[FIRST, 1, 'edited']],
  },
];

describe('runs verify --journal', () => {
  it('finds nothing wrong where nothing is, sends nothing, and tells the digest to compare', async () => {
    const { exit, stdout, stderr } = await world.current.run(LINE);
    const digest = sha256Of(lineOf(readFileSync(ledger(), 'utf8'), 3));
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `note: 2 of 2 runs as recorded; 3 lines in the ledger; digest of the last: ${digest}\n`,
    );
    expect(exit).toBe(0);
    expect(world.current.requests).toEqual([]);
    const { summary, results } = JSON.parse((await world.current.run(`${LINE} --json`)).stdout);
    expect(summary).toMatchObject({ lines: 3, runs: 2, intact: 2, broken: 0, ledger_digest: digest });
    expect(results).toEqual([
      { run_id: SECOND, line: 3, state: 'intact', what: null },
      { run_id: FIRST, line: 1, state: 'intact', what: null },
    ]);
  });

  it.skipIf(!hasPython)('and lines of another language find nothing wrong either', () => {
    const digest = sha256Of(lineOf(readFileSync(ledger(), 'utf8'), 3));
    expect(recompute()).toMatchObject({ status: 0, stdout: `${digest}\n`, stderr: '' });
  });

  it.each(SPOILT)(
    'tells $what with its run, and exits with 3',
    async ({ spoil, found, isUnseenByPython = false }) => {
      await spoil();
      if (hasPython) {
        const seen = recompute();
        const isWhole = seen.status === 0 && /^[0-9a-f]{64}\n$/.test(seen.stdout);
        expect(isWhole, seen.stdout).toBe(isUnseenByPython);
      }
      const { exit, stdout, stderr } = await world.current.run(`${LINE} --json`);
      const { summary, results } = JSON.parse(stdout);
      type Told = { run_id: string | null; line: number | null; state: string };
      const told = results.filter(({ state }: Told) => state !== 'intact');
      expect(told.map(({ run_id, line, state }: Told) => [run_id, line, state])).toEqual(found());
      expect(summary.broken).toBe(found().filter(([, , state]) => state !== 'before_ledger').length);
      expect(exit).toBe(3);
      expect(errorOf({ exit, stdout, stderr }).code).toBe('JOURNALS_BROKEN');
      const table = await world.current.run(LINE);
      for (const [run, , state] of found())
        expect(table.stdout).toMatch(new RegExp(`^${run ?? '-'} .*${state}`, 'm'));
    },
  );

  it('compares the runs that are named, by the beginnings of their ids, also those that are gone', async () => {
    await rm(join(runs(), SECOND), { recursive: true });
    await edit(journal(), (text) => text.replace('"changed":true', '"changed":null'));
    const states = async (ids: string) => {
      const { exit, stdout } = await world.current.run(`${LINE} ${ids} -o jsonl`);
      return [
        exit,
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).state),
      ];
    };
    expect(await states(SECOND.slice(0, 15))).toEqual([3, ['gone']]);
    expect(await states(FIRST)).toEqual([3, ['edited']]);
    expect(await states(`${FIRST} ${SECOND}`)).toEqual([3, ['edited', 'gone']]);
    const cure = async (id: string) => (await world.current.run(`${LINE} ${id}`)).stderr;
    expect(await cure(SECOND)).toContain('hint: put back what is gone from a backup; else it stays gone: ');
    expect(await cure(`${FIRST} ${SECOND}`)).toContain('hint: compare the folder with a backup of it');
    expect(await world.current.run(`${LINE} 1999`)).toMatchObject({ exit: 1, stdout: '' });
    expect(await world.current.run([...LINE.split(' '), ''])).toMatchObject({ exit: 2, stdout: '' });
  });

  it('is no judge of a run that was killed: the next change records it', async () => {
    const text = await readFile(journal(), 'utf8');
    const killed = FIRST.replace('12', '23');
    await mkdir(join(runs(), killed));
    await cp(join(runs(), FIRST, 'rows.jsonl'), join(runs(), killed, 'rows.jsonl'));
    const cut = text.replaceAll(FIRST, killed).split('\n').slice(0, 3).join('\n');
    await writeFile(journal(killed), `${cut}\n{"row":1,"at"`);
    const { exit, stdout } = await world.current.run(`${LINE} -o csv`);
    expect(stdout).toContain(`${killed},,not_yet_recorded,its process was killed`);
    expect(exit).toBe(0);
  });

  it('is no judge of runs that are older than the ledger', async () => {
    await rm(ledger());
    // What was found of one then is in no line either.
    await writeFile(join(runs(), FIRST, 'verified.jsonl'), '', { mode: 0o600 });
    world.current.clock.ahead_ms = 60_000;
    await world.current.run('users deactivate usr_000009 --org org_xyz789 --transfer-to dept_eng001');
    const { exit, stdout } = await world.current.run(`${LINE} --json`);
    const states = JSON.parse(stdout).results.map(({ state }: { state: string }) => state);
    expect({ exit, states }).toEqual({ exit: 0, states: ['intact', 'before_ledger', 'before_ledger'] });
  });

  it.each([
    ['once', without(3), 2],
    ['once, the first lines of all', () => '', 2],
    ['without end', without(3), 5],
  ])('looks again where another process writes meanwhile: %s', async (_how, before, turns) => {
    const whole = await readFile(ledger(), 'utf8');
    await edit(ledger(), before);
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(setImmediate as never);
    const asked = { pid: 1, isAlive: () => false, clock: world.current.clock };
    let turn = 0;
    const { findings } = await verifyJournals(runs(), asked, (all) => {
      turn += 1;
      writeFileSync(ledger(), turns === 2 ? whole : `${without(3)(whole)}${'x'.repeat(turn)}`);
      return all;
    });
    const states = new Set(findings.filter((found) => !isFault(found)).map(({ state }) => state));
    expect({ turn, isBroken: findings.some(isFault) }).toEqual({ turn: turns, isBroken: turns > 2 });
    expect([...states]).toEqual(['intact']);
  });

  it('looks at a run again until it is recorded, and at none that comes meanwhile', async () => {
    for (const user of ['usr_000010', 'usr_000011', 'usr_000012', 'usr_000013', 'usr_000014', 'usr_000015']) {
      world.current.clock.ahead_ms += 60_000;
      await world.current.run(`users deactivate ${user} --org org_xyz789 --transfer-to dept_eng001`);
    }
    const lines = (await readFile(ledger(), 'utf8')).trimEnd().split('\n');
    const begin = (count: number) => lines.slice(0, count).map((line) => `${line}\n`);
    let known = lines.length - 6;
    writeFileSync(ledger(), begin(known).join(''));
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(setImmediate as never);
    const asked = { pid: 1, isAlive: () => false, clock: world.current.clock };
    // Each time, one more run ends after the ledger was read.
    const { findings } = await verifyJournals(runs(), asked, () => {
      known += 1;
      writeFileSync(ledger(), begin(known).join(''));
      return [...new Set(begin(known).map((line) => JSON.parse(line).run_id))];
    });
    expect(findings.filter(isFault)).toEqual([]);
    expect(known).toBe(lines.length - 4);
  });

  it('finds a run as it was deleted, also where a check of it was recorded after further work', async () => {
    const text = await readFile(journal(), 'utf8');
    await record(`${text.split('\n').slice(0, 4).join('\n')}\n`, { verified: sha256Of('') });
    await deleteAs((whole) => whole);
    const { exit, stdout } = await world.current.run(`${LINE} ${FIRST} --json`);
    expect({ exit, state: JSON.parse(stdout).results[0].state }).toEqual({ exit: 0, state: 'deleted' });
  });

  it('is no judge of runs where there are none', async () => {
    await rm(runs(), { recursive: true });
    expect(await world.current.run(LINE)).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'note: there are no runs yet\n',
    });
  });

  it('does not believe a ledger that others can write', async () => {
    await chmod(ledger(), 0o666);
    const { exit, stderr } = await world.current.run(LINE);
    expect(stderr).toContain('can be written by others (mode 0666)');
    expect(exit).toBe(1);
  });

  it('has nothing to wait for', async () => {
    const { exit, stderr } = await world.current.run(`${LINE} --wait 2m`);
    expect({ exit, stderr }).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('--wait and --journal'),
    });
  });

  it.each([
    ['each byte of ledger.jsonl', () => ledger(), 1],
    ['each seventh byte of journal.jsonl', () => journal(SECOND), 7],
    ['each byte of rows.jsonl', () => join(runs(), SECOND, 'rows.jsonl'), 1],
  ])(
    'tells %s that is changed, if only by the digest',
    async (_name, path, step) => {
      const asked = { pid: 1, isAlive: () => false, clock: world.current.clock };
      const verify = () => verifyJournals(runs(), asked, () => [SECOND]);
      const kept = (await verify()).ledger_digest;
      const whole = await readFile(path());
      for (let place = 0; place < whole.length; place += step) {
        const bytes = Buffer.from(whole);
        bytes[place] = (whole[place] ?? 0) ^ (FLIPS[place % FLIPS.length] ?? 1);
        writeFileSync(path(), bytes);
        const { findings, ledger_digest } = await verify();
        expect(findings.some(isFault) || ledger_digest !== kept, `byte ${place}`).toBe(true);
      }
    },
    20_000,
  );
});

const FLIPS = [0x01, 0x20, 0x80, 0x0a];
