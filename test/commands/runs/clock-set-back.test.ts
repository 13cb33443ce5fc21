import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { answer, asked, deactivateFrom, later, runFolders } from '../users/many/leavers.ts';

const world = useWorld();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * 24 * 60 * MINUTE;

/** What the clock is ahead, in milliseconds, in the first run and in the later ones. */
const CLOCKS: readonly (readonly [what: string, first: number, then: number])[] = [
  ['is right', 0, 0],
  ['was two years ahead, and is right now', 2 * YEAR, 0],
  ['was a minute ahead, as that of another machine is', MINUTE, 0],
  ['was right, and is of the year 1970 now', 0, -56 * YEAR],
  ['was behind, and is right now', -YEAR, 0],
];

/** Deactivates some people at a time; gives back the id of the run. */
async function deactivate(people: string, ahead_ms: number): Promise<string> {
  const w = world.current;
  await later(w);
  w.clock.ahead_ms = ahead_ms;
  return answer(await deactivateFrom(w, people, '--yes --json')).summary.run_id ?? '';
}

/** The users whom an undo of a run changes. */
async function undo(run_id: string) {
  const w = world.current;
  await later(w);
  w.requests.length = 0;
  const ended = await w.run(`runs undo ${run_id} --yes --json`);
  return { ...ended, undone: asked(w).sort() };
}

describe.each(CLOCKS)('a clock that %s', (_, first, then) => {
  it('leaves out of an undo whom a later run changed', async () => {
    const w = world.current;
    const run = await deactivate('usr_abc123\nusr_def456\n', first);
    w.clock.ahead_ms = then;
    await w.run('users reactivate usr_abc123 --org org_xyz789 --no-check');
    await later(w);
    const newest = await deactivate('usr_abc123\nusr_zoe01\n', then);
    const { stderr, undone } = await undo(run);
    expect(undone).toEqual(['usr_def456']);
    expect(stderr).toContain(`usr_abc123 is left out: run ${newest} changed them later`);
  });

  it('leaves nobody out of an undo whom an earlier run changed', async () => {
    const w = world.current;
    await deactivate('usr_abc123\nusr_def456\n', first);
    w.clock.ahead_ms = then;
    await later(w);
    await w.run('users reactivate usr_abc123 --org org_xyz789 --no-check');
    const run = await deactivate('usr_abc123\nusr_zoe01\n', then);
    expect((await undo(run)).undone).toEqual(['usr_abc123', 'usr_zoe01']);
  });

  it('undoes no run twice, also where the ledger is lost', async () => {
    const w = world.current;
    const run = await deactivate('usr_abc123\nusr_def456\n', first);
    w.clock.ahead_ms = then;
    await undo(run);
    rmSync(join(w.home, 'state', 'runs', 'ledger.jsonl'));
    const { exit, stderr, undone } = await undo(run);
    expect({ exit, undone }).toEqual({ exit: 2, undone: [] });
    expect(stderr).toContain('was undone by run');
  });

  it('lists the newest run first', async () => {
    const run = await deactivate('usr_abc123\nusr_def456\n', first);
    const second = await deactivate('usr_zoe01\n', then);
    const newest = await deactivate('usr_yamada01\n', then);
    const { stdout } = await world.current.run('runs list -o ids');
    expect(stdout).toBe(`${newest}\n${second}\n${run}\n`);
  });

  it('names the later run of a person in a report, and no earlier one', async () => {
    const w = world.current;
    const run = await deactivate('usr_abc123\nusr_def456\n', first);
    w.clock.ahead_ms = then;
    const newest = (await undo(run)).stdout.match(/"run_id": ?"([^"]+)"/)?.[1];
    const ofRun = async (id: string) => (await w.run(`runs report ${id}`)).stdout.split('\n').slice(1, 3);
    for (const line of await ofRun(run)) expect(line).toContain(`reactivated by run ${newest}`);
    for (const line of await ofRun(newest ?? '')) expect(line).not.toContain(`by run ${run}`);
  });

  it('names the later run in a check, and none that ended long before', async () => {
    const w = world.current;
    const old = await deactivate('usr_abc123\nusr_zoe01\n', first - 10 * DAY);
    await w.run('users reactivate usr_abc123 --org org_xyz789 --no-check');
    const run = await deactivate('usr_abc123\nusr_def456\n', first);
    w.clock.ahead_ms = then;
    const newest = (await undo(run)).stdout.match(/"run_id": ?"([^"]+)"/)?.[1];
    for (const [ids, count] of [
      [run, 2],
      [old, 1],
      [`${newest} ${old} ${run}`, 3],
      [`${run} ${newest} ${old}`, 3],
    ] as const) {
      const { stderr } = await w.run(`runs verify ${ids}`);
      const named = [...stderr.matchAll(/run (\S+) changed them later/g)].map(([, id]) => id);
      expect(named, stderr).toEqual(Array(count).fill(newest));
    }
  });

  it('hides no later run that cannot be read', async () => {
    const w = world.current;
    const run = await deactivate('usr_abc123\nusr_def456\n', first);
    await later(w);
    w.clock.ahead_ms = then;
    const newest = (await undo(run)).stdout.match(/"run_id": ?"([^"]+)"/)?.[1] ?? '';
    writeFileSync(join(w.home, 'state/runs', newest, 'journal.jsonl'), 'damaged\n');
    const words = `run ${newest} cannot be read: whom it changed`;
    expect((await undo(run)).stderr).toContain(words);
    for (const verb of ['report', 'verify'])
      expect((await w.run(`runs ${verb} ${run}`)).stderr).toContain(words);
  });

  it('is no reason to take an old run for the newest', async () => {
    const w = world.current;
    await deactivate('usr_def456\nusr_ops01\n', first);
    const newest = await deactivate('usr_abc123\nusr_zoe01\n', then);
    expect(await runFolders(w)).toHaveLength(2);
    for (const line of ['runs show', 'runs verify', 'runs show'])
      expect((await w.run(line)).stderr).toContain(newest);
  });
});
