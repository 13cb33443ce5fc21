import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deactivateFrom, list, summary } from '../commands/users/many/leavers.ts';
import { SIGNED_OUT, useWorld } from '../world.ts';

const world = useWorld();
const run = (line: string) => world.current.run(line, { env: SIGNED_OUT });
const asked = (path: string) => world.current.requests.filter((request) => request.path === path).length;

/** Types the codes one after the other, the first one after a wait. */
const signIn = (password = 'sandbox-password', codes: readonly string[] = ['1234'], wait_ms = 0) =>
  world.current.run('auth login --email ada@example.com', {
    env: SIGNED_OUT,
    terminal: true,
    answers: [
      ['Password', `${password}\r`],
      ...codes.map((code, index) => ['Code', () => later(index === 0 ? wait_ms : 0, `${code}\r`)] as const),
    ],
  });
async function later(wait_ms: number, keys: string): Promise<string> {
  if (wait_ms > 0) await world.current.clock.sleep(wait_ms);
  return keys;
}

describe('the whole way, against the sandbox', () => {
  it('signs in, says who that is, and signs out for good', async () => {
    expect((await signIn()).exit).toBe(0);
    const status = JSON.parse((await run('auth status --json')).stdout);
    expect(status).toMatchObject({ user_id: 'usr_admin01', source: 'stored', renewable: true });
    expect(status.expires_at).toBe('2026-03-01T13:00:00.000Z');
    const token = (await run('auth token')).stdout.trim();
    expect(await run('auth logout')).toMatchObject({ exit: 0, stderr: '' });
    const again = await world.current.run('auth status', { env: { AITRONOS_ACCESS_TOKEN: token } });
    expect(again).toMatchObject({ exit: 4, stderr: expect.stringContaining('TOKEN_INVALID') });
  });

  it('tells a wrong password and wrong codes apart: exit 4', async () => {
    expect((await signIn('swordfish', [])).stderr).toContain('INVALID_CREDENTIALS');
    expect(asked('/v1/auth/login')).toBe(1);
    expect(await signIn('sandbox-password', ['1111', '2222', '1234'])).toMatchObject({ exit: 0 });
    expect((await signIn('sandbox-password', ['1111', '2222', '3333'])).stderr).toContain('CODE_REFUSED');
  });

  it('says that a code has expired, and goes on with another', async () => {
    const { exit, stderr } = await signIn('sandbox-password', ['1234', 'resend', '1234'], 5 * 60_000);
    expect(exit).toBe(0);
    expect(stderr).toContain('The code has expired');
  });
});

describe.each(['newest', 'older', 'object'] as const)(
  'a run of ten minutes (%s answers to a refresh)',
  (refresh_shape) => {
    it('goes on with tokens of one minute, and loses nothing', async () => {
      const sandbox = await world.current.sandbox({ token_ttl_s: 60, users: 700, refresh_shape });
      expect(sandbox.url).toBe(world.current.url);
      await signIn();
      const ended = await deactivateFrom(world.current, list(600), '--yes --rate 1/s --json', {
        env: SIGNED_OUT,
      });
      expect(ended.exit).toBe(0);
      expect(summary(ended)).toMatchObject({ total: 600, changed: 600, failed: 0, unknown: 0, not_sent: 0 });
      expect(asked('/v1/auth/refresh')).toBeGreaterThanOrEqual(10);
      const file = join(world.current.home, 'config', 'credentials.json');
      expect(JSON.parse(await readFile(file, 'utf8')).profiles.default).toMatchObject({
        user_id: 'usr_admin01',
      });
    });
  },
);
