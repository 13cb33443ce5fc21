import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jwt } from '../../auth/jwt.ts';
import { SIGNED_OUT, useWorld } from '../../world.ts';

const world = useWorld();
const file = () => join(world.current.home, 'config', 'credentials.json');
const login = (token = 'sandbox-access-token\n', more = '') =>
  world.current.run(`auth login --with-token ${more}`, { env: SIGNED_OUT, stdin: token });
const deactivate = (more = '') => world.current.deactivate(more, { env: SIGNED_OUT });

/** A token that says of itself when it ends. */
const endingAt = (exp: number) => jwt({ sub: 'usr_1', exp });

describe('auth login --with-token', () => {
  it('stores the token from stdin for the API address, and the next call uses it', async () => {
    const { exit, stdout, stderr } = await login();
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'note: to check it: aitronos auth status\n' });
    expect(stdout).toBe(
      `stored, not checked: token for ${world.current.url}, profile default, in ${file()}\n`,
    );
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
      const { exit, stdout, stderr } = await login('sandbox-access-token', manner);
      expect({ exit, said: stdout + stderr }).toEqual({
        exit: 0,
        said: expect.not.stringContaining('sandbox-access-token'),
      });
    }
  });

  it.each([
    ['nothing', '', 'no access token was given'],
    ['a blank line', '\n', 'no access token was given'],
    ['two lines', 'abc\ndef\n', 'the access token has \\n at position 4'],
    ['quotes around it', '"abc"', 'the access token has a quotation mark at the beginning'],
    ['the JSON of an answer', '{"access_token":"abc"}', 'the access token has a brace at the beginning'],
    ['a space', 'abc def', 'the access token has a space at position 4'],
    ['its variable before it', 'X=abc', 'the access token has an equals sign at position 2'],
    ['only its variable', 'AITRONOS_API_KEY=', 'the access token has an equals sign at the end'],
    ['a line of a shell', 'export X=abc', 'the access token has a space at position 7'],
    ['a line of PowerShell', '$env:X=abc', 'the access token has a dollar sign at the beginning'],
    ['a placeholder', '<token>', 'the access token has a bracket at the beginning'],
  ])('refuses %s and stores nothing', async (_what, token, words) => {
    const { exit, stderr } = await login(token);
    expect(exit).toBe(4);
    expect(stderr).toContain(`error: ${words}: nothing was stored (BAD_ACCESS_TOKEN)`);
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('says that a token of the environment wins over the stored one', async () => {
    const { stderr } = await world.current.run('auth login --with-token', { stdin: 'x' });
    expect(stderr).toBe(
      'note: AITRONOS_ACCESS_TOKEN is set and wins over the stored token\n' +
        'note: to check it: aitronos auth status\n',
    );
  });

  it.each([
    ['--profile staging', ' --profile staging'],
    ['--api-url http://127.0.0.1:9', ' --api-url http://127.0.0.1:9'],
    ['--profile staging --json', ' --profile staging'],
  ])('names what checks it, with the options that say where: %s', async (more, options) => {
    const { exit, stderr } = await login('x', more);
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: `note: to check it: aitronos auth status${options}\n`,
    });
    expect((await login('x', `${more} --quiet`)).stderr).toBe('');
  });

  it('tells whose the token is and when it ends, where the token says so', async () => {
    const { stdout } = await login(endingAt(1_772_370_000), '--json');
    expect(JSON.parse(stdout)).toEqual({
      profile: 'default',
      origin: world.current.url,
      file: file(),
      store: 'file',
      user_id: 'usr_1',
      email: null,
      expires_at: '2026-03-01T13:00:00.000Z',
      renewable: false,
      checked: false,
      full_name: null,
      organization_id: null,
    });
    expect(JSON.parse((await login('a.b.c', '--json')).stdout).expires_at).toBeNull();
  });
});

describe('auth login --refresh-token-stdin', () => {
  const both = (stdin: string) =>
    world.current.run('auth login --refresh-token-stdin --json', { env: SIGNED_OUT, stdin });

  it.each(['access\nrefresh', 'access\nrefresh\n', 'access\r\nrefresh\r\n'])(
    'takes two lines: %j',
    async (stdin) => {
      const { exit, stdout } = await both(stdin);
      expect(exit).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ renewable: true });
      expect(stdout).not.toMatch(/"access"|"refresh"/);
      expect(JSON.parse(await readFile(file(), 'utf8')).profiles.default).toMatchObject({
        access_token: 'access',
        refresh_token: 'refresh',
      });
    },
  );

  it.each([
    ['one line', 'access\n', 'expected two lines on stdin'],
    ['three lines', 'access\nrefresh\nmore\n', 'expected two lines on stdin'],
    ['no refresh token', 'access\n\n', 'no refresh token was given'],
    ['no access token', '\nrefresh\n', 'no access token was given'],
    ['a space in one', 'access\nre fresh\n', 'the refresh token has a space at position 3'],
  ])('refuses %s: exit 4, and nothing is stored', async (_what, stdin, words) => {
    const { exit, stderr } = await both(stdin);
    expect(exit).toBe(4);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'BAD_ACCESS_TOKEN',
      message: expect.stringContaining(words),
    });
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });
});

describe('auth login at a terminal', () => {
  const atTerminal = (answers: readonly (readonly [string, string])[]) =>
    world.current.run('auth login', { env: SIGNED_OUT, terminal: true, answers });
  const WAY = ['How do you want to sign in?', '\r'] as const;

  it('asks on stderr how, and does not show the token that is pasted', async () => {
    const { exit, stdout, stderr } = await atTerminal([WAY, ['Access token', 'sandbox-access-token\r']]);
    expect(exit).toBe(0);
    expect(stderr).toContain('Paste an access token');
    expect(stdout + stderr).not.toContain('sandbox-access-token');
    expect((await deactivate()).exit).toBe(0);
  });

  const SEVERAL = 'several lines were pasted, and one was asked for: nothing was stored';
  it.each<[string, readonly (readonly [string, string])[], string]>([
    ['a token broken into lines', [WAY, ['Access token', 'sandbox-acc\ness-token\n']], SEVERAL],
    [
      'a token broken into lines of Windows',
      [WAY, ['Access token', 'sandbox-acc\r\ness-token\r\n']],
      SEVERAL,
    ],
    [
      'an address with a password',
      [
        [WAY[0], '\u001b[B\r'],
        ['E-mail address', 'jane@example.com\nsandbox-access-token\n'],
      ],
      SEVERAL,
    ],
  ])('takes no part of %s for the whole', async (_what, answers, words) => {
    const { exit, stdout, stderr } = await atTerminal(answers);
    expect(exit).toBe(2);
    expect(stderr).toContain(words);
    expect(stdout + stderr).not.toContain('ess-token');
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it.each<[line: string, typed: string, exit: number]>([
    ['--with-token', 'wrong\u0015sandbox-accx\u007fess-token\r\u0004', 0],
    ['--with-token', 'sandbox-access-token\u0003', 130],
    ['--refresh-token-stdin', 'sandbox-access-token\rrefresh\r\u0004', 0],
  ])('reads what is typed for %s unseen: %j', async (line, typed, exit) => {
    const raw: boolean[] = [];
    const answers = [['Ctrl-D ends it, and nothing typed is shown', typed]] as const;
    const options = {
      env: SIGNED_OUT,
      terminal: true,
      answers,
      setRawMode: (on: boolean) => void raw.push(on),
    };
    const ended = await world.current.run(`auth login ${line}`, options);
    expect(ended.exit).toBe(exit);
    expect(raw).toEqual([true, false]);
    if (exit === 0) expect((await deactivate()).exit).toBe(0);
  });

  it('stores nothing when either question is declined: exit 130', async () => {
    const ctrlC = '\u0003';
    expect((await atTerminal([[WAY[0], ctrlC]])).exit).toBe(130);
    expect((await atTerminal([WAY, ['Access token', ctrlC]])).exit).toBe(130);
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('without a terminal says how a token can be given', async () => {
    const { exit, stderr } = await world.current.run('auth login --profile work', { env: SIGNED_OUT });
    const hint = 'give the token on stdin: aitronos auth login --with-token --profile work < token.txt';
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: `error: there is no terminal to ask at (USAGE)\nhint: ${hint}\n`,
    });
  });
});
