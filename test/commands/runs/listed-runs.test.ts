import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEAD, useWorld, type World } from '../../world.ts';
import { deactivateFrom, interruptAfter, list, summary } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const folderJournal = (w: World) => join(w.home, 'state', 'runs', RUN, 'journal.jsonl');
const singleJournal = (w: World) => join(w.home, 'state', 'runs', `${RUN}.jsonl`);

/** Leaves the first lines of a journal, or what else is made of them. */
function edit(path: string, change: (lines: string[]) => readonly string[]): void {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(path, `${change(lines).join('\n')}\n`);
}

/** A journal as a version wrote it that knew less. */
const older = (lines: string[]): string[] =>
  lines.map((line) => {
    const json = JSON.parse(line);
    const { not_found: _, not_due: __, not_chosen: ___, ...ended } = json.ended ?? {};
    return JSON.stringify(json.ended ? { ended } : json);
  });

/** How a run may lie there: the list reads its ends, `runs show` the whole of it. */
const RUNS: readonly (readonly [what: string, begin: (w: World) => Promise<unknown>])[] = [
  ['that ended', (w) => deactivateFrom(w, list(3))],
  ['with failures', (w) => deactivateFrom(w, 'usr_000001\nusr_none01\n')],
  [
    'with rows left out and columns named',
    (w) =>
      deactivateFrom(
        w,
        'user_id,last day,team\nusr_000001,2026-01-01,a\nusr_000002,2027-01-01,b\n',
        '--due --yes',
      ),
  ],
  ['longer than is read at once', (w) => deactivateFrom(w, list(90))],
  [
    'with a longer header than is read at once',
    async (w) => {
      const columns = Array.from({ length: 900 }, (_, index) => `another of many columns ${index}`);
      await deactivateFrom(w, `user_id,${columns.join(',')}\nusr_000001\nusr_000002\n`);
    },
  ],
  ['that was interrupted', (w) => deactivateFrom(w, list(10), '--yes --concurrency 2', interruptAfter(w, 4))],
  [
    'that was cut off',
    async (w) => {
      await deactivateFrom(w, list(3));
      edit(folderJournal(w), (lines) => lines.slice(0, 4));
    },
  ],
  [
    'that was taken up again and cut off',
    async (w) => {
      await deactivateFrom(w, list(3));
      appendFileSync(folderJournal(w), '{"sent":2}\n');
    },
  ],
  [
    'whose last line is torn',
    async (w) => {
      await deactivateFrom(w, list(3));
      appendFileSync(folderJournal(w), '{"sent":');
    },
  ],
  [
    'of an older version',
    async (w) => {
      await deactivateFrom(w, list(3));
      edit(folderJournal(w), older);
    },
  ],
  ['of one', (w) => w.deactivate()],
  [
    'of one that was killed',
    async (w) => {
      await w.deactivate('', { pid: DEAD });
      edit(singleJournal(w), (lines) => lines.slice(0, 2));
    },
  ],
];

describe('runs list says of a run the same as runs show', () => {
  it.each(RUNS)('%s', { timeout: 20_000 }, async (_what, begin) => {
    const w = world.current;
    await w.sandbox({ users: 100 });
    await begin(w);
    const listed = await w.run('runs list --json');
    expect({ exit: listed.exit, stderr: listed.stderr }).toEqual({ exit: 0, stderr: '' });
    const shown = await w.run(`runs show ${RUN} --json`);
    expect(JSON.parse(listed.stdout)).toEqual([summary(shown)]);
    expect(Object.keys(JSON.parse(listed.stdout)[0])).toEqual(Object.keys(summary(shown)));
  });
});

/** What others may put into the folder of runs; a name that ends in `/` is a folder. */
const FOREIGN: readonly string[] = [
  'ledger.jsonl/',
  'old/',
  'lost+found/',
  '.git/',
  '@eaDir/',
  '20260228-120000-8000.jsonl/',
  '20260228/',
  '.DS_Store',
  'Thumbs.db',
  'notes.txt',
  'desktop.ini.jsonl',
];

describe('runs list', () => {
  it.each(FOREIGN)('says nothing of %s among the runs', async (name) => {
    const w = world.current;
    await w.deactivate();
    const path = join(w.home, 'state', 'runs', name);
    rmSync(path.replace(/\/$/, ''), { force: true });
    if (name.endsWith('/')) mkdirSync(path);
    else writeFileSync(path, 'x');
    for (const line of ['runs list -o ids', 'runs delete --before 2020-01-01 --dry-run -o ids']) {
      const { stdout, stderr } = await w.run(line);
      expect(stdout + stderr).not.toContain(`run ${name.replace(/\/$/, '')}`);
    }
    const { exit, stdout, stderr } = await w.run('runs list -o ids');
    expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: `${RUN}\n`, stderr: '' });
  });

  it.each(['20260228-120000-8000', `${RUN}.bak`])(
    'says that a run cannot be read in a folder %s without a name or a record',
    async (name) => {
      const w = world.current;
      await w.deactivate();
      const folder = join(w.home, 'state', 'runs', name);
      mkdirSync(folder, { mode: 0o700 });
      if (name.endsWith('.bak')) writeFileSync(join(folder, 'journal.jsonl'), 'x\n', { mode: 0o600 });
      const { stderr } = await w.run('runs list');
      expect(stderr).toContain(`note: run ${name}: `);
    },
  );

  it.each(['runs show', 'runs verify', 'runs report'])(
    'and %s says so where the newest are two of one second without a record',
    async (line) => {
      const w = world.current;
      await w.deactivate();
      for (const end of ['a', 'b'])
        mkdirSync(join(w.home, 'state', 'runs', `20990101-120000-000${end}`), { mode: 0o700 });
      const { exit, stderr } = await w.run(line);
      expect(exit).toBe(1);
      expect(stderr).toMatch(
        /^error: cannot read .*20990101-120000-000b.*: there is no such file or folder \(FILE\)$/m,
      );
    },
  );
});
