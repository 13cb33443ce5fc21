import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { deactivateFrom, errorOf, ids, list, summary } from '../commands/users/many/leavers.ts';
import { takeBack } from '../take-back.ts';
import { SIGNED_OUT, useWorld } from '../world.ts';
import { type TokenOptions, TokenServer } from './token-server.ts';

const MINUTE = 60_000;
const world = useWorld();
let server: TokenServer;
afterEach(() => server.close());

const file = () => join(world.current.home, 'config', 'credentials.json');
const stored = async () => JSON.parse(await readFile(file(), 'utf8')).profiles.default;

/** Somebody is signed in with tokens of such a life; `known` puts their end into what is stored, as a sign-in by e-mail does. */
async function signedIn(options: TokenOptions, more = ''): Promise<void> {
  const { clock } = world.current;
  server = new TokenServer(clock, options);
  await server.start();
  world.current.env['AITRONOS_API_URL'] = server.url;
  const { access, refresh } = server.signIn();
  const stdin = `${access}\n${refresh}\n`;
  const line = `auth login --refresh-token-stdin ${more}`;
  expect((await world.current.run(line, { env: SIGNED_OUT, stdin })).exit).toBe(0);
}

/** What is stored says when the token ends. */
async function endsIn(ms: number): Promise<void> {
  const contents = JSON.parse(await readFile(file(), 'utf8'));
  const now = world.current.clock.now();
  const stored_at = new Date(now - 60 * MINUTE).toISOString();
  Object.assign(contents.profiles.default, { stored_at, expires_at: new Date(now + ms).toISOString() });
  await writeFile(file(), JSON.stringify(contents), { mode: 0o600 });
}

const deactivate = (more = '', env: Readonly<Record<string, string | undefined>> = SIGNED_OUT) =>
  world.current.deactivate(more, { env });
const later = (ms: number) => world.current.clock.sleep(ms);

describe('a stored token that ends', () => {
  it('is renewed before it is used when less than a minute is left, and the new ones are stored', async () => {
    await signedIn({ life_ms: 60 * MINUTE });
    await endsIn(59_000);
    const { exit, stderr } = await deactivate();
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: takeBack() });
    expect(server).toMatchObject({ refreshed: 1, expired: 0, granted: [{ token: 'access-2' }] });
    expect(await stored()).toMatchObject({
      access_token: 'access-2',
      refresh_token: 'refresh-2',
      expires_at: '2026-03-01T13:00:00.000Z',
      stored_at: '2026-03-01T12:00:00.000Z',
    });
    await deactivate();
    expect(server).toMatchObject({ refreshed: 1 });
  });

  it('is left alone while there is more time', async () => {
    await signedIn({ life_ms: 60 * MINUTE });
    await endsIn(61_000);
    expect((await deactivate()).exit).toBe(0);
    expect(server.refreshed).toBe(0);
  });

  it('is renewed when the API says that it has ended; that costs no retry', async () => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    const { exit, stdout } = await deactivate('--json --retries 0');
    expect({ exit, record: JSON.parse(stdout) }).toMatchObject({
      exit: 0,
      record: { outcome: 'changed', attempts: 2, error: null },
    });
    expect(server).toMatchObject({ expired: 1, refreshed: 1 });
  });

  it.each([
    [
      'with the old refresh token where no new one comes',
      ({ access }: { access: string }) => ({ token: access, device_id: 'd' }),
      'refresh-1',
    ],
    [
      'from the newest page',
      ({ access, refresh }: { access: string; refresh: string }) => ({
        access_token: access,
        refresh_token: refresh,
        token_type: 'bearer',
        device_id: null,
      }),
      'refresh-2',
    ],
    [
      'from the sign-in guide',
      ({ access, refresh }: { access: string; refresh: string }) => ({
        token: access,
        refreshToken: refresh,
      }),
      'refresh-2',
    ],
  ])('understands the answer %s', async (_which, shape, refresh_token) => {
    await signedIn({ life_ms: MINUTE, shape });
    await later(2 * MINUTE);
    expect((await deactivate()).exit).toBe(0);
    expect(await stored()).toMatchObject({ access_token: 'access-2', refresh_token });
    expect(await stored()).not.toHaveProperty('expires_at');
  });

  it('is printed by `auth token` after it was renewed', async () => {
    await signedIn({ life_ms: 60 * MINUTE });
    await endsIn(0);
    const { stdout } = await world.current.run('auth token', { env: SIGNED_OUT });
    expect(stdout).toBe('access-2\n');
  });

  it('stays hidden with --debug, and so do those that replace it', async () => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    const { exit, stdout, stderr } = await deactivate('--debug');
    expect(exit).toBe(0);
    expect(stderr).toContain('/v1/auth/refresh');
    expect(stdout + stderr).not.toMatch(/access-\d|refresh-\d/);
  });

  it('ends the session when the API refuses to renew it: exit 4, signed out, and it says so', async () => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    server.refuseWith = { status: 401, code: 'TOKEN_INVALID' };
    const { exit, stdout, stderr } = await deactivate();
    expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
    expect(stderr).toMatch(
      /^error: the API did not renew the access token of profile default, which is signed out now: .+ \(SESSION_ENDED, HTTP 401\)\nhint: sign in with `aitronos auth login`/,
    );
    expect(JSON.parse(await readFile(file(), 'utf8')).profiles).toEqual({});
    expect((await deactivate()).stderr).toContain('NOT_SIGNED_IN');
  });

  it.each([
    ['TOKEN_INVALID', /\(TOKEN_INVALID\); .*using a copy of these credentials elsewhere ends this one \(/],
    ['TOKEN_EXPIRED', /\(TOKEN_EXPIRED\) \(SESSION_ENDED/],
  ])('tells what may have ended the session where the API says %s', async (code, words) => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    server.refuseWith = { status: 401, code };
    expect((await deactivate()).stderr).toMatch(words);
  });

  it('has not been sent when the new one was refused before', async () => {
    await signedIn({ life_ms: 60 * MINUTE });
    await endsIn(0);
    server.refuseWith = { status: 401, code: 'TOKEN_INVALID' };
    const { exit, stdout } = await deactivate('--json');
    expect(exit).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not_sent', attempts: 0 });
  });

  it('keeps the session when the API cannot renew it now: exit 5', async () => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    server.refuseWith = { status: 503, code: 'SERVICE_UNAVAILABLE' };
    const { exit, stderr } = await deactivate('--retries 1');
    expect(exit).toBe(5);
    expect(stderr).toContain(
      'error: the access token could not be renewed: The API says SERVICE_UNAVAILABLE',
    );
    expect(await stored()).toMatchObject({ refresh_token: 'refresh-1' });
  });

  it.each([
    [400, 5],
    [401, 4],
    [403, 5],
    [404, 5],
    [407, 5],
    [422, 5],
  ])(
    'keeps the session when a gateway answers with %d, which says nothing of the token: exit %d',
    async (status, code) => {
      await signedIn({ life_ms: MINUTE });
      await later(2 * MINUTE);
      server.refuseWith = { status, code: null };
      const { exit, stderr } = await deactivate();
      expect(exit).toBe(code);
      expect(stderr).toContain(`could not be renewed: the API answered with status ${status} (NOT_RENEWED`);
      expect(stderr).toContain(
        'hint: nothing was sent; something in front of the API may have answered: `aitronos doctor`',
      );
      server.refuseWith = null;
      expect((await deactivate()).exit).toBe(0);
    },
  );

  it.each([
    [403, 'ACCESS_DENIED', 'NOT_RENEWED', 4, 'you are still signed in'],
    [422, 'VALIDATION_ERROR', 'NOT_RENEWED', 4, 'you are still signed in'],
    [403, 'PERMISSION_NOT_GRANTED', 'NOT_RENEWED', 4, 'you are still signed in'],
    [404, 'USER_NOT_FOUND', 'NOT_RENEWED', 4, 'you are still signed in'],
    [423, 'ACCOUNT_LOCKED', 'NOT_RENEWED', 4, 'you are still signed in'],
    [429, null, 'NOT_RENEWED', 5, 'try again in 10 min'],
    [400, 'INVALID_GRANT', 'SESSION_ENDED', 4, 'sign in with `aitronos auth login`'],
    [400, 'REFRESH_TOKEN_REUSED', 'SESSION_ENDED', 4, 'sign in with `aitronos auth login`'],
    [401, 'USER_DISABLED', 'SESSION_ENDED', 4, 'sign in with `aitronos auth login`'],
  ])(
    'ends the session where a refusal speaks of it, and else keeps it: %d %s',
    async (status, code, told, left, hint) => {
      await signedIn({ life_ms: MINUTE });
      await later(2 * MINUTE);
      server.refuseWith = { status, code };
      const { exit, stderr } = await deactivate();
      expect(exit).toBe(left);
      expect(stderr).toMatch(new RegExp(`\\(${told}.*\\)\nhint: (?:nothing was sent; )?${hint}`));
      server.refuseWith = null;
      expect((await deactivate()).exit).toBe(told === 'NOT_RENEWED' ? 0 : 4);
    },
  );

  it('is used to its last second when the API cannot renew it now', async () => {
    await signedIn({ life_ms: 60 * MINUTE });
    await endsIn(59_000);
    server.refuseWith = { status: 503, code: 'SERVICE_UNAVAILABLE' };
    expect((await deactivate('--retries 0')).exit).toBe(0);
    expect(server.granted).toMatchObject([{ token: 'access-1' }]);
  });
});

describe('a token that is not renewed', () => {
  it('is one of the environment: exit 4, and nothing is asked', async () => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    const { exit, stderr } = await deactivate('', { AITRONOS_ACCESS_TOKEN: 'access-1' });
    expect(exit).toBe(4);
    expect(stderr).toContain('(TOKEN_EXPIRED, HTTP 401)');
    expect(server).toMatchObject({ expired: 1, refreshed: 0, refused: 0 });
    expect(await stored()).toMatchObject({ refresh_token: 'refresh-1' });
  });

  it('is one that was stored alone', async () => {
    await signedIn({ life_ms: MINUTE });
    await world.current.run('auth login --with-token', { env: SIGNED_OUT, stdin: 'access-1' });
    await later(2 * MINUTE);
    expect((await deactivate()).exit).toBe(4);
    expect(server).toMatchObject({ refreshed: 0, refused: 0 });
  });

  it('is one that the API calls wrong rather than ended', async () => {
    await signedIn({ life_ms: MINUTE });
    const stdin = 'no-such-token\nrefresh-1';
    await world.current.run('auth login --refresh-token-stdin', { env: SIGNED_OUT, stdin });
    expect((await deactivate()).stderr).toContain('(TOKEN_INVALID, HTTP 401)');
    expect(server).toMatchObject({ refreshed: 0, refused: 0 });
  });

  it('is one that ends as soon as it is new: one try, and exit 4', async () => {
    await signedIn({ life_ms: 0 });
    const { exit } = await deactivate();
    expect(exit).toBe(4);
    expect(server).toMatchObject({ expired: 2, refreshed: 1, granted: [] });
  });
});

describe('a clock that is wrong by a day', () => {
  const DAY = 24 * 60 * MINUTE;

  it.each([
    ['behind', DAY],
    ['ahead', -DAY],
  ])(
    '%s: what was stored by it is renewed once, and the new token is used for its whole life',
    async (_how, ahead) => {
      await signedIn({ life_ms: 60 * MINUTE });
      // By the API's clock the token ends in half an hour, and by this one a day sooner or later.
      await endsIn(30 * MINUTE + ahead);
      await later(31 * MINUTE);
      for (let call = 0; call < 3; call++) expect((await deactivate()).exit).toBe(0);
      expect(server.refreshed).toBe(ahead < 0 ? 1 : 0);
      await later(61 * MINUTE);
      expect((await deactivate()).exit).toBe(0);
      expect(server.refreshed).toBe(ahead < 0 ? 2 : 1);
    },
  );
});

describe('a profile that changes while a request is under way', () => {
  /** The token ends, and before the API says so this becomes of the profile. */
  async function meanwhile(values: object | null, after = 2 * MINUTE): ReturnType<typeof deactivate> {
    await later(after);
    const contents = JSON.parse(await readFile(file(), 'utf8'));
    const profiles = values === null ? {} : { default: { ...contents.profiles.default, ...values } };
    server.meanwhile = () => writeFile(file(), JSON.stringify({ ...contents, profiles }), { mode: 0o600 });
    return deactivate();
  }

  it('is taken over from another process that renewed it: no refresh token is spent', async () => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    const { access, refresh } = server.signIn();
    const { exit } = await meanwhile({ access_token: access, refresh_token: refresh }, 0);
    expect(exit).toBe(0);
    expect(server).toMatchObject({ expired: 1, refreshed: 0, refused: 0, granted: [{ token: access }] });
  });

  it.each([
    ['somebody else', { user_id: 'usr_her' }],
    ['the same user at another API', { user_id: 'usr_him', origin: 'https://api.example.com' }],
  ])('is not used when %s signed in there: exit 4, and it stays as it is', async (_who, other) => {
    await signedIn({ life_ms: MINUTE });
    const contents = JSON.parse(await readFile(file(), 'utf8'));
    Object.assign(contents.profiles.default, { user_id: 'usr_him' });
    await writeFile(file(), JSON.stringify(contents), { mode: 0o600 });
    const { exit, stderr } = await meanwhile({
      access_token: 'hers',
      refresh_token: 'hers too',
      ...other,
    });
    expect(exit).toBe(4);
    expect(stderr).toContain('profile default was signed in as somebody else meanwhile (SESSION_ENDED');
    expect(server).toMatchObject({ refreshed: 0, refused: 0, granted: [] });
    expect(await stored()).toMatchObject({ access_token: 'hers' });
  });

  it('is not signed in again when it was signed out: exit 4', async () => {
    await signedIn({ life_ms: MINUTE });
    const { exit, stderr } = await meanwhile(null);
    expect(exit).toBe(4);
    expect(stderr).toContain('profile default was signed out meanwhile (SESSION_ENDED');
    expect(server).toMatchObject({ refreshed: 0, refused: 0 });
  });
});

describe('a run', () => {
  it('goes on for ten minutes with tokens of one minute, and loses nothing', async () => {
    await signedIn({ life_ms: MINUTE });
    const begun = world.current.clock.now();
    const ended = await deactivateFrom(world.current, list(600), '--yes --no-check --rate 1/s --json', {
      env: SIGNED_OUT,
    });
    expect(ended.exit).toBe(0);
    expect(summary(ended)).toMatchObject({ total: 600, changed: 600, failed: 0, unknown: 0, not_sent: 0 });
    expect(world.current.clock.now() - begun).toBeGreaterThanOrEqual(599_000);
    expect(server.granted.flatMap(({ path }) => /usr_\d+/.exec(path) ?? []).sort()).toEqual(ids(600));
    expect(server.refreshed).toBeGreaterThanOrEqual(10);
    expect(server).toMatchObject({ refused: 0 });
  });

  it('renews once for all requests in flight, and sends again those that were refused', async () => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    server.spared = (path) => !path.includes('usr_');
    const ended = await deactivateFrom(world.current, list(64), '--yes --no-check --concurrency 64 --json', {
      env: SIGNED_OUT,
    });
    expect(ended.exit).toBe(0);
    expect(summary(ended)).toMatchObject({ total: 64, changed: 64 });
    expect(server).toMatchObject({ expired: 64, refreshed: 1, refused: 0 });
  });

  it('stops when its session is over: exit 4, and the rest is open for `runs resume`', async () => {
    await signedIn({ life_ms: MINUTE });
    await endsIn(0);
    server.refuseWith = { status: 401, code: 'TOKEN_INVALID' };
    const ended = await deactivateFrom(world.current, list(20), '--yes --no-check --json', {
      env: SIGNED_OUT,
    });
    expect(ended.exit).toBe(4);
    expect(summary(ended)).toMatchObject({ total: 20, changed: 0, failed: 0, unknown: 0, not_sent: 20 });
    expect(errorOf(ended).hint).toMatch(/^aitronos auth login, and then: aitronos runs resume /);
    expect(server.granted).toEqual([]);

    server.refuseWith = null;
    const { access, refresh } = server.signIn();
    await world.current.run('auth login --refresh-token-stdin', {
      env: SIGNED_OUT,
      stdin: `${access}\n${refresh}`,
    });
    const run = summary(ended).run_id;
    const resumed = await world.current.run(`runs resume ${run} --yes --json`, { env: SIGNED_OUT });
    expect(summary(resumed)).toMatchObject({ changed: 20, not_sent: 0 });
  });

  const AWAY = ['API_AWAY', 5, 'the API stopped answering'] as const;
  const REFUSED = ['SIGNED_OUT', 4, 'the access token is no longer accepted'] as const;
  it.each([
    ['the API is away', 503, 'SERVICE_UNAVAILABLE', 'The API says SERVICE_UNAVAILABLE', AWAY],
    ['a gateway answers', 403, null, 'the API answered with status 403', AWAY],
    ['the API refuses', 403, 'ACCESS_DENIED', 'The API says ACCESS_DENIED (ACCESS_DENIED)', REFUSED],
    ['the user is gone', 404, 'USER_NOT_FOUND', 'The API says USER_NOT_FOUND (USER_NOT_FOUND)', REFUSED],
  ])('stops when its token cannot be renewed, and says why: %s', async (_, status, code, why, stop) => {
    await signedIn({ life_ms: MINUTE });
    await later(2 * MINUTE);
    server.refuseWith = { status, code };
    const ended = await deactivateFrom(world.current, list(100), '--yes --no-check --json', {
      env: SIGNED_OUT,
    });
    const [told, exit, words] = stop;
    expect(ended.exit).toBe(exit);
    expect(summary(ended)).toMatchObject({ total: 100, failed: 0, unknown: 0, not_sent: 100 });
    expect(errorOf(ended)).toMatchObject({
      code: told,
      message: `${words}: the access token could not be renewed: ${why}: nothing was sent; 100 of 100 users are not done`,
    });
    expect(server.expired).toBeLessThan(20);
    server.refuseWith = null;
    const run = summary(ended).run_id;
    const resumed = await world.current.run(`runs resume ${run} --yes --json`, { env: SIGNED_OUT });
    expect(summary(resumed)).toMatchObject({ changed: 100, not_sent: 0 });
  });

  it('stops with a token of the environment that ends: exit 4, and a command to go on', async () => {
    await signedIn({ life_ms: MINUTE });
    const env = { AITRONOS_ACCESS_TOKEN: 'access-1' };
    const ended = await deactivateFrom(world.current, list(120), '--yes --no-check --rate 1/s --json', {
      env,
    });
    expect(ended.exit).toBe(4);
    const { changed, not_sent, failed, run_id } = summary(ended);
    expect(changed).toBeGreaterThanOrEqual(55);
    expect(changed + not_sent + failed).toBe(120);
    expect(errorOf(ended).hint).toBe(
      `put a good token into AITRONOS_ACCESS_TOKEN, or unset it and sign in: \`aitronos auth login\`, and then: aitronos runs resume ${run_id}`,
    );
    expect(server.refreshed).toBe(0);
  });
});
