import { mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { deactivateFrom, later, runFolders } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const LATER = '20260301-120001-8000';
const place = (...names: readonly string[]) => join(world.current.home, ...names);

/** Later runs that changed one of the two users of the first, each with the name of its folder or file. */
const RUNS = [
  ['a folder', 'users reactivate usr_abc123 usr_left01 --org org_xyz789 --yes', LATER],
  ['a file', 'users reactivate usr_abc123 --org org_xyz789', `${LATER}.jsonl`],
] as const;

describe.each(RUNS)('a run that was moved, with a link to it in its place: %s', (_what, line, name) => {
  async function move(): Promise<void> {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\nusr_def456\n');
    await later(w);
    await w.run(line);
    mkdirSync(place('disk'));
    renameSync(place('state', 'runs', name), place('disk', name));
    symlinkSync(place('disk', name), place('state', 'runs', name));
  }

  it('is a run to what lists, reports and undoes, and is not deleted', async () => {
    const w = world.current;
    await move();
    const listed = JSON.parse((await w.run('runs list --json')).stdout);
    expect(listed.map(({ run_id }: { run_id: string }) => run_id)).toEqual([LATER, RUN]);
    expect((await w.run('runs report --since 2020-01-01 --json')).stdout).toContain(LATER);
    expect((await w.run(`runs undo ${RUN} --dry-run`)).stderr).toContain(
      `usr_abc123 is left out: run ${LATER} changed them later`,
    );
    const deleted = await w.run('runs delete --before 2030-01-01 --yes');
    expect(deleted.stderr).toContain(`left: run ${LATER}: ${place('state', 'runs', name)} is a link`);
    expect(await runFolders(w)).toEqual([name]);
    expect(readdirSync(place('disk'))).toEqual([name]);
  });

  it('is named wherever its disk is away', async () => {
    const w = world.current;
    await move();
    renameSync(place('disk'), place('away'));
    const [link, target] = [place('state', 'runs', name), place('disk', name)];
    const error =
      name === LATER
        ? `error: ${link} is a link to ${target}, where nothing is (FILE)\nhint: bring it back, or mount its disk`
        : `error: cannot read ${link}: there is no such file or folder (FILE)\nhint: it is a link to ${target}, ` +
          'where nothing is: bring it back, or mount its disk';
    for (const [call, words] of [
      ...['show', 'resume --yes', 'retry --yes', 'undo --yes', 'undo --dry-run', 'verify'].map(
        (verb) => [`runs ${verb} ${LATER}`, error] as const,
      ),
      ['runs list', `note: run ${LATER}: `],
      [
        `runs undo ${RUN} --dry-run`,
        `note: run ${LATER} cannot be read: whom it changed, or undid, is not known`,
      ],
    ] as const) {
      expect((await w.run(call)).stderr).toContain(words);
    }
  });
});

it.each(['latest', 'offboarding of march', RUN.slice(0, -5)])(
  'a link of the user to a run is no second run: %s',
  async (link) => {
    const w = world.current;
    await deactivateFrom(w, 'usr_abc123\nusr_def456\n');
    const words = ['runs list --json', 'runs verify --journal', `runs undo ${RUN} --dry-run`, 'runs show'];
    const seen = async () => {
      const answers = [];
      for (const line of words) answers.push(await w.run(line));
      return answers.map(({ exit, stdout, stderr }) => ({ exit, stdout, stderr }));
    };
    const before = await seen();
    symlinkSync(RUN, place('state', 'runs', link));
    expect(await seen()).toEqual(before);
  },
);
