import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Step, unasked } from '../../scripted-server.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();
const file = () => join(world.current.home, 'config', 'credentials.json');
const stored = async () => JSON.parse(await readFile(file(), 'utf8')).profiles;

const SENT: Step = {
  status: 200,
  body: { success: true, message: 'Sent.', email_key: 'key-1', requires_verification: true },
};
const SIGNED_IN: Step = { status: 200, body: { token: 'access-1', refreshToken: 'refresh-1' } };
const ME: Step = { status: 200, body: { id: 'usr_jane', email: 'jane@example.com' } };
const refusal = (status: number, code: string): Step => ({
  status,
  body: { success: false, error: { code, message: `The API says ${code}.`, type: 'client_error', status } },
});
const WRONG = refusal(401, 'VERIFICATION_CODE_INVALID');

const PASSWORD = ['Password', 'swordfish\r'] as const;
const code = (typed: string) => ['Code', `${typed}\r`] as const;

/** Signs in by e-mail, with these answers after the password, and an API that answers so. */
async function signIn(steps: readonly Step[], codes: readonly string[], more = '') {
  const server = await world.current.script(...steps);
  const ended = await world.current.run(`auth login --email jane@example.com ${more}`, {
    env: { AITRONOS_ACCESS_TOKEN: undefined },
    terminal: true,
    answers: [PASSWORD, ...codes.map(code)],
  });
  const asked = server.requests.map(({ method, path, body }) => [
    `${method} ${path}`,
    body === '' ? null : JSON.parse(body),
  ]);
  return { ...ended, asked, headers: server.requests.map(({ headers }) => headers) };
}

const LOGIN = ['POST /v1/auth/login', { email_or_username: 'jane@example.com', password: 'swordfish' }];
const LISTED = ['GET /v1/organizations?limit=100', null] as const;
const verify = (verification_code: number, email_key = 'key-1') => [
  'POST /v1/auth/verify',
  { email_key, verification_code },
];

describe('auth login --email', () => {
  it('asks for the password and the code alone, and stores what the API hands out', async () => {
    const { exit, stdout, stderr, asked, headers } = await signIn([SENT, SIGNED_IN, ME], ['0427']);
    expect({ exit, asked }).toEqual({
      exit: 0,
      asked: [LOGIN, verify(427), ['GET /v1/user/me', null], LISTED],
    });
    expect(stdout).toBe(
      `Signed in as jane@example.com (usr_jane) to ${world.current.url}, profile default; the token is in ${file()}\n`,
    );
    expect(stdout + stderr).not.toMatch(/swordfish|access-1|refresh-1/);
    expect(await stored()).toEqual({
      default: {
        access_token: 'access-1',
        refresh_token: 'refresh-1',
        user_id: 'usr_jane',
        email: 'jane@example.com',
        origin: world.current.url,
        stored_at: '2026-03-01T12:00:00.000Z',
      },
    });
    expect(headers.map(({ authorization }) => authorization)).toEqual([
      undefined,
      undefined,
      'Bearer access-1',
      'Bearer access-1',
    ]);
  });

  it('shows none of the secrets with --debug either', async () => {
    const answers: Step[] = [SENT, WRONG, SIGNED_IN, ME];
    const { exit, stdout, stderr } = await signIn(answers, ['9182', '0427'], '--debug');
    expect(exit).toBe(0);
    expect(stderr).toContain('> POST ');
    expect(stdout + stderr).not.toMatch(/swordfish|access-1|refresh-1|key-1|\b9182\b|:427\D/);
  });

  it('takes the user and the life of the token from the answer where they are there', async () => {
    const body = {
      access_token: 'access-1',
      refresh_token: 'refresh-1',
      expires_in: 3600,
      user: { id: 'usr_7', email: 'jane.doe@example.com' },
    };
    const { exit, asked } = await signIn([SENT, { status: 200, body }, ME], ['0427']);
    expect({ exit, requests: asked.length }).toEqual({ exit: 0, requests: 4 });
    expect((await stored()).default).toMatchObject({
      expires_at: '2026-03-01T13:00:00.000Z',
      user_id: 'usr_7',
      email: 'jane.doe@example.com',
    });
  });

  it('signs in without a code where the API wants none', async () => {
    const { exit, asked } = await signIn([{ status: 200, body: { token: 'access-1' } }, ME], []);
    expect({ exit, asked }).toEqual({ exit: 0, asked: [LOGIN, ['GET /v1/user/me', null], LISTED] });
  });

  it('sends a wrong password once: exit 4', async () => {
    const { exit, stderr, asked } = await signIn([refusal(401, 'INVALID_CREDENTIALS')], []);
    expect({ exit, asked }).toEqual({ exit: 4, asked: [LOGIN] });
    expect(stderr).toContain('The API says INVALID_CREDENTIALS. (INVALID_CREDENTIALS, HTTP 401)');
    expect(stderr).toContain('check the address and the password, and run the same command again');
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it.each<[of: string, steps: Step[]]>([
    ['the password', []],
    ['the code', [SENT]],
  ])('says what the API says of %s in an answer that calls itself none', async (_, steps) => {
    const body = { success: false, message: 'Account locked, see eyJhbGciOiJIUzI1NiJ9.' };
    const { exit, stderr } = await signIn([...steps, { status: 200, body }], ['0427']);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/no access token in its answer: an error \(Account locked, see \[redacted\]/);
  });

  it('does not send a code that is no four digits, and asks again', async () => {
    const { exit, stderr, asked } = await signIn([SENT, SIGNED_IN, ME], ['12345', '12a4', '', '0427']);
    expect(exit).toBe(0);
    expect(asked.slice(1, -2)).toEqual([verify(427)]);
    expect(stderr).toContain('That is not a four-digit code; it was not sent');
  });

  it.each(['04 27', '04-27', ' 0\u20114\u00a02 7 '])('takes a code as mails print it: %j', async (code) => {
    const { exit, asked } = await signIn([SENT, SIGNED_IN, ME], [code]);
    expect(exit).toBe(0);
    expect(asked[1]).toEqual(verify(427));
  });

  it('gives three tries: exit 4, and nothing is stored', async () => {
    const { exit, stderr, asked } = await signIn([SENT, WRONG], ['0001', '0002', '0003']);
    expect(exit).toBe(4);
    expect(asked).toEqual([LOGIN, verify(1), verify(2), verify(3)]);
    const why = 'The API refused the code: The API says';
    expect(stderr).toContain(`◆  ${why}`);
    expect(stderr).toContain(`no code was accepted in 3 tries: nothing was stored. ${why}`);
    expect(stderr).toContain('(CODE_REFUSED)');
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('says that a code has expired, and sends another for `resend`', async () => {
    const second: Step = { status: 200, body: { email_key: 'key-2', requires_verification: true } };
    const steps = [SENT, refusal(401, 'VERIFICATION_CODE_EXPIRED'), second, SIGNED_IN, ME];
    const { exit, stderr, asked } = await signIn(steps, ['0001', 'resend', '0002']);
    expect(exit).toBe(0);
    expect(stderr).toContain(
      'The code has expired. Code from the e-mail (four digits; resend sends another)',
    );
    expect(stderr).toContain('Another code is on its way');
    expect(asked.slice(0, 4)).toEqual([LOGIN, verify(1), LOGIN, verify(2, 'key-2')]);
  });

  it('does not send a code twice whose answer got lost: exit 5', async () => {
    const { exit, asked } = await signIn([SENT, 'reset'], ['0427']);
    expect({ exit, asked }).toEqual({ exit: 5, asked: [LOGIN, verify(427)] });
  });

  it('stores nothing when it is declined: exit 130', async () => {
    const { exit, asked } = await signIn([SENT], ['\u0003']);
    expect({ exit, asked }).toEqual({ exit: 130, asked: [LOGIN] });
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('is of no use without a terminal, with --json or with another way: exit 2, and nothing is sent', async () => {
    const { requests } = await world.current.script(unasked(SENT));
    const line = 'auth login --email jane@example.com';
    for (const [more, terminal] of [
      ['', false],
      ['--json', true],
      ['--with-token', false],
      ['--refresh-token-stdin', false],
    ] as const) {
      expect((await world.current.run(`${line} ${more}`, { terminal })).exit, more).toBe(2);
    }
    expect((await world.current.run('auth login --email jane', { terminal: true })).exit).toBe(2);
    expect((await world.current.run(`${line} --sandbox`, { terminal: true })).exit).toBe(2);
    expect(requests).toEqual([]);
  });
});

describe('auth login at a terminal', () => {
  it('lets choose e-mail and password, and asks for the address', async () => {
    const { requests } = await world.current.script(SENT, SIGNED_IN, ME);
    const { exit, stderr } = await world.current.run('auth login', {
      env: { AITRONOS_ACCESS_TOKEN: undefined },
      terminal: true,
      answers: [
        ['How do you want to sign in?', '\u001b[B\r'],
        ['E-mail address', 'jane@example.com\r'],
        PASSWORD,
        code('0427'),
      ],
    });
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.not.stringContaining('swordfish') });
    expect(requests.map(({ path }) => path)).toEqual([
      '/v1/auth/login',
      '/v1/auth/verify',
      '/v1/user/me',
      LISTED[0]?.slice(4),
    ]);
  });

  it('refuses what is no address before anything is sent: exit 2', async () => {
    const { requests } = await world.current.script(unasked(SENT));
    const { exit, stderr } = await world.current.run('auth login', {
      terminal: true,
      answers: [
        ['How do you want to sign in?', '\u001b[B\r'],
        ['E-mail address', 'jane\r'],
      ],
    });
    expect(exit).toBe(2);
    expect(stderr).toContain('e-mail: expected an e-mail address such as jane@example.com, got "jane"');
    expect(stderr).toContain('the same command asks again');
    expect(requests).toEqual([]);
  });
});
