import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findUndoingRun, readLaterRuns } from '../../src/runs/journal/later-runs.ts';
import { openRun } from '../../src/runs/journal/run-reader.ts';
import { deactivateFrom, file, runFolders } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

type Told = Partial<Record<'changed' | 'undoes' | 'unreadable', true>>;

/** What the later run says in place of what it said, and whom it changed then, or whether it counts as an undo. */
const CASES: readonly (readonly [what: string, edit: readonly (readonly [RegExp, string])[], Told])[] = [
  ['a later run', [], { changed: true }],
  ['one that recovered', [[/"outcome":"changed"/g, '"outcome":"recovered"']], { changed: true }],
  ['one that failed', [[/"outcome":"changed"/g, '"outcome":"failed"']], {}],
  ['one of another organization', [[/"organization_id":"org_xyz789"/, '"organization_id":"org_other1"']], {}],
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
      changed: told.changed ? ['usr_abc123', 'usr_def456'].map((user) => [user, other]) : [],
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
