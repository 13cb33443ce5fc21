import { describe, expect, it } from 'vitest';
import { type Process, useProcesses } from './process.ts';

// A process takes a fraction of a second to start, and several where the machine is busy.
const TIMEOUT_MS = 30_000;

const world = useProcesses();

/** A run of so many users whose process waits for its answers, eight at once. */
async function runInFlight(users: number): Promise<Process> {
  await world.current.leavers(users);
  const begun = world.current.startRun();
  await world.current.requests(12);
  await world.current.hold(8);
  return begun;
}

/** What a run of many ended with: resumed to its end, and its summary as it is shown then. */
async function resumed(run: string) {
  expect((await world.current.run(`runs resume ${run} --yes`)).exit).toBe(0);
  return JSON.parse((await world.current.run(`runs show ${run} --json`)).stdout).summary;
}

/** A run that takes longer than a second, as on a slow machine, tells once how far it is. */
const withoutProgress = (stderr: string): string =>
  stderr.replace(/^note: \S+: \d+ of 100 done, \d+ failed, .+\n/m, '');

const theRun = (): string => world.current.runs()[0] ?? '';

describe('two processes on one run', { timeout: TIMEOUT_MS }, () => {
  it('are one that works and one that says who holds it', async () => {
    const begun = await runInFlight(40);
    begun.kill('SIGKILL');
    await begun.ended;
    world.current.release();
    const run = theRun();

    // Nothing is answered before one of them has given up, so the other cannot be done by then.
    const held = world.current.hold(1);
    const both = [1, 2].map(() => world.current.start(`runs resume ${run} --yes -o jsonl`));
    const ends = both.map(async (process) => ({ process, ...(await process.ended) }));
    const [refused] = await Promise.all([Promise.race(ends), held]);
    const worker = both.find((process) => process !== refused.process);
    expect(refused).toMatchObject({ exit: 1, stdout: '' });
    expect(JSON.parse(refused.stderr).error).toMatchObject({
      code: 'RUN_HELD',
      message: expect.stringContaining(`process ${worker?.pid} on `),
    });
    world.current.release();
    expect(await worker?.ended).toMatchObject({ exit: 0 });

    const { summary } = JSON.parse((await world.current.run(`runs show ${run} --json`)).stdout);
    expect(summary).toMatchObject({ total: 40, failed: 0, unknown: 0, not_sent: 0, exit_code: 0 });
    expect(await world.current.changes()).toHaveLength(40);
  });

  it('are refused the run that the first one has just begun, too', async () => {
    const begun = await runInFlight(40);
    const { exit, stderr } = await world.current.run(`runs resume ${theRun()} --yes`);
    expect(exit).toBe(1);
    expect(stderr).toContain(`error: process ${begun.pid} on `);
    world.current.release();
    expect((await begun.ended).exit).toBe(0);
    expect(await world.current.changes()).toHaveLength(40);
  });
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s during a run', { timeout: TIMEOUT_MS }, (signal) => {
  it('finishes what is in flight, sends no more, and says how to go on', async () => {
    const process = await runInFlight(300);
    process.kill(signal);
    world.current.release();
    const { exit, stdout, stderr } = await process.ended;
    const run = theRun();
    expect({ exit, stderr }).toMatchObject({ exit: 130, stderr: expect.stringContaining('INTERRUPTED') });
    expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '').error).toMatchObject({
      code: 'INTERRUPTED',
      hint: `aitronos runs resume ${run}`,
    });
    const outcomes: string[] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).outcome);
    const sent = world.current.arrived;
    expect(sent).toBeLessThan(300);
    expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(sent);
    expect(outcomes.filter((outcome) => outcome === 'not_sent')).toHaveLength(300 - sent);

    expect(await resumed(run)).toMatchObject({ total: 300, changed: 300, exit_code: 0 });
    expect(await world.current.changes()).toHaveLength(300);
  });

  it('ends the process at once when it comes again; what was in flight is asked about later', async () => {
    const process = await runInFlight(40);
    // Two signals of a kind may reach a process as one, so it is sent until the process is gone.
    let gone = false;
    const ended = process.ended.finally(() => {
      gone = true;
    });
    for (; !gone; await new Promise((next) => setTimeout(next, 10))) process.kill(signal);
    // The first one may have been heard, and told of as far as there was time.
    const stderr = expect.stringMatching(
      /^(note: \S+: stopping once .+\n(note: a second .+\n(note: to continue later: .+\n)?)?)?$/,
    );
    expect(await ended).toMatchObject({ signal, stderr });
    world.current.release();

    const { changed, recovered } = await resumed(theRun());
    expect(recovered).toBeGreaterThanOrEqual(8);
    expect(changed + recovered).toBe(40);
    expect(await world.current.changes()).toHaveLength(40);
  });
});

describe('SIGTERM after SIGINT', { timeout: TIMEOUT_MS }, () => {
  it('is the second one', async () => {
    const process = await runInFlight(40);
    process.kill('SIGINT');
    process.kill('SIGTERM');
    expect((await process.ended).signal).toMatch(/^SIG(INT|TERM)$/);
  });
});

describe('a run as a process', { timeout: TIMEOUT_MS }, () => {
  it('says nothing beside its notes, however many it sends at once', async () => {
    await world.current.leavers(100);
    const { stderr } = await world.current.startRun().ended;
    expect(withoutProgress(stderr)).toMatch(/^(note: .+\n){2}$/);
    const undone = await world.current.run(`runs undo ${theRun()} --yes -o csv --concurrency 64`);
    expect(withoutProgress(undone.stderr)).toMatch(/^(note: .+\n){2}$/);
  });
});
