import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findUndoingRun, readLaterRuns } from '../../src/runs/journal/later/later-runs.ts';
import { journalFile } from '../../src/runs/journal/run-paths.ts';
import { openRun } from '../../src/runs/journal/run-reader.ts';
import { deactivateFrom, file, later, runFolders } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

/** `changed`: true for both users. */
type Told = Partial<Record<'undoes' | 'unreadable', true>> & { readonly changed?: true | 'usr_abc123' };

/** What the later run says in place of what it said, and whom it changed then, or whether it counts as an undo. */
const CASES: readonly (readonly [what: string, edit: readonly (readonly [RegExp, string])[], Told])[] = [
  ['a later run', [], { changed: true }],
  ['one that recovered', [[/"outcome":"changed"/g, '"outcome":"recovered"']], { changed: true }],
  ['one whose answers have no time', [[/"at":"[^"]*",/g, '']], { changed: true }],
  ['one whose answers came before', [[/"at":"[^"]*"/g, '"at":"2026-01-01T10:00:00.000Z"']], {}],
  ['one whose answers came before, by another form of times', [[/"at":"[^"]*"/g, '"at":"2026-01-01"']], {}],
  [
    'one of whose answers one came before',
    [[/"at":"[^"]*"(?=.*usr_def456)/, '"at":"2026-01-01T10:00:00.000Z"']],
    { changed: 'usr_abc123' },
  ],
  ['one that failed', [[/"outcome":"changed"/g, '"outcome":"failed"']], {}],
  [
    'one of another organization',
    [[/"organization_id":"org_xyz789"/g, '"organization_id":"org_other1"']],
    {},
  ],
  ['one at another API', [[/"origin":"[^"]*"/, '"origin":"https://api.example.com"']], {}],
  ['one that undid it', [[/"undoes":null/, '"undoes":"RUN"']], { undoes: true }],
  [
    'one that undid it for nobody',
    [
      [/"undoes":null/, '"undoes":"RUN"'],
      [/"outcome":"changed"/g, '"outcome":"failed"'],
    ],
    {},
  ],
  ['one that cannot be read', [[/^\{/, '']], { unreadable: true }],
];

it('a run of the same second is told by what it says', async () => {
  const w = world.current;
  await deactivateFrom(w, 'usr_abc123\nusr_def456\n', '--yes');
  const path = await file(w, 'back', 'usr_abc123\nusr_def456\n');
  await w.run(`users reactivate --from ${path} --org org_xyz789 --yes`);
  const [run = '', other = ''] = await runFolders(w);
  const runs = join(w.home, 'state', 'runs');
  const journal = join(runs, other, 'journal.jsonl');
  const text = readFileSync(journal, 'utf8');
  const found = await openRun(runs, run);
  for (const [what, edit, told] of CASES) {
    writeFileSync(
      journal,
      edit.reduce((all, [from, to]) => all.replace(from, to.replace('RUN', run)), text),
    );
    const { undone_by, changed, unreadable } = await readLaterRuns(runs, found);
    const undoing = await findUndoingRun(runs, found);
    expect({
      ...{ what, changed: [...changed], unreadable },
      undone_by: [undone_by, undoing].map((each) => each?.header.run_id),
    }).toEqual({
      what,
      changed: (told.changed === true
        ? ['usr_abc123', 'usr_def456']
        : told.changed
          ? [told.changed]
          : []
      ).map((user) => [user, other]),
      unreadable: told.unreadable ? [other] : [],
      undone_by: [told.undoes && other, told.undoes && other],
    });
  }
});

it('a later invitation is told by its address, case folded', async () => {
  const w = world.current;
  await deactivateFrom(w, 'usr_abc123\nusr_def456\n', '--yes');
  await w.run('users invite Sam.New@Example.com --org org_xyz789');
  const runs = join(w.home, 'state', 'runs');
  const [run = ''] = (await runFolders(w)).filter((name) => !name.endsWith('.jsonl'));
  const { changed } = await readLaterRuns(runs, await openRun(runs, run));
  expect([...changed.keys()]).toEqual(['sam.new@example.com']);
});

it('one that is deleted while others are read is none that cannot be read', async () => {
  const w = world.current;
  for (const user of ['usr_abc123', 'usr_def456', 'usr_zoe01']) {
    await deactivateFrom(w, `${user}\n`, '--yes');
    await later(w);
  }
  const [run = '', second = '', third = ''] = await runFolders(w);
  const runs = join(w.home, 'state', 'runs');
  const found = await openRun(runs, run);
  const reading = readLaterRuns(runs, found);
  rmSync(join(runs, third), { recursive: true });
  const { changed, unreadable } = await reading;
  expect({ changed: [...changed.values()], unreadable }).toEqual({ changed: [second], unreadable: [] });
});

it('when each user was changed is left unread where all that a later run did came later', async () => {
  const w = world.current;
  await deactivateFrom(w, 'usr_abc123\nusr_def456\n', '--yes');
  await later(w);
  await w.run('users reactivate usr_abc123 --org org_xyz789');
  const [run = ''] = await runFolders(w);
  const runs = join(w.home, 'state', 'runs');
  const found = await openRun(runs, run);
  rmSync(journalFile(found.path));
  expect([...(await readLaterRuns(runs, found)).changed.keys()]).toEqual(['usr_abc123']);
});

it('what was recovered was done by the run of the same action that changed them meanwhile', async () => {
  const w = world.current;
  const gone = new Set<string>();
  let lost = false;
  await w.script(({ path }) => {
    const id = /usr_\w+/.exec(path)?.[0] ?? '';
    if (id === 'usr_2' && !lost) {
      lost = true;
      return 'reset';
    }
    if (gone.has(id)) return { status: 422, body: { error: { code: 'USER_ALREADY_DEACTIVATED' } } };
    gone.add(id);
    return { status: 200, body: { id, account_state: 'deactivated' } };
  });
  const more = '--yes --no-check --retries 0 --concurrency 1';
  await deactivateFrom(w, 'usr_1\nusr_2\n', more);
  await later(w);
  await deactivateFrom(w, 'usr_2\nusr_3\n', more);
  const [first = '', second = ''] = await runFolders(w);
  await later(w);
  expect((await w.run(`runs resume ${first} --yes`)).exit).toBe(0);
  const runs = join(w.home, 'state', 'runs');
  const laterThan = async (run: string) => [
    ...(await readLaterRuns(runs, await openRun(runs, run))).changed.entries(),
  ];
  expect(await laterThan(first)).toEqual([
    ['usr_2', second],
    ['usr_3', second],
  ]);
  expect(await laterThan(second)).toEqual([]);
});
