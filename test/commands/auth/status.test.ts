import { describe, expect, it } from 'vitest';
import { jwt } from '../../auth/jwt.ts';
import { SIGNED_OUT, useWorld } from '../../world.ts';

const world = useWorld();
type Env = Readonly<Record<string, string | undefined>>;
const login = (stdin: string, how = '--with-token') =>
  world.current.run(`auth login ${how}`, { env: SIGNED_OUT, stdin });
const status = (more = '', env: Env = SIGNED_OUT) => world.current.run(`auth status ${more}`, { env });
const answer = async (more = '', env: Env = SIGNED_OUT) =>
  JSON.parse((await status(`${more} --json`, env)).stdout);

/** A token that says whose it is and that it ends so many minutes after noon. */
const endingAt = (minutes: number) => jwt({ sub: 'usr_1', exp: 1_772_366_400 + minutes * 60 });

describe('auth status', () => {
  it('says who, where, from which source, for which API and until when', async () => {
    expect(await answer('', {})).toEqual({
      user_id: 'usr_admin01',
      full_name: 'Ada Admin',
      email: expect.stringContaining('@'),
      organization_id: 'org_xyz789',
      kind: 'access_token',
      source: 'AITRONOS_ACCESS_TOKEN',
      shadows: [],
      store: null,
      profile: 'default',
      api_url: world.current.url,
      expires_at: null,
      expires_in_s: null,
      renewable: false,
    });
    expect(world.current.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/user/me',
    ]);
  });

  it('is a list of facts for a reader, and one row in CSV', async () => {
    const { exit, stdout, stderr } = await status('', {});
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(/^FACT +VALUE\nuser +usr_admin01\nname +Ada Admin\n/);
    expect(stdout).toMatch(/\ntoken source +AITRONOS_ACCESS_TOKEN\n/);
    const csv = (await status('-o csv', {})).stdout.split('\r\n');
    expect(csv[0]).toMatch(/^user_id,full_name,email,organization_id,kind,source,/);
    expect(csv).toHaveLength(3);
  });

  it('names what the credential that counts puts into the shade', async () => {
    await login('stored');
    const env = { AITRONOS_API_KEY: 'key' };
    expect((await answer('--offline', env)).shadows).toEqual(['AITRONOS_API_KEY', 'stored']);
    expect(await answer('--offline', { ...SIGNED_OUT, ...env })).toMatchObject({
      source: 'AITRONOS_API_KEY',
      shadows: ['stored'],
    });
    expect((await status('--offline', env)).stdout).toMatch(/\noverrides +AITRONOS_API_KEY, stored\n/);
  });

  it('exits 4 without a token and with one that is not accepted', async () => {
    const none = await status();
    expect(none.exit).toBe(4);
    expect(world.current.requests).toEqual([]);
    const wrong = await status('', { AITRONOS_ACCESS_TOKEN: 'wrong' });
    expect(wrong.exit).toBe(4);
    expect(wrong.stderr).toMatch(
      /\(TOKEN_INVALID, HTTP 401, request req_\w+\)\nhint: put a good token into AITRONOS_ACCESS_TOKEN, or unset it and sign in: `aitronos auth login`/,
    );
  });

  it.each([
    [1, '60 s'],
    [42, '42 min'],
    [180, '3 h'],
    [72 * 60, '3 days'],
  ])('says when a token ends that has %i minutes, also as "in %s"', async (minutes, span) => {
    await login(endingAt(minutes));
    const { exit, stdout } = await status('--offline');
    expect(exit).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`\\nexpires +2026-03-\\d\\dT\\d\\d:\\d\\d:00\\.000Z \\(in ${span}\\)\\n`),
    );
    expect(await answer('--offline')).toMatchObject({ user_id: 'usr_1', expires_in_s: minutes * 60 });
  });
});

describe('auth status --offline', () => {
  it('asks nobody', async () => {
    await login('access\nrefresh', '--refresh-token-stdin');
    expect(await answer('--offline')).toMatchObject({ source: 'stored', store: 'file', renewable: true });
    expect((await status('--offline')).stdout).toMatch(/\nrenewal +automatic\n/);
    expect(world.current.requests).toEqual([]);
  });

  it('exits 4 for a token that has ended, unless it can be renewed', async () => {
    await login(endingAt(-42));
    const ended = await status('--offline');
    expect(ended.exit).toBe(4);
    expect(ended.stdout).toContain('(42 min ago)');
    expect(ended.stderr).toContain('error: the access token has expired (TOKEN_EXPIRED)');
    await login(`${endingAt(-42)}\nrefresh`, '--refresh-token-stdin');
    expect((await status('--offline')).exit).toBe(0);
    expect((await status('--offline', { AITRONOS_ACCESS_TOKEN: endingAt(-1) })).exit).toBe(4);
  });
});
