import { describe, expect, it } from 'vitest';
import { SIGNED_OUT, useWorld } from '../../world.ts';

const world = useWorld();
const login = (token: string) =>
  world.current.run('auth login --with-token', { env: SIGNED_OUT, stdin: token });

describe('auth token', () => {
  it('prints the token that is used, and nothing else', async () => {
    await login('stored-token');
    expect(await world.current.run('auth token', { env: SIGNED_OUT })).toEqual({
      exit: 0,
      stdout: 'stored-token\n',
      stderr: '',
    });
    const fromEnv = await world.current.run('auth token --json');
    expect(JSON.parse(fromEnv.stdout)).toEqual({
      access_token: 'sandbox-access-token',
      source: 'AITRONOS_ACCESS_TOKEN',
    });
  });

  it('has none to print with an API key, and exits 4 when signed out', async () => {
    const key = await world.current.run('auth token', {
      env: { ...SIGNED_OUT, AITRONOS_API_KEY: 'secret-key' },
    });
    expect(key.exit).toBe(2);
    expect(key.stdout + key.stderr).not.toContain('secret-key');
    expect((await world.current.run('auth token', { env: SIGNED_OUT })).exit).toBe(4);
  });
});
