import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unasked } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();
const SIGNED_OUT = { AITRONOS_ACCESS_TOKEN: undefined };
const file = () => join(world.current.home, 'config', 'credentials.json');
const stored = async () => Object.keys(JSON.parse(await readFile(file(), 'utf8')).profiles);
const run = (line: string, stdin = '') => world.current.run(line, { env: SIGNED_OUT, stdin });
const login = (profile = 'default', stdin = `access-${profile}\nrefresh-${profile}`) =>
  run(`auth login --refresh-token-stdin --profile ${profile}`, stdin);
const OUT = { status: 200, body: { message: 'Bye.', logged_out_at: '2026-03-01T12:00:00Z' } };

describe('auth logout', () => {
  it('forgets the token of the profile, and only that one, and tells the API', async () => {
    const { requests } = await world.current.script(OUT);
    await login();
    await login('staging');
    const { exit, stdout, stderr } = await run('auth logout');
    expect({ exit, stdout, stderr }).toEqual({
      exit: 0,
      stdout: 'Signed out of profile default\n',
      stderr: '',
    });
    expect(await stored()).toEqual(['staging']);
    expect(requests).toMatchObject([
      {
        method: 'POST',
        path: '/v1/auth/logout',
        headers: { authorization: 'Bearer access-default' },
        body: '{"refresh_token":"refresh-default"}',
      },
    ]);
  });

  it('signs out what is stored, whatever the environment brings', async () => {
    const { requests } = await world.current.script(OUT);
    await run('auth login --with-token', 'the-stored-token');
    const { stderr } = await world.current.run('auth logout', { env: { AITRONOS_ACCESS_TOKEN: 'mine' } });
    expect(stderr).toBe('note: AITRONOS_ACCESS_TOKEN is set and wins over the stored token\n');
    expect(requests).toMatchObject([{ headers: { authorization: 'Bearer the-stored-token' }, body: '{}' }]);
  });

  it('forgets also when the API does not answer, once, with a note', async () => {
    const { requests } = await world.current.script('reset');
    await login();
    const { exit, stdout, stderr } = await run('auth logout --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ profile: 'default', signed_out: true, api_told: false });
    expect(stderr).toMatch(
      /^note: the API was not told, so the token of profile default is valid until it expires: /,
    );
    expect(await stored()).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it('takes a token that the API knows no more for signed out', async () => {
    await world.current.script({ status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'Over.' } } });
    await login();
    const { exit, stdout, stderr } = await run('auth logout --json');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ api_told: true });
  });

  it('tells the API that the token belongs to, and no other', async () => {
    const first = await world.current.script(OUT);
    await login();
    const second = await world.current.script(unasked(OUT));
    expect((await run('auth logout')).exit).toBe(0);
    expect(first.requests).toHaveLength(1);
    expect(second.requests).toEqual([]);
  });

  it('is no failure where nothing is stored, and makes no file', async () => {
    const { exit, stdout } = await run('auth logout --json');
    expect({ exit, answer: JSON.parse(stdout) }).toEqual({
      exit: 0,
      answer: { profile: 'default', signed_out: false, api_told: null },
    });
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('shows none of the tokens with --debug', async () => {
    await world.current.script({ status: 200, body: { message: 'access-default and refresh-default' } });
    await login();
    const { stdout, stderr } = await run('auth logout --debug');
    expect(stderr).toContain('/v1/auth/logout');
    expect(stdout + stderr).not.toMatch(/access-default|refresh-default/);
  });
});

describe('auth logout --all', () => {
  it('signs every profile out', async () => {
    const { requests } = await world.current.script(OUT);
    await login();
    await login('staging');
    const { exit, stdout } = await run('auth logout --all --json');
    expect({ exit, answer: JSON.parse(stdout) }).toEqual({
      exit: 0,
      answer: [
        { profile: 'default', signed_out: true, api_told: true },
        { profile: 'staging', signed_out: true, api_told: true },
      ],
    });
    expect(await stored()).toEqual([]);
    expect(requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer access-default',
      'Bearer access-staging',
    ]);
  });

  it('says so when nobody was signed in', async () => {
    const { exit, stdout, stderr } = await run('auth logout --all');
    expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: '', stderr: 'note: nobody was signed in\n' });
  });
});
