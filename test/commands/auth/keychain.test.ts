import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SIGNED_OUT, useWorld } from '../../world.ts';

const world = useWorld();
const run = (line: string, stdin = '') => world.current.run(line, { env: SIGNED_OUT, stdin });
const login = (more = '') => run(`auth login --refresh-token-stdin ${more}`, 'sandbox-access-token\nrefresh');
const text = () => readFile(join(world.current.home, 'config', 'credentials.json'), 'utf8');
const entries = () => Object.fromEntries(world.current.keychain.entries);
const held = (profile = 'default') => ({
  [`${profile} (${join(world.current.home, 'config')})`]:
    '{"access_token":"sandbox-access-token","refresh_token":"refresh"}',
});

describe('a token in the keychain', () => {
  it('is there with `auth login --keychain`, or the setting credential-store; no file holds it', async () => {
    await login('--keychain');
    expect(entries()).toEqual(held());
    await run('config set credential-store keychain --profile staging');
    await login('--profile staging');
    expect(entries()).toEqual({ ...held(), ...held('staging') });
    expect(await text()).not.toMatch(/sandbox-access-token|refresh"/);
    expect((await world.current.deactivate('', { env: SIGNED_OUT })).exit).toBe(0);
    expect(JSON.parse((await run('auth status --json')).stdout)).toMatchObject({
      store: 'keychain',
      renewable: true,
    });
  });

  it('is renewed in the keychain', async () => {
    const { requests } = await world.current.script(
      { status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'Over.' } } },
      { status: 200, body: { access_token: 'new', refresh_token: 'newer' } },
      { status: 200, body: { id: 'usr_abc123', account_state: 'deactivated' } },
    );
    await login('--keychain');
    expect((await world.current.deactivate('', { env: SIGNED_OUT })).exit).toBe(0);
    expect(requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer sandbox-access-token',
      undefined,
      'Bearer new',
    ]);
    expect(Object.values(entries())).toEqual(['{"access_token":"new","refresh_token":"newer"}']);
    expect(await text()).not.toMatch(/"new|refresh"/);
  });

  it('leaves nothing behind when it moves to the file or is signed out', async () => {
    await login('--keychain');
    await login();
    expect(entries()).toEqual({});
    await login('--keychain');
    await run('auth logout --sandbox');
    expect(entries()).toEqual({});
    expect(JSON.parse(await text()).profiles).toEqual({});
  });

  it('that somebody took away is missed: exit 4, and `auth logout` forgets the rest', async () => {
    await login('--keychain');
    world.current.keychain.entries.clear();
    const { exit, stderr } = await run('auth status');
    expect(exit).toBe(4);
    expect(stderr).toContain('error: the keychain no longer holds the access token of profile default');
    expect((await run('auth logout')).exit).toBe(0);
    expect(JSON.parse(await text()).profiles).toEqual({});
  });
});

describe('a keychain that cannot be reached', () => {
  const lock = () => {
    world.current.keychain.trouble = 'it is locked';
  };

  it('refuses the sign-in before anything is asked or sent, and no file is written instead: exit 1', async () => {
    lock();
    const { exit, stderr } = await world.current.run('auth login --email jane@example.com --keychain', {
      terminal: true,
    });
    expect(exit).toBe(1);
    expect(stderr).toContain('the keychain cannot be reached: it is locked (KEYCHAIN)');
    expect(stderr).not.toContain('Password');
    await expect(text()).rejects.toThrow('ENOENT');
    expect(world.current.requests).toEqual([]);
  });

  it('stops a command that needs its token: exit 1, and nothing is sent', async () => {
    await login('--keychain');
    lock();
    const { exit, stderr } = await world.current.deactivate('', { env: SIGNED_OUT });
    expect(exit).toBe(1);
    expect(stderr).toContain('error: the keychain cannot be reached: it is locked (KEYCHAIN)');
    expect(world.current.requests).toEqual([]);
  });

  it('is exit 4 for `auth status`, also offline: a script learns there that nobody is signed in', async () => {
    await login('--keychain');
    lock();
    for (const line of ['auth status', 'auth status --offline', 'auth status --json -q']) {
      const { exit, stdout, stderr } = await run(line);
      expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
      expect(stderr).toContain('the keychain cannot be reached: it is locked');
    }
  });

  it('is not needed where the environment brings a token', async () => {
    await login('--keychain');
    lock();
    expect((await world.current.deactivate()).exit).toBe(0);
  });

  it('keeps `auth logout` from pretending: exit 1, and the profile stays', async () => {
    await login('--keychain');
    lock();
    expect((await run('auth logout')).exit).toBe(1);
    expect(Object.keys(JSON.parse(await text()).profiles)).toEqual(['default']);
  });

  it('does not keep anybody from signing in with a file; what is left is said', async () => {
    await login('--keychain');
    lock();
    const { exit, stderr } = await login();
    expect(exit).toBe(0);
    expect(stderr).toMatch(
      /^note: the old token is still in the keychain, as default \(.*\): it is locked\nnote: to check it: aitronos auth status\n$/,
    );
  });
});

describe('a keychain with a dialog open', () => {
  const WAITING = 'note: waiting for the keychain, which may have a dialog open; Ctrl-C ends the wait\n';
  const atTerminal = (line: string, interrupt = new AbortController()) =>
    world.current.run(line, { env: SIGNED_OUT, terminal: true, interrupt });

  it('is waited for at a terminal, and that is said', async () => {
    await login('--keychain');
    world.current.keychain.dialog = () => world.current.clock.sleep(60_000);
    const { exit, stdout, stderr } = await atTerminal('auth token');
    expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: 'sandbox-access-token\n', stderr: WAITING });
  });

  it('is not waited for any longer after Ctrl-C: 130', async () => {
    await login('--keychain');
    const interrupt = new AbortController();
    world.current.keychain.dialog = async (signal) => {
      interrupt.abort();
      throw signal.reason;
    };
    const { exit, stderr } = await atTerminal('auth token', interrupt);
    expect(exit).toBe(130);
    expect(stderr).toContain('(INTERRUPTED)');
  });

  it('is given up after two seconds where nobody sits', async () => {
    await login('--keychain');
    world.current.keychain.dialog = async () => {};
    const { exit, stderr } = await run('auth token');
    expect(exit).toBe(1);
    expect(stderr).toContain('it did not answer within 2 s (KEYCHAIN)');
  });
});

describe('the setting credential-store', () => {
  it.each([
    ['', '--profile staging'],
    ['--profile staging', ''],
    ['--profile staging', '--profile other'],
  ])('set with "%s" counts with "%s" too', async (one, other) => {
    await run(`config set credential-store keychain ${one}`);
    expect((await run(`config get credential-store ${other}`)).stdout).toBe('keychain\n');
    await login(other);
    expect(Object.values(entries())).toHaveLength(1);
    await run(`config unset credential-store ${other}`);
    expect((await run(`config get credential-store ${one}`)).stdout).toBe('file\n');
  });
});
