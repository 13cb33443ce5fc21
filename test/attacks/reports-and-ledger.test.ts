import { appendFile, cp, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { answer, deactivateFrom, later, list } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const PERIOD = '--since 2026-03-01 --until 2026-03-31 --time-zone UTC';
const at = (...names: string[]) => join(world.current.home, 'state', 'runs', ...names);
const journal = (run_id: string) => at(run_id, 'journal.jsonl');

let FIRST = '';
let SECOND = '';

beforeEach(async () => {
  const w = world.current;
  await w.sandbox({ users: 10 });
  FIRST = answer(await deactivateFrom(w, list(2), '--yes --json')).summary.run_id;
  await later(w);
  SECOND = answer(await deactivateFrom(w, 'usr_000003\n', '--yes --json')).summary.run_id;
  await later(w);
});

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/** Puts a copy of the first run there, dated after the second. */
async function plant(change: (text: string) => string = (text) => text): Promise<string> {
  const planted = FIRST.replace('-12', '-23');
  await cp(at(FIRST), at(planted), { recursive: true });
  const date = (text: string) => text.replace('2026-03-01T12:', '2026-03-01T23:');
  await edit(journal(planted), (text) => change(date(text.replaceAll(FIRST, planted))));
  return planted;
}

interface Hidden {
  readonly what: string;
  readonly hide: () => Promise<unknown>;
  /** What the report is of. */
  readonly asked?: () => string;
  readonly gap: () => string;
}

const HIDDEN: readonly Hidden[] = [
  {
    what: 'a run deleted by hand',
    hide: () => rm(at(FIRST), { recursive: true }),
    gap: () => `run ${FIRST}: the ledger has it, and its journal is not there`,
  },
  {
    what: 'the newest run, deleted by hand',
    hide: () => rm(at(SECOND), { recursive: true }),
    asked: () => '',
    gap: () => `run ${SECOND}: the ledger has it, and its journal is not there`,
  },
  {
    what: 'a run put there',
    hide: () => plant(),
    gap: () => `run ${FIRST.replace('-12', '-23')}: no line of the ledger speaks of it`,
  },
  {
    what: 'a run put there without its end',
    hide: () => plant((text) => `${text.split('\n').slice(0, -2).join('\n')}\n`),
    gap: () => `run ${FIRST.replace('-12', '-23')}: no line of the ledger speaks of it; if its process was`,
  },
  {
    what: 'a run put there, and named',
    hide: () => plant(),
    asked: () => FIRST.replace('-12', '-23'),
    gap: () => `run ${FIRST.replace('-12', '-23')}: no line of the ledger speaks of it`,
  },
  {
    what: 'a record put over another',
    hide: () => edit(journal(FIRST), (text) => `${text}${text.split('\n')[3]}\n`),
    gap: () => `run ${FIRST}: 1 line of its journal cannot be true: the row was settled before`,
  },
  {
    what: 'a ledger whose end was cut off',
    hide: () => edit(at('ledger.jsonl'), (text) => `${text.split('\n')[0]}\n`),
    gap: () => `run ${SECOND}: no line of the ledger speaks of it`,
  },
  {
    what: 'a ledger whose first line was taken out',
    hide: () => edit(at('ledger.jsonl'), (text) => text.slice(text.indexOf('\n') + 1)),
    gap: () => `the ledger is inconsistent: line 1: lines before it were taken out; run ${FIRST}: no line`,
  },
  {
    what: 'an edited line of the ledger',
    hide: () => edit(at('ledger.jsonl'), (text) => text.replace('T12:00:00', 'T12:00:01')),
    gap: () => 'the ledger is inconsistent: line 1: line 1 was edited, or lines between it',
  },
  {
    what: 'a line written twice',
    hide: () => edit(at('ledger.jsonl'), (text) => `${text}${text.split('\n')[1]}\n`),
    gap: () => 'the ledger is inconsistent: line 3: it follows line 1, as line 2 does',
  },
];

describe('a report', () => {
  it.each(HIDDEN)('does not pass for the whole evidence with $what', async ({ hide, asked, gap }) => {
    await hide();
    const line = `runs report ${asked?.() ?? PERIOD}`.trim();
    const { exit, stdout, stderr } = await world.current.run(`${line} -o csv`);
    expect(stderr).toContain(`error: the report is incomplete: ${gap()}`);
    expect(exit).toBe(3);
    // The rest is there, and every format says what is missing.
    expect(stdout).toContain('usr_00000');
    for (const format of ['--markdown -', '--html -']) {
      expect((await world.current.run(`${line} ${format}`)).stdout).toContain('This report is incomplete');
    }
  });

  it('says which runs of its period were deleted, and not that there were none', async () => {
    const w = world.current;
    await w.run('runs delete --before 2026-03-02T00:00:00Z --yes');
    const words = `2 runs were deleted by \`runs delete\` and are not in this report: ${FIRST}, ${SECOND}`;
    const { exit, stdout, stderr } = await w.run(`runs report ${PERIOD} --json`);
    expect(stderr).toContain('note: no record is left of a run of this period: runs since 2026-03-01');
    expect(stderr).toContain(`note: ${words}\n`);
    expect(JSON.parse(stdout).summary).toMatchObject({ deleted: [FIRST, SECOND], gaps: [] });
    expect(exit).toBe(0);
    const page = (await w.run(`runs report ${PERIOD} --html -`)).stdout;
    for (const text of [page, (await w.run(`runs report ${PERIOD} --markdown -`)).stdout]) {
      expect(text).toMatch(/2 runs were deleted .*runs delete.* and are not in this report/);
      expect(text).toMatch(/o record is left of a run of this period/);
      expect(text).not.toContain('o run began');
    }
    const other = await w.run('runs report --since 2026-04-01 --time-zone UTC');
    expect(other).toMatchObject({ exit: 0, stderr: expect.not.stringContaining('deleted') });
  });

  it.each([
    ['dated before the ledger', '2026-02-01T23:00:00', async () => {}, 'it was begun before the ledger'],
    [
      'with the mark of a killed process',
      '2026-03-01T23:00:00',
      async (run: string) => {
        await mkdir(at('.at-work'), { recursive: true });
        await writeFile(at('.at-work', run), '{}');
      },
      'its process was killed: the next change records it',
    ],
  ])('says what nothing shows of a run put there %s', async (_what, date, mark, why) => {
    const planted = await plant((text) => text.replace('2026-03-01T23:00:00', date));
    await mark(planted);
    const asked = '--since 2026-02-01 --until 2026-03-31 --time-zone UTC';
    const { exit, stderr } = await world.current.run(`runs report ${asked}`);
    const words = `note: run ${planted}: nothing shows whether it was edited: ${why}\n`;
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.stringContaining(words) });
    expect(stderr.match(/nothing shows/g)).toHaveLength(1);
  });

  it.each([
    ['a last line without its end', () => appendFile(at('ledger.jsonl'), '{"run_id":"2026')],
    ['no ledger, as in older folders', () => rm(at('ledger.jsonl'))],
  ])('is whole with %s', async (_what, change) => {
    await change();
    expect(await world.current.run(`runs report ${PERIOD} -q -o csv`)).toMatchObject({ exit: 0, stderr: '' });
  });

  it.each([
    ['gone', () => rm(at('ledger.jsonl')), PERIOD],
    ['emptied', () => truncate(at('ledger.jsonl')), PERIOD],
    ['cut within its first line', () => truncate(at('ledger.jsonl'), 100), PERIOD],
    ['cut to a byte', () => truncate(at('ledger.jsonl'), 1), ''],
    ['emptied', () => truncate(at('ledger.jsonl')), ''],
    ['emptied', () => truncate(at('ledger.jsonl')), FIRST],
    ['emptied', () => truncate(at('ledger.jsonl')), '--since 2026-04-01 --time-zone UTC'],
  ])('says that the ledger is %s and shows nothing: %s %s', async (_what, change, asked) => {
    const words = 'nothing shows whether runs are missing or were edited: there are runs';
    const whole = await world.current.run(`runs report ${asked}`);
    expect(whole.stderr).not.toContain(words);
    await change();
    const { exit, stderr } = await world.current.run(`runs report ${asked}`);
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining(`note: ${words}`) });
    for (const format of ['--markdown -', '--html -']) {
      const { stdout } = await world.current.run(`runs report ${asked} ${format}`);
      expect(stdout).toContain(words.slice(0, words.indexOf(':')));
    }
  });
});

describe('runs verify', () => {
  const row = (text: string) => text.replace('usr_000002', 'usr_000009');
  it.each([
    [
      'edited rows',
      () => edit(at(FIRST, 'rows.jsonl'), row),
      () => FIRST,
      'its rows are not those that were checked',
    ],
    [
      'an edited journal',
      () => edit(journal(FIRST), row),
      () => FIRST,
      'its journal does not match the ledger',
    ],
    [
      'a run put there',
      () => plant(),
      () => FIRST.replace('-12', '-23'),
      'no line of the ledger speaks of it',
    ],
    ['nothing', async () => {}, () => FIRST, null],
  ])('says of %s whether it asked about what was done', async (_what, change, whose, doubt) => {
    await change();
    const run = whose();
    const { stderr } = await world.current.run(`runs verify ${run}`);
    if (doubt !== null) expect(stderr).toContain(`run ${run} may not be what was done: ${doubt}`);
    else expect(stderr).not.toContain('may not be');
  });
});
