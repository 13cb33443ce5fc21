import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Aitronos } from '../../src/index.ts';
import { SIGNED_OUT, useWorld } from '../world.ts';

const world = useWorld();
const TOKEN = 'sandbox-access-token';
const stored = async () =>
  JSON.parse(await readFile(join(world.current.home, 'config', 'credentials.json'), 'utf8')).profiles.default;

/** Line ends as files, `$(cat …)` on Windows, and secret stores leave them. */
const LINE_ENDS = ['\n', '\r\n', '\r'];
/** What stands around a token in files. */
const AROUND: readonly (readonly [mark: string, end: string])[] = [
  ...LINE_ENDS.map((end) => ['', end] as const),
  ['\ufeff', ''],
  ['\ufeff', '\r\n'],
];
/** Bytes as shells write them. */
const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-16LE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16BE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

/** What is around a token, and how the error names it. */
const FLAWS: readonly (readonly [text: string, flaw: string])[] = [
  [`${TOKEN}\r\r`, '\\r at the end'],
  [`${TOKEN}\r\r\n`, '\\r at the end'],
  [`${TOKEN}\n\n`, '\\n at the end'],
  [`${TOKEN} `, 'a space at the end'],
  [`${TOKEN} \n`, 'a space at the end'],
  [`${TOKEN}\t\r\n`, '\\t at the end'],
  [`${TOKEN}\ufeff`, 'a byte order mark (U+FEFF) at the end'],
  [`\ufeff\ufeff${TOKEN}`, 'a byte order mark (U+FEFF) at the beginning'],
  [` ${TOKEN}`, 'a space at the beginning'],
  [` ${TOKEN} \n`, 'a space at the beginning'],
  [`\n${TOKEN}`, '\\n at the beginning'],
  [`Two ${TOKEN}`, 'a space at position 4'],
  [`Bearer ${TOKEN}`, 'the word Bearer before it'],
  [`bearer ${TOKEN}\n`, 'the word Bearer before it'],
  [`AITRONOS_ACCESS_TOKEN ${TOKEN}`, 'a space at position 22'],
  [`TOKEN=${TOKEN}`, 'an equals sign at position 6'],
  ['sandbox-acc ess-token', 'a space at position 12'],
  ['sandbox-acc\r\ness-token', '\\r at position 12'],
  ['sandbox-acc\u00a0ess-token', 'a space that does not break (U+00A0) at position 12'],
  ['sandbox-acc\u200bess-token', 'U+200B at position 12'],
  ['sandbox-acc\u001b[31mess', 'U+001B at position 12'],
  ['sandbox-acc\u007fess', 'U+007F at position 12'],
  ['sandbox-äccess', 'U+00E4 at position 9'],
  [`\u{1f511}${TOKEN}`, 'U+1F511 at the beginning'],
  [`${TOKEN}\u{e0041}`, 'U+E0041 at the end'],
];

describe.each([
  ['AITRONOS_ACCESS_TOKEN', 'authorization', `Bearer ${TOKEN}`],
  ['AITRONOS_API_KEY', 'x-api-key', TOKEN],
])('a secret in %s', (variable, header, sent) => {
  it.each(AROUND)(
    'is sent without a mark before it and one line end at its end (%j, %j)',
    async (mark, end) => {
      const { requests } = await world.current.script({ status: 200, body: { id: 'usr_1' } });
      const env = { ...SIGNED_OUT, [variable]: mark + TOKEN + end };
      expect((await world.current.run('auth status --debug', { env })).exit).toBe(0);
      expect(requests.map(({ headers }) => headers[header])).toEqual([sent]);
    },
  );

  it.each(FLAWS)('%j is refused with the character and its place: nothing is sent', async (text, flaw) => {
    const { exit, stdout, stderr } = await world.current.deactivate('', {
      env: { ...SIGNED_OUT, [variable]: text },
    });
    expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
    expect(stderr).toContain(`error: ${variable} has ${flaw}; nothing was sent (BAD_ACCESS_TOKEN)\n`);
    expect(stderr).not.toMatch(/sandbox|access-token/);
    expect(world.current.requests).toEqual([]);
  });

  it.each(LINE_ENDS)(
    'that is a line end alone is no secret, and none of another place is taken (%j)',
    async (end) => {
      const env = { AITRONOS_API_KEY: 'a-key', AITRONOS_ACCESS_TOKEN: undefined, [variable]: end };
      const { exit, stderr } = await world.current.deactivate('', { env });
      expect(exit).toBe(4);
      expect(stderr).toContain(`${variable} has nothing in it`);
      expect(world.current.requests).toEqual([]);
    },
  );
});

const login = (line: string, stdin: string | Buffer) => world.current.run(line, { env: SIGNED_OUT, stdin });

describe('tokens on stdin', () => {
  it.each(AROUND)('are stored without a mark and their line ends (%j, %j)', async (mark, end) => {
    expect((await login('auth login --with-token', mark + TOKEN + end)).exit).toBe(0);
    expect(await stored()).toMatchObject({ access_token: TOKEN });
    const both = `${mark}${TOKEN}${end || '\n'}refresh-1${end}`;
    expect((await login('auth login --refresh-token-stdin', both)).exit).toBe(0);
    expect(await stored()).toMatchObject({ access_token: TOKEN, refresh_token: 'refresh-1' });
  });

  it.each(['abc=', 'abc==', 'abc=.def=', 'abc==.def'])('are stored in Base64: %s', async (token) => {
    expect((await login('auth login --with-token', token)).exit).toBe(0);
    expect(await stored()).toMatchObject({ access_token: token });
  });

  it.each(FLAWS)('%j is refused with the character and its place: nothing is stored', async (text, flaw) => {
    const { exit, stderr } = await login('auth login --with-token', text);
    expect(exit).toBe(4);
    expect(stderr).toContain(`error: the access token has ${flaw}: nothing was stored (BAD_ACCESS_TOKEN)\n`);
    expect(stderr).not.toMatch(/sandbox|access-token/);
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  it.each([
    ['\ufeff\ufeffone\r\ntwo', 'the access token has a byte order mark (U+FEFF) at the beginning'],
    ['one\r\n\ufefftwo', 'the refresh token has a byte order mark (U+FEFF) at the beginning'],
    ['one\n two\n', 'the refresh token has a space at the beginning'],
    ['one\ntwo \r\n', 'the refresh token has a space at the end'],
  ])('names which of two is meant: %j', async (text, words) => {
    const { exit, stderr } = await login('auth login --refresh-token-stdin', text);
    expect(exit).toBe(4);
    expect(stderr).toContain(`error: ${words}: nothing was stored`);
  });

  it.each(Object.entries(ENCODINGS))('may be %s with its mark', async (_, bytes) => {
    const words = `${TOKEN}\r\nrefresh-1\r\n`;
    expect((await login('auth login --refresh-token-stdin', bytes(words))).exit).toBe(0);
    expect(await stored()).toMatchObject({ access_token: TOKEN, refresh_token: 'refresh-1' });
  });

  it('may be pasted at a terminal', async () => {
    const answers = [
      ['How do you want', '\r'],
      ['Access token', 'a b\r'],
    ] as const;
    const { exit, stderr } = await world.current.run('auth login', {
      env: SIGNED_OUT,
      terminal: true,
      answers,
    });
    expect(exit).toBe(4);
    expect(stderr).toContain('the access token has a space at position 2');
  });
});

describe('a client of the library', () => {
  it('takes one line end off, and names what else there is', async () => {
    const { requests, url } = await world.current.script({ status: 200, body: { id: 'usr_1' } });
    const client = new Aitronos({ accessToken: `${TOKEN}\n`, baseUrl: url });
    await client.account.me();
    await client.close();
    expect(requests.map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${TOKEN}`]);
    expect(() => new Aitronos({ apiKey: `a key`, baseUrl: url })).toThrow('has a space at position 2');
  });
});

/** A token that says this of itself; the claims are JSON as it stands. */
const jwt = (claims: string) => `e30.${Buffer.from(claims).toString('base64url')}.c2ln`;

describe('a token that says absurd things of itself', () => {
  it.each([
    '{"exp":1e300}',
    '{"exp":1e400}',
    '{"exp":-1e300}',
    '{"exp":8640000000001}',
    '{"exp":9007199254740993}',
    '{"exp":0.5}',
    '{"exp":"1e300"}',
    '{"exp":[1]}',
    '{"exp":null,"iat":1e300}',
    '{"exp":1e300,"iat":-1e300}',
    '{"exp":1e300,"iat":1e299}',
    '{"exp":1772370000,"iat":"x","sub":{"toString":1}}',
    '{"sub":"usr_../x","exp":true}',
    '[]',
    'null',
    '"text"',
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
  ])('stops nothing: %s', async (claims) => {
    const token = jwt(claims);
    await world.current.script({ status: 200, body: { id: 'usr_1', account_state: 'active' } });
    const isBroken = (text: string) => text.includes('DEFECT') || text.includes('Invalid time value');
    for (const [line, stdin] of [
      ['auth login --with-token', token],
      ['auth login --refresh-token-stdin', `${token}\nrefresh-1`],
    ] as const) {
      expect((await login(line, stdin)).exit).toBe(0);
      for (const then of ['auth status --offline', 'auth list', 'auth status --json', 'auth token']) {
        const { exit, stdout, stderr } = await world.current.run(then, { env: SIGNED_OUT });
        expect([0, 4, 5]).toContain(exit);
        expect(isBroken(stdout + stderr)).toBe(false);
      }
    }
    for (const line of ['auth status --offline', 'doctor', 'users get usr_1 --org org_1']) {
      const { stdout, stderr } = await world.current.run(line, { env: { AITRONOS_ACCESS_TOKEN: token } });
      expect(isBroken(stdout + stderr)).toBe(false);
    }
  });
});
