import { expect, it } from 'vitest';
import { type EndedProcess, type Process, useProcesses } from '../runs/process.ts';

const ROWS = 300;
const KILLS = 40;
const SEED = 20261123;
// While its rows are checked, while it takes the lock (whoever comes next waits five seconds for it), and at two later writes.
const FILE_EVENTS = [1, 1, 5, 9];
const TIMEOUT_MS = 60_000;

const world = useProcesses();

/** When a process is killed: at once, after so many things happened to its files, or when so many of its requests arrived. */
interface Moment {
  readonly what: 'start' | 'files' | 'requests';
  readonly count: number;
}

/** A dozen requests at most, most of which ask again about what was cut off before: so forty fit into one run. */
function moments(): Moment[] {
  const random = randomNumbers(SEED);
  return Array.from({ length: KILLS }, (_, index) => {
    if (index % 10 === 0) return { what: 'start', count: 0 };
    if (index % 10 === 1) return { what: 'files', count: FILE_EVENTS[Math.floor(index / 10)] ?? 1 };
    return { what: 'requests', count: 1 + Math.floor(random() * 12) };
  });
}

/** mulberry32 */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const theRun = (): string | undefined => world.current.runs()[0];

/** Begins the run, or goes on with it when it has begun. */
function goOn(): Process {
  const run = theRun();
  return run === undefined ? world.current.startRun() : world.current.start(`runs resume ${run} --yes`);
}

async function killedAt({ what, count }: Moment): Promise<EndedProcess> {
  const reached = {
    start: () => Promise.resolve(),
    files: () => world.current.fileEvents(theRun(), count),
    requests: () => world.current.requests(count),
  }[what]();
  const process = goOn();
  await Promise.race([reached, process.ended]);
  process.kill('SIGKILL');
  return process.ended;
}

const SETTLED = ['changed', 'unchanged', 'recovered', 'failed'];

it(
  `is killed at ${KILLS} moments, and yet every user is deactivated once, recorded once and reactivated by undo`,
  async () => {
    const ids = await world.current.leavers(ROWS);
    const numbers = ids.map((_, index) => index + 1);

    for (const moment of moments()) expect(await killedAt(moment)).toMatchObject({ signal: 'SIGKILL' });
    expect(theRun()).toBeDefined();
    const run = theRun() ?? '';
    const finished = await goOn().ended;
    expect(finished).toMatchObject({ exit: 0 });
    expect(world.current.runs()).toEqual([run]);

    const deactivations = await world.current.changes();
    expect(deactivations.map(({ user_id }) => user_id).sort()).toEqual(ids);
    expect(new Set(deactivations.map(({ account_state }) => account_state))).toEqual(
      new Set(['deactivated']),
    );

    const journal = await world.current.journal(run);
    const settled = journal.filter(({ record }) => record && SETTLED.includes(record.outcome));
    expect(settled.map(({ row = 0 }) => row).sort((a, b) => a - b)).toEqual(numbers);
    expect(settled.filter(({ record }) => record?.changed !== true)).toEqual([]);

    const { summary, results } = JSON.parse((await world.current.run(`runs show ${run} -o json`)).stdout);
    const { changed, recovered, ...others } = summary;
    expect(changed + recovered).toBe(ROWS);
    expect(changed).toBeGreaterThan(0);
    expect(recovered).toBeGreaterThan(0);
    expect(others).toMatchObject({
      total: ROWS,
      unchanged: 0,
      failed: 0,
      unknown: 0,
      not_sent: 0,
      exit_code: 0,
    });
    expect(results.map(({ row }: { row: number }) => row)).toEqual(numbers);
    expect(results.map(({ user_id }: { user_id: string }) => user_id)).toEqual(ids);
    const recorded = new Map(settled.map(({ row, record }) => [row, record]));
    for (const { input, row, ...record } of results) expect(record).toEqual(recorded.get(row));

    expect(await world.current.run(`runs undo ${run} --yes -o jsonl`)).toMatchObject({ exit: 0 });
    const reactivations = (await world.current.changes()).slice(ROWS);
    expect(reactivations.map(({ user_id }) => user_id).sort()).toEqual(ids);
    expect(new Set(reactivations.map(({ account_state }) => account_state))).toEqual(new Set(['active']));
  },
  TIMEOUT_MS,
);

it('has in its journal whatever it has told, when it is killed the moment after', {
  timeout: TIMEOUT_MS,
}, async () => {
  await world.current.leavers(9);
  const process = world.current.startRun();
  // The first goes ahead alone; the others are all under way then, so that nothing more is sent.
  await world.current.requests(2);
  await world.current.hold(8);
  world.current.release(3);
  await process.lines(4);
  process.kill('SIGKILL');
  const { stdout } = await process.ended;
  const told = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).row);
  const journal = await world.current.journal(theRun() ?? '');
  const recorded = journal.filter(({ record }) => record?.outcome === 'changed').map(({ row }) => row);
  expect(told).toHaveLength(4);
  expect(recorded).toEqual(told);
});
