import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unasked } from '../../scripted-server.ts';
import { SIGNED_OUT, useWorld } from '../../world.ts';

const world = useWorld();
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

  const ENDED = { status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'Over.' } } };
  const LOGOUT = '/v1/auth/logout';
  const REFRESH = '/v1/auth/refresh';

  it.each([
    {
      what: 'renews a session whose access token has ended, to end it',
      answers: [ENDED, { status: 200, body: { token: 'access-2', refreshToken: 'refresh-2' } }, OUT],
      sent: [
        [LOGOUT, 'Bearer access-default', '{"refresh_token":"refresh-default"}'],
        [REFRESH, undefined, '{"refresh_token":"refresh-default"}'],
        [LOGOUT, 'Bearer access-2', '{"refresh_token":"refresh-2"}'],
      ],
    },
    {
      what: 'ends the refresh token that stays the same',
      answers: [ENDED, { status: 200, body: { token: 'access-2' } }, OUT],
      sent: [
        [LOGOUT, 'Bearer access-default', '{"refresh_token":"refresh-default"}'],
        [REFRESH, undefined, '{"refresh_token":"refresh-default"}'],
        [LOGOUT, 'Bearer access-2', '{"refresh_token":"refresh-default"}'],
      ],
    },
    {
      what: 'takes tokens that the API knows no more for signed out',
      answers: [ENDED, ENDED],
      sent: [
        [LOGOUT, 'Bearer access-default', '{"refresh_token":"refresh-default"}'],
        [REFRESH, undefined, '{"refresh_token":"refresh-default"}'],
      ],
    },
    {
      what: 'takes a refresh token that is refused by another status for signed out too',
      answers: [ENDED, { ...ENDED, status: 400 }],
      sent: [
        [LOGOUT, 'Bearer access-default', '{"refresh_token":"refresh-default"}'],
        [REFRESH, undefined, '{"refresh_token":"refresh-default"}'],
      ],
    },
    {
      what: 'does not where the refusal says nothing of the refresh token',
      answers: [ENDED, { ...ENDED, status: 403, body: { error: { code: 'ACCESS_DENIED', message: 'x' } } }],
      told: false,
      sent: [
        [LOGOUT, 'Bearer access-default', '{"refresh_token":"refresh-default"}'],
        [REFRESH, undefined, '{"refresh_token":"refresh-default"}'],
      ],
    },
    {
      what: 'takes a token that cannot be renewed and has ended for signed out',
      stdin: 'access-default',
      answers: [ENDED],
      sent: [[LOGOUT, 'Bearer access-default', '{}']],
    },
    {
      what: 'does not take an error in an answer of success for signed out',
      answers: [{ status: 200, body: { success: false, error: 'not now' } }],
      told: false,
      sent: [[LOGOUT, 'Bearer access-default', '{"refresh_token":"refresh-default"}']],
    },
    {
      what: 'says that the API was not told where the session cannot be renewed',
      answers: [ENDED, 'reset' as const],
      told: false,
      sent: [
        [LOGOUT, 'Bearer access-default', '{"refresh_token":"refresh-default"}'],
        [REFRESH, undefined, '{"refresh_token":"refresh-default"}'],
      ],
    },
  ])('$what', async ({ stdin, answers, told = true, sent }) => {
    const { requests } = await world.current.script(...answers);
    if (stdin) await run('auth login --with-token', stdin);
    else await login();
    const { exit, stdout, stderr } = await run('auth logout --json');
    expect({ exit, api_told: JSON.parse(stdout).api_told }).toEqual({ exit: 0, api_told: told });
    expect(stderr).toMatch(told ? /^$/ : /^note: the API was not told/);
    expect(requests.map(({ path, headers, body }) => [path, headers['authorization'], body])).toEqual(sent);
    expect(await stored()).toEqual([]);
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
