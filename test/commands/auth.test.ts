import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const SIGNED_OUT = { AITRONOS_ACCESS_TOKEN: undefined };
const file = () => join(world.current.home, 'config', 'credentials.json');
const login = (token = 'sandbox-access-token\n', more = '') =>
  world.current.run(`auth login --with-token ${more}`, { env: SIGNED_OUT, stdin: token });
const deactivate = (more = '') => world.current.deactivate(more, { env: SIGNED_OUT });

/** A token that says of itself when it ends. */
const jwt = (exp: number) =>
  ['{"alg":"HS256"}', JSON.stringify({ sub: 'usr_1', exp }), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

describe('auth login --with-token', () => {
  it('stores the token from stdin for the API address, and the next call uses it', async () => {
    const { exit, stdout, stderr } = await login();
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toBe(`Signed in to ${world.current.url} as profile default; the token is in ${file()}\n`);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      version: 1,
      profiles: {
        default: {
          access_token: 'sandbox-access-token',
          origin: world.current.url,
          stored_at: '2026-03-01T12:00:00.000Z',
        },
      },
    });
    expect((await deactivate()).exit).toBe(0);
    expect(world.current.requests[0]?.headers['authorization']).toBe('Bearer sandbox-access-token');
  });

  it('keeps the folder and the file to their owner', async () => {
    await login();
    expect((await stat(join(world.current.home, 'config'))).mode & 0o777).toBe(0o700);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await login('another\n');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('never shows the token', async () => {
    for (const manner of ['', '--json', '--debug']) {
      const { stdout, stderr } = await login('sandbox-access-token', manner);
      expect(stdout + stderr).not.toContain('sandbox-access-token');
    }
  });

  it.each([
    ['nothing', '', 'no access token was given'],
    ['a blank line', '\n', 'no access token was given'],
    ['two lines', 'abc\ndef\n', 'cannot be an access token'],
    ['a space', 'abc def', 'cannot be an access token'],
  ])('refuses %s and stores nothing', async (_what, token, words) => {
    const { exit, stderr } = await login(token);
    expect(exit).toBe(4);
    expect(stderr).toContain(words);
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('says that a token of the environment wins over the stored one', async () => {
    const { stderr } = await world.current.run('auth login --with-token', { stdin: 'x' });
    expect(stderr).toBe('note: AITRONOS_ACCESS_TOKEN is set and wins over the stored token\n');
  });

  it('tells when the token ends, where the token says so', async () => {
    const { stdout } = await login(jwt(1_772_370_000), '--json');
    expect(JSON.parse(stdout).expires_at).toBe('2026-03-01T13:00:00.000Z');
    expect(JSON.parse((await login('a.b.c', '--json')).stdout).expires_at).toBeNull();
  });
});

describe('auth login at a terminal', () => {
  it('asks on stderr and does not show what is typed', async () => {
    const options = { env: SIGNED_OUT, terminal: true, stdin: 'sandbox-access-token\r' };
    const { exit, stdout, stderr } = await world.current.run('auth login', options);
    expect(exit).toBe(0);
    expect(stderr).toContain('Access token');
    expect(stdout + stderr).not.toContain('sandbox-access-token');
    expect((await deactivate()).exit).toBe(0);
  });

  it('stores nothing when it is declined: exit 130', async () => {
    const { exit } = await world.current.run('auth login', {
      env: SIGNED_OUT,
      terminal: true,
      stdin: '\u0003',
    });
    expect(exit).toBe(130);
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('without a terminal says how a token can be given', async () => {
    const { exit, stderr } = await world.current.run('auth login', { env: SIGNED_OUT });
    expect(exit).toBe(2);
    expect(stderr).toBe(
      'error: there is no terminal to ask at (USAGE)\nhint: give the token on stdin: --with-token\n',
    );
  });
});

describe('a stored token', () => {
  it('is never sent to another origin', async () => {
    await login();
    const elsewhere = await world.current.script({ status: 200, body: {} });
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
      stderr: `note: others could read ${file()}; mended to mode 0600\n`,
    });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('with white space in it is refused before anything is sent', async () => {
    await mkdir(join(world.current.home, 'config'));
    const origin = world.current.url;
    const profiles = { default: { access_token: 'a b', origin } };
    await writeFile(file(), JSON.stringify({ version: 1, profiles }), { mode: 0o600 });
    const { exit, stderr } = await deactivate();
    expect(exit).toBe(4);
    expect(stderr).toContain('the stored access token has white space');
    expect(world.current.requests).toEqual([]);
  });
});

describe('auth status', () => {
  it('says who, from which source, for which API and until when', async () => {
    const { exit, stdout } = await world.current.run('auth status --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      user_id: 'usr_admin01',
      full_name: 'Ada Admin',
      email: expect.stringContaining('@'),
      kind: 'access_token',
      source: 'AITRONOS_ACCESS_TOKEN',
      profile: 'default',
      api_url: world.current.url,
      expires_at: null,
    });
    const table = await world.current.run('auth status');
    expect(table.stdout).toMatch(/^USER +NAME +EMAIL +SOURCE +PROFILE +API +EXPIRES\nusr_admin01 +Ada Admin/);
  });

  it('exits 4 without a token and with one that is not accepted', async () => {
    const none = await world.current.run('auth status', { env: SIGNED_OUT });
    expect(none.exit).toBe(4);
    expect(world.current.requests).toEqual([]);
    const wrong = await world.current.run('auth status', { env: { AITRONOS_ACCESS_TOKEN: 'wrong' } });
    expect(wrong.exit).toBe(4);
    expect(wrong.stderr).toMatch(
      /\(TOKEN_INVALID, HTTP 401, request req_\w+\)\nhint: sign in with `aitronos auth login`/,
    );
  });
});

describe('auth logout', () => {
  it('forgets the token of the profile, and only that one', async () => {
    await login();
    await login('sandbox-access-token', '--profile staging');
    const { exit, stdout } = await world.current.run('auth logout', { env: SIGNED_OUT });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: 'Signed out of profile default\n' });
    expect((await deactivate()).exit).toBe(4);
    expect((await deactivate('--profile staging')).exit).toBe(0);
  });

  it('is no failure where nothing is stored', async () => {
    const { exit, stdout } = await world.current.run('auth logout --json', { env: SIGNED_OUT });
    expect({ exit, answer: JSON.parse(stdout) }).toEqual({
      exit: 0,
      answer: { profile: 'default', signed_out: false },
    });
  });
});

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
