import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { deactivateFrom, errorOf, list, summary } from '../commands/users/many/leavers.ts';
import { onFailingDisk } from '../failing-disk.ts';
import { takeBack } from '../take-back.ts';
import { type Ended, SIGNED_OUT, useWorld } from '../world.ts';
import { tokenOf } from './jwt.ts';
import { TokenServer } from './token-server.ts';

const MINUTE = 60_000;
const world = useWorld();
let server: TokenServer;
afterEach(() => server.close());

const folder = () => join(world.current.home, 'config');
const file = () => join(folder(), 'credentials.json');
const stored = async () => JSON.parse(await readFile(file(), 'utf8')).profiles.default;
const deactivate = (more = '') => world.current.deactivate(more, { env: SIGNED_OUT });

async function signedIn(more = ''): Promise<void> {
  server = new TokenServer(world.current.clock, { life_ms: 60 * MINUTE });
  await server.start();
  world.current.env['AITRONOS_API_URL'] = server.url;
  const { access, refresh } = server.signIn();
  const line = `auth login --refresh-token-stdin ${more}`;
  const { exit, stderr } = await world.current.run(line, {
    env: SIGNED_OUT,
    stdin: `${access}\n${refresh}`,
  });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'note: to check it: aitronos auth status\n' });
}

/** The stored token ends by this time from now. */
async function endsIn(ms: number, besides: object = {}): Promise<void> {
  const contents = JSON.parse(await readFile(file(), 'utf8'));
  const now = world.current.clock.now();
  const stored_at = new Date(now - 60 * MINUTE).toISOString();
  const expires_at = new Date(now + ms).toISOString();
  Object.assign(contents.profiles.default, { stored_at, expires_at, ...besides });
  await writeFile(file(), JSON.stringify(contents), { mode: 0o600 });
}

/** Nothing can be stored any more, until what it gives back is called: where a file is made on the way to it stands a folder that is not empty. */
async function nothingCanBeStored(): Promise<() => Promise<void>> {
  const inTheWay = `${file()}.tmp-room`;
  await mkdir(join(inTheWay, 'full'), { recursive: true });
  return () => rm(inTheWay, { recursive: true });
}

/** A keychain that holds what it has and takes nothing more, likewise. */
async function keychainTakesNothing(): Promise<() => Promise<void>> {
  const { keychain } = world.current;
  const set = keychain.set.bind(keychain);
  keychain.set = async () => {
    throw new Error('no room');
  };
  return async () => {
    keychain.set = set;
  };
}

describe.each([
  ['the file', '', nothingCanBeStored],
  ['the keychain', '--keychain', keychainTakesNothing],
] as const)('tokens that %s would not take', (_where, how, stopStoring) => {
  it('spend no refresh token: the old one is used while it is good, and that is said once, also with -q', async () => {
    await signedIn(how);
    await endsIn(30_000);
    await stopStoring();
    const { exit, stderr } = await deactivate('-q');
    expect(exit).toBe(0);
    expect(stderr.match(/^note: /gm)).toHaveLength(1);
    expect(stderr).toMatch(
      /^note: the access token was not renewed: .+; the old token is used until it expires, 2026-03-01T12:00:30.000Z\n$/,
    );
    expect(server).toMatchObject({ refreshed: 0, refused: 0, granted: [{ token: 'access-1' }] });
  });

  it('spend no refresh token when the old one has ended: exit 1 with a way out, and nobody is signed out', async () => {
    await signedIn(how);
    await endsIn(0);
    await stopStoring();
    const { exit, stdout, stderr } = await deactivate('-q');
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/^error: the access token was not renewed: /);
    expect(stderr).toMatch(/\nhint: .+\n$/);
    expect(server).toMatchObject({ refreshed: 0, refused: 0, granted: [] });
    const { stdout: list } = await world.current.run('auth list --json', { env: SIGNED_OUT });
    expect(JSON.parse(list)).toMatchObject([{ signed_in: true, renewable: true }]);
  });

  it.each([
    ['has ended', 0],
    ['ends in its middle, as only the API knows,', 30 * MINUTE],
  ])('stop a run whose token %s: its rows stay open, and `runs resume` goes on', async (_when, ms) => {
    await signedIn(how);
    await endsIn(ms);
    if (ms > 0) await world.current.clock.sleep(61 * MINUTE);
    if (ms > 0) await endsIn(ms);
    const undo = await stopStoring();
    const more = '--yes --no-check --json -q';
    const ended = await deactivateFrom(world.current, list(20), more, { env: SIGNED_OUT });
    expect(ended.exit).toBe(1);
    expect(errorOf(ended).message).toMatch(/^the access token was not renewed: /);
    const [, run = ''] = /; and then: aitronos runs resume (\S+)$/.exec(errorOf(ended).hint ?? '') ?? [];
    expect(server).toMatchObject({ refreshed: 0, refused: 0, granted: [] });
    await undo();
    const resumed = await world.current.run(`runs resume ${run} --yes --json`, { env: SIGNED_OUT });
    expect(summary(resumed)).toMatchObject({ total: 20, changed: 20, failed: 0, unknown: 0, not_sent: 0 });
    expect(server).toMatchObject({ refreshed: 1, refused: 0 });
  });

  it('are asked from nobody: signing in says so first, with exit 1', async () => {
    await signedIn(how);
    await stopStoring();
    world.current.keychain.trouble = 'no room';
    const { exit, stderr } = await world.current.run(`auth login --email ada@example.com ${how}`, {
      env: SIGNED_OUT,
      terminal: true,
    });
    expect({ exit, asked: stderr.includes('Password') }).toEqual({ exit: 1, asked: false });
  });
});

describe('tokens that cannot be stored after all, when the refresh token is spent', () => {
  it('are used for this call, and the loss is said with the way out, also with -q', async () => {
    await signedIn('--keychain');
    await endsIn(0);
    server.answering = async () => void (await keychainTakesNothing());
    const { exit, stderr } = await deactivate('-q');
    expect(exit).toBe(0);
    expect(stderr).toMatch(
      /^note: the new tokens could not be stored, and the old refresh token is spent: sign in again with `aitronos auth login` \(.+\)\n$/,
    );
  });
});

describe('new tokens that fail to be stored once', () => {
  it('are stored by a second write to the file', async () => {
    await signedIn();
    await endsIn(0);
    // The third write: the two before it were made before the token was spent.
    const failure = { call: /^renameSync .*credentials\.json\.tmp-/, time: 3 };
    let ended: Ended | undefined;
    const failed = await onFailingDisk(folder(), failure, async () => {
      ended = await deactivate('-q');
    });
    expect({ failed, ended }).toMatchObject({ failed: true, ended: { exit: 0, stderr: '' } });
    expect(server).toMatchObject({ refreshed: 1 });
    expect(await stored()).toMatchObject({ access_token: 'access-2', refresh_token: 'refresh-2' });
  });

  it('are stored by a second write to the keychain', async () => {
    await signedIn('--keychain');
    await endsIn(0);
    server.answering = async () => {
      const takeAgain = await keychainTakesNothing();
      const { keychain } = world.current;
      const refuse = keychain.set;
      keychain.set = async (...entry) => {
        await takeAgain();
        return refuse(...entry);
      };
    };
    expect(await deactivate('-q')).toMatchObject({ exit: 0, stderr: '' });
    expect((await world.current.run('auth token', { env: SIGNED_OUT })).stdout).toBe('access-2\n');
  });
});

describe('what killed processes left beside the credentials', () => {
  const leave = async () => {
    await writeFile(`${file()}.tmp-1234567890abcdef`, 'tokens');
    await writeFile(`${file()}.tmp-room`, 'room');
  };
  const beside = async () => (await readdir(folder())).filter((name) => name.includes('.tmp-'));

  it.each([
    ['auth login --with-token', 'another-token'],
    ['auth logout', ''],
    ['auth status', ''],
  ])('is gone after `%s`', async (line, stdin) => {
    await signedIn();
    await endsIn(0);
    await leave();
    await world.current.run(line, { env: SIGNED_OUT, stdin });
    expect(await beside()).toEqual([]);
  });

  it('is gone after a sign-out where nobody is signed in', async () => {
    await signedIn();
    await rm(file());
    await leave();
    await world.current.run('auth logout', { env: SIGNED_OUT });
    expect(await beside()).toEqual([]);
  });
});

describe('a renewal whose first attempt was answered by nobody', () => {
  it.each([
    ['got no answer', () => 'cut' as const],
    ['was answered with 502', () => ({ status: 502, code: 'BAD_GATEWAY' })],
  ])('says that an attempt %s, and what that means, when the token is unknown then', async (words, first) => {
    await signedIn();
    await endsIn(0);
    server.afterRenewal = first;
    const { exit, stderr } = await deactivate();
    expect(exit).toBe(4);
    expect(stderr).toContain(
      `(TOKEN_INVALID); an attempt before this one ${words}: the API may have renewed the token then, and the new one was lost on the way. Sign in again (SESSION_ENDED`,
    );
  });
});

describe('a renewal that nobody heard of, in the command before', () => {
  it('is told to the next one, when the token is unknown then', async () => {
    await signedIn();
    await endsIn(0);
    server.afterRenewal = () => 'cut' as const;
    expect((await deactivate('--retries 0')).exit).toBe(5);
    const { exit, stderr } = await deactivate();
    expect(exit).toBe(4);
    expect(stderr).toContain('; an attempt before this one got no answer: the API may have renewed');
  });

  it.each<[what: string, answer: object]>([
    ['had no token in it', { message: 'ok' }],
    ['had the token of another user in it', { access_token: tokenOf('usr_her'), refresh_token: 'hers' }],
    ['named another user', { access_token: 'hers', refresh_token: 'hers too', user: { id: 'usr_her' } }],
  ])('is told also where an answer came that %s', async (_what, answer) => {
    await signedIn();
    await endsIn(0, { user_id: 'usr_him' });
    server.shape = () => answer;
    const first = await deactivate();
    expect({ exit: first.exit, granted: server.granted }).toEqual({ exit: 5, granted: [] });
    expect(first.stderr).toContain('(NOT_RENEWED)');
    const { exit, stderr } = await deactivate();
    expect(exit).toBe(4);
    expect(stderr).toContain(
      '; an attempt before this one was answered without a token of this user: the API may have',
    );
  });

  it('is forgotten after a renewal', async () => {
    await signedIn();
    await endsIn(0);
    server.refuseWith = { status: 503, code: 'SERVICE_UNAVAILABLE' };
    expect((await deactivate('--retries 0')).exit).toBe(5);
    expect(await stored()).toMatchObject({ unheard: 'was answered with 503' });
    server.refuseWith = null;
    expect((await deactivate()).exit).toBe(0);
    expect(await stored()).not.toHaveProperty('unheard');
  });
});

describe('an answer that says absurd things of its token', () => {
  it.each([1e13, 1e300, Number.MAX_SAFE_INTEGER, 253_402_300_799, '1e300'])(
    'is stored and used (expires_in: %s)',
    async (expires_in) => {
      await signedIn();
      await endsIn(0);
      server.shape = ({ access, refresh }) => ({ access_token: access, refresh_token: refresh, expires_in });
      const { exit, stderr } = await deactivate();
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: takeBack() });
      expect(await stored()).toMatchObject({ access_token: 'access-2', refresh_token: 'refresh-2' });
      expect((await world.current.run('auth status --offline', { env: SIGNED_OUT })).exit).toBe(0);
    },
  );
});
