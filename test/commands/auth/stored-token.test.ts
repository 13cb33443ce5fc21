import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unasked } from '../../scripted-server.ts';
import { takeBack } from '../../take-back.ts';
import { SIGNED_OUT, useWorld } from '../../world.ts';

const world = useWorld();
const file = () => join(world.current.home, 'config', 'credentials.json');
const login = (token = 'sandbox-access-token\n', more = '') =>
  world.current.run(`auth login --with-token ${more}`, { env: SIGNED_OUT, stdin: token });
const deactivate = (more = '') => world.current.deactivate(more, { env: SIGNED_OUT });

describe('a stored token', () => {
  it('is never sent to another origin', async () => {
    await login();
    const elsewhere = await world.current.script(unasked({ status: 200, body: {} }));
    const { exit, stderr } = await deactivate();
    expect(exit).toBe(4);
    expect(stderr).toMatch(
      /belongs to http:\/\/127\.0\.0\.1:\d+ and is not sent to http:\/\/127\.0\.0\.1:\d+ \(OTHER_ORIGIN\)/,
    );
    expect(elsewhere.requests).toEqual([]);
  });

  it('belongs to its profile', async () => {
    await login('sandbox-access-token', '--profile staging');
    expect((await deactivate()).exit).toBe(4);
    expect((await deactivate('--profile staging')).exit).toBe(0);
    const env = { ...SIGNED_OUT, AITRONOS_PROFILE: 'staging' };
    expect((await world.current.deactivate('', { env })).exit).toBe(0);
  });

  it('gives way to the environment: the access token first, then the API key', async () => {
    await login('stored-token');
    const asked = async (env: Record<string, string | undefined>) => {
      await world.current.run('auth status', { env });
      return world.current.requests.at(-1)?.headers ?? {};
    };
    expect(await asked({ ...SIGNED_OUT })).toMatchObject({ authorization: 'Bearer stored-token' });
    expect(await asked({ ...SIGNED_OUT, AITRONOS_API_KEY: 'key' })).toMatchObject({ 'x-api-key': 'key' });
    expect(await asked({ AITRONOS_ACCESS_TOKEN: 'env', AITRONOS_API_KEY: 'key' })).toMatchObject({
      authorization: 'Bearer env',
    });
  });

  it('that others can read is mended, with a note', async () => {
    await login();
    await chmod(file(), 0o644);
    const { exit, stderr } = await deactivate();
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: `note: others could read ${file()}; changed to mode 0600\n${takeBack()}`,
    });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('is no folder: one in its place, as a mount makes it, is told and keeps its mode', async () => {
    await mkdir(file(), { recursive: true });
    const { exit, stderr } = await deactivate();
    expect({ exit, stderr }).toMatchObject({
      exit: 1,
      stderr: expect.stringMatching(/^error: .* it is a folder/),
    });
    expect((await stat(file())).mode & 0o777).toBe(0o755);
  });

  it('with white space in it is refused before anything is sent', async () => {
    await mkdir(join(world.current.home, 'config'));
    const origin = world.current.url;
    const profiles = { default: { access_token: 'a b', origin } };
    await writeFile(file(), JSON.stringify({ version: 1, profiles }), { mode: 0o600 });
    const { exit, stderr } = await deactivate();
    expect(exit).toBe(4);
    expect(stderr).toContain('the stored access token has a space at position 2');
    expect(world.current.requests).toEqual([]);
  });
});

describe('a credentials file that is not right', () => {
  it.each([
    ['is not JSON', '{"version":1,'],
    ['holds something else', '[]'],
    ['holds profiles of another kind', '{"version":1,"profiles":{"default":"token"}}'],
    ['is of a newer version', '{"version":2,"profiles":{}}'],
  ])('%s: the error names it, nothing is sent, and it stays as it is', async (_what, text) => {
    await mkdir(join(world.current.home, 'config'));
    await writeFile(file(), text, { mode: 0o600 });
    for (const line of ['auth token', 'auth login --with-token', 'auth logout']) {
      const { exit, stderr } = await world.current.run(line, { env: SIGNED_OUT, stdin: 'new-token' });
      expect(exit).toBe(2);
      expect(stderr).toContain(file());
      expect(stderr).toContain('(BAD_FILE)');
    }
    expect((await deactivate()).exit).toBe(2);
    expect(world.current.requests).toEqual([]);
    expect(await readFile(file(), 'utf8')).toBe(text);
  });
});
