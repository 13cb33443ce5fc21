import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DONE, deactivateFrom, errorOf, later, list } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
/** A process believes for a second that a run is its own. */
const BELIEVED_MS = 1100;

describe('a run that may not be its process’s own any more stops, and says what is known', () => {
  it.each([
    [
      'another process has signed',
      (path: string) => writeFileSync(path, 'another'),
      'RUN_LOST',
      /^another process has taken run \S+ while this one was suspended: nothing more is sent from here$/,
      /^aitronos runs show \S+$/,
    ],
    [
      'the signature cannot be read',
      (path: string) => mkdirSync(path),
      'FILE',
      /^nothing more is sent from here: whether run \S+ is still this process's own cannot be read: it is a folder$/,
      /`aitronos doctor` looks at the files/,
    ],
  ])('%s', async (_what, sign, code, message, hint) => {
    const w = world.current;
    const folder = join(w.home, 'state', 'runs');
    await w.script(() => {
      const [run = ''] = readdirSync(folder).filter((name) => /^\d/.test(name));
      const path = join(folder, run, 'run.holder');
      rmSync(path, { recursive: true });
      sign(path);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BELIEVED_MS);
      return DONE;
    });
    const ended = await deactivateFrom(w, list(3), '--yes --json --concurrency 1');
    expect(ended.exit).toBe(1);
    expect(errorOf(ended)).toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(w.requests).toHaveLength(1);
    expect(readdirSync(folder)).not.toContain('ledger.jsonl');
  });
});

describe('a run whose record is changed while it works says so, and shows nothing of other rows', () => {
  const formats = ['--json', '-o jsonl', '-o csv', ''];
  const moved =
    /^the record of run \S+ was moved or removed while it was at work: nothing more is sent from here$/;
  const changed =
    /^the record of run \S+ was changed or replaced while it was at work: nothing more is sent from here$/;

  it.each<[string, (folder: string, journal: string) => void, RegExp]>([
    ['emptied', (_folder, journal) => truncateSync(journal), changed],
    ['cut short', (_folder, journal) => truncateSync(journal, 100), changed],
    ['added to', (_folder, journal) => writeFileSync(journal, '{}\n', { flag: 'a' }), changed],
    ['replaced by a copy', (_folder, journal) => replaceByCopy(journal), changed],
    ['removed', (folder) => rmSync(folder, { recursive: true }), moved],
    ['moved away', (folder) => renameSync(folder, `${folder}-moved`), moved],
  ])('%s', async (_what, damage, message) => {
    for (const format of formats) {
      const w = world.current;
      const runs = join(w.home, 'state', 'runs');
      await w.script(
        DONE,
        () => {
          const [run = ''] = readdirSync(runs).filter((name) => /^\d/.test(name));
          damage(join(runs, run), join(runs, run, 'journal.jsonl'));
          return DONE;
        },
        DONE,
      );
      const ended = await deactivateFrom(w, list(3), `--yes ${format} --concurrency 1`);
      expect(ended.exit).toBe(1);
      expect(ended.stderr).toMatch(/RUN_LOST/);
      expect(ended.stderr).not.toMatch(/to see them again|DEFECT/);
      if (format.includes('json')) expect(errorOf(ended).message).toMatch(message);
      rmSync(runs, { recursive: true });
    }
  });
});

function replaceByCopy(journal: string): void {
  cpSync(journal, `${journal}.copy`);
  renameSync(`${journal}.copy`, journal);
}

it('a run whose name a power cut took from its folder is kept, however old it is', async () => {
  const w = world.current;
  await w.sandbox({ users: 40 });
  await deactivateFrom(w, list(2));
  const folder = join(w.home, 'state', 'runs');
  const [run = ''] = readdirSync(folder).filter((name) => /^\d/.test(name));
  const unnamed = join(folder, `.${run}`);
  renameSync(join(folder, run), unnamed);
  const before = new Date(Date.now() - 25 * 60 * 60_000);
  for (const name of ['rows.jsonl', 'journal.jsonl', '']) utimesSync(join(unnamed, name), before, before);
  await later(w);
  expect((await deactivateFrom(w, list(3), '--yes -q')).exit).toBe(0);
  expect((await w.run('runs list -o ids')).stdout.split('\n')).toContain(run);
});

it.each([
  ['another process may be writing', 'the next run', 0, true],
  ['nobody has written for a day', 'the next run', 25, false],
  ['another process may be writing', 'runs delete', 0, true],
  ['nobody has written for a day', 'runs delete', 25, false],
])('a draft that %s is left or swept by %s', async (_what, by, age_h, isThere) => {
  const w = world.current;
  const draft = join(w.home, 'state', 'runs', '.20260301-110000-beef');
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(join(draft, 'rows.jsonl'), '{}\n');
  const now = by === 'runs delete' ? w.clock.now() : Date.now();
  const before = new Date(now - age_h * 60 * 60_000);
  for (const name of ['rows.jsonl', '']) utimesSync(join(draft, name), before, before);
  await w.sandbox({ users: 40 });
  const call = () =>
    by === 'runs delete'
      ? w.run('runs delete --before 2020-01-01 --yes')
      : deactivateFrom(w, list(2), '--yes -q');
  expect((await call()).exit).toBe(0);
  expect(existsSync(draft)).toBe(isThere);
});
