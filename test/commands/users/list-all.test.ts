import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';

const world = useWorld();
const MEMBERS = 10_000;
const LATENCY_MS = 20;
const IN_FLIGHT = 4;

describe('users list --all of ten thousand', () => {
  it('takes hardly longer than its pages must, and prints everybody once', async () => {
    await world.current.sandbox({ users: MEMBERS, latency_ms: LATENCY_MS });
    const started = world.current.clock.now();
    const { exit, stdout } = await world.current.run('users list --all -o jsonl --org org_xyz789');
    const took = world.current.clock.now() - started;
    expect(exit).toBe(0);
    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).user_id);
    expect(new Set(ids).size).toBe(MEMBERS);
    expect(ids).toHaveLength(MEMBERS);
    const pages = world.current.requests.length;
    expect(pages).toBe(Math.ceil((MEMBERS - 1) / 99));
    expect(took).toBeLessThanOrEqual((1.2 * pages * LATENCY_MS) / IN_FLIGHT);
  });

  it('goes on printing while pages are fetched', async () => {
    await world.current.sandbox({ users: MEMBERS, latency_ms: LATENCY_MS });
    const listing = world.current.run('users list --all -o csv --org org_xyz789');
    await world.current.output(/usr_000050/);
    expect(world.current.requests.length).toBeLessThan(20);
    expect((await listing).exit).toBe(0);
  });

  it('stops fetching when nobody reads any more', async () => {
    await world.current.sandbox({ users: MEMBERS, latency_ms: LATENCY_MS });
    const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(gone) });
    stdout.on('error', () => {});
    const { exit, stderr } = await world.current.run('users list --all -o jsonl --org org_xyz789', {
      stdout,
    });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(world.current.requests.length).toBeLessThan(20);
  });

  it('is not read for the eleven addresses of a run: they are searched for, four at once', async () => {
    await world.current.sandbox({ users: MEMBERS, latency_ms: LATENCY_MS });
    const members = await world.current.run('users list --limit 11 --json --org org_xyz789');
    const emails = JSON.parse(members.stdout).map(({ email }: { email: string }) => email);
    const before = world.current.requests.length;
    const started = world.current.clock.now();
    const ended = await world.current.run('users reactivate --from - --org org_xyz789 --dry-run --json', {
      stdin: `email\n${emails.join('\n')}\n`,
    });
    expect(ended.exit).toBe(0);
    expect(JSON.parse(ended.stdout).requests).toHaveLength(11);
    expect(world.current.requests.length - before).toBe(1 + 11);
    expect(world.current.clock.now() - started).toBe((1 + 3) * LATENCY_MS);
  });

  it('costs a run of a thousand addresses eleven requests more than ids would', {
    timeout: 20_000,
  }, async () => {
    await world.current.sandbox({ users: 1000 });
    const members = await world.current.run('users list --all --json --org org_xyz789');
    const rows = JSON.parse(members.stdout);
    const before = world.current.requests.length;
    const addresses = rows.slice(0, 1000).map(({ email }: { email: string }) => email);
    const stdin = `email\n${addresses.join('\n')}\n`;
    const ended = await world.current.run(
      'users reactivate --from - --org org_xyz789 --yes --no-check -o jsonl',
      { stdin },
    );
    expect(ended.exit).toBe(0);
    const more = world.current.requests.length - before - addresses.length;
    expect(more).toBeLessThanOrEqual(11);
  });
});
