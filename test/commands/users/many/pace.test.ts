import { describe, expect, it } from 'vitest';
import type { ArrivedRequest } from '../../../../src/sandbox/request.ts';
import { useWorld } from '../../../world.ts';
import { DONE, deactivateFrom, list, outcomes, runFolders, summary } from './leavers.ts';

const world = useWorld();
const BEGAN = Date.parse('2026-03-01T12:00:00Z');

/** The seconds since the world began at which changes arrive. */
function arrivals() {
  const at: number[] = [];
  const onRequest = ({ method }: ArrivedRequest) => {
    if (method === 'POST') at.push((world.current.clock.now() - BEGAN) / 1000);
  };
  return { at, onRequest };
}

describe('--rate and --concurrency', () => {
  it.each([
    ['--concurrency 0', /--concurrency <n>: expected a whole number from 1 to 64, got "0"/],
    ['--concurrency 65', /a whole number from 1 to 64, got "65"/],
    ['--concurrency many', /a whole number from 1 to 64/],
    ['--rate 0/s', /expected a rate such as 20\/s or 100\/min, got "0\/s"/],
    ['--rate 20', /expected a rate/],
    ['--rate 20/h', /expected a rate/],
    ['--rate 1.5/s', /expected a rate/],
  ])('%s is refused', async (option, words) => {
    const { exit, stdout, stderr } = await deactivateFrom(world.current, list(2), `--yes ${option}`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(world.current.requests).toEqual([]);
    expect(await runFolders(world.current)).toEqual([]);
  });

  it.each([
    ['1/s', 6, 5],
    ['120/min', 10, 4.5],
    ['5/s', 21, 4],
  ])('--rate %s spreads %i requests over %d seconds', async (rate, count, seconds) => {
    const { at, onRequest } = arrivals();
    await world.current.sandbox({ users: 60, onRequest });
    expect((await deactivateFrom(world.current, list(count), `--yes --rate ${rate}`)).exit).toBe(0);
    expect(at).toHaveLength(count);
    expect(at.at(-1)).toBeGreaterThanOrEqual(seconds);
    expect(at.at(-1)).toBeLessThan(seconds + 1);
  });

  it.each([
    [1, 1],
    [3, 3],
    [8, undefined],
    [64, 64],
  ])('no more than %i requests are under way at once', async (most, given) => {
    const { at, onRequest } = arrivals();
    await world.current.sandbox({ users: 300, latency_ms: 1000, onRequest });
    const more = given === undefined ? '--yes' : `--yes --concurrency ${given}`;
    expect((await deactivateFrom(world.current, list(200), more)).exit).toBe(0);
    // Each is held back for a second, so nobody sends twice in one.
    const mostInOne = Math.max(...countBy(at).values());
    expect(mostInOne).toBeLessThanOrEqual(most);
    expect(mostInOne).toBeGreaterThan(most / 2);
  });

  it('all 64 are also used by a run that asked first whether it is allowed', async () => {
    const { at, onRequest } = arrivals();
    await world.current.sandbox({ users: 300, latency_ms: 1000, onRequest });
    const line = 'users reactivate --from - --org org_xyz789 --yes --concurrency 64';
    expect((await world.current.run(line, { stdin: list(200) })).exit).toBe(0);
    expect(Math.max(...countBy(at).values())).toBeGreaterThan(32);
  });

  it('waits for the API’s own time already while it asks whether the run is allowed', async () => {
    const w = world.current;
    const limited = { status: 429, headers: { 'retry-after': '30' } } as const;
    const me = { status: 200, body: { id: 'usr_admin01' } };
    const permissions = {
      status: 200,
      body: { capabilities: ['reactivate_users', 'deactivate_users', 'manage_users'] },
    };
    const done = { status: 200, body: { account_state: 'active' } };
    await w.script(limited, me, permissions, done);
    const ended = await w.run('users reactivate usr_000001 usr_000002 --org org_xyz789 --yes --retries 0');
    expect(ended.exit).toBe(0);
    expect(w.requests).toHaveLength(5);
    expect(w.clock.now() - BEGAN).toBeGreaterThanOrEqual(30_000);
  });

  it('begins at once with as many as the answers to its check let through', async () => {
    const { clock } = world.current;
    const at: number[] = [];
    const onRequest = (path: string) => path.endsWith('/reactivate') && at.push(clock.now());
    await world.current.sandbox({
      users: 60,
      latency_ms: 1000,
      onRequest: (request) => onRequest(request.path),
    });
    const line = 'users reactivate --from - --org org_xyz789 --yes';
    expect((await world.current.run(line, { stdin: list(20) })).exit).toBe(0);
    expect(at).toHaveLength(20);
    expect(new Set(at.slice(0, 8)).size).toBe(1);
    // Where nothing was asked before, one goes ahead.
    at.length = 0;
    await world.current.run(`${line} --no-check`, { stdin: list(20) });
    expect(at).toHaveLength(20);
    expect(at[1]).toBeGreaterThan(at[0] ?? Infinity);
  });
});

function countBy(keys: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

describe('a rate limit', () => {
  it('that is met once pauses all until the time the API names, and every row succeeds', async () => {
    const w = world.current;
    const limited = { status: 429, headers: { 'retry-after': '30' } } as const;
    await w.script(DONE, DONE, limited, DONE);
    const ended = await deactivateFrom(w, list(20), '--yes --json --concurrency 1');
    expect(ended.exit).toBe(0);
    expect(summary(ended)).toMatchObject({ changed: 20, exit_code: 0 });
    expect(w.requests).toHaveLength(21);
    expect(w.clock.now() - BEGAN).toBeGreaterThanOrEqual(30_000);
    expect(w.clock.now() - BEGAN).toBeLessThan(60_000);
  });

  it('of the API’s token bucket is kept to: every row succeeds, and hardly one is refused', async () => {
    const w = world.current;
    await w.sandbox({ users: 300, rate: { count: 20, per_ms: 1000 } });
    const ended = await deactivateFrom(w, list(200), '--yes --json');
    expect(ended.exit).toBe(0);
    expect(outcomes(ended)).toEqual(Array(200).fill('changed'));
    expect(w.requests.length).toBeLessThanOrEqual(210);
    expect(w.clock.now() - BEGAN).toBeLessThan(12_000);
  });

  it('costs no row its retries', async () => {
    const w = world.current;
    await w.sandbox({ users: 60, rate: { count: 2, per_ms: 1000 } });
    const ended = await deactivateFrom(w, list(30), '--yes --json --retries 0 --concurrency 16');
    expect(ended.exit).toBe(0);
    expect(summary(ended).changed).toBe(30);
  });
});
