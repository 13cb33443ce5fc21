import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const ON = { AITRONOS_SANDBOX: '1' };
const CHANGE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';

describe('a typed address where the sandbox is on', () => {
  it.each([
    ['by the variable', CHANGE, ON, ['AITRONOS_SANDBOX', '`unset AITRONOS_SANDBOX`']],
    ['by the option', `${CHANGE} --sandbox`, {}, ['--sandbox', 'leave --sandbox out']],
    ['by the option first', `--sandbox ${CHANGE}`, {}, ['leave --sandbox out']],
    ['by both', `${CHANGE} --sandbox`, ON, ['`unset AITRONOS_SANDBOX`, and leave --sandbox out']],
    ['of a list', 'users list --org org_xyz789 --json', ON, ['--api-url and AITRONOS_SANDBOX']],
    ['of a dry run', `${CHANGE} --dry-run`, ON, ['leave --api-url out']],
    ['of any endpoint', 'api get /v1/user/me', ON, ['contradict each other']],
    ['of the sign-in', 'auth status', ON, ['contradict each other']],
  ])('is refused: %s', async (_what, line, env, said) => {
    const { exit, stdout, stderr } = await world.current.run(`${line} --api-url ${world.current.url}`, {
      env,
    });
    expect({ exit, stdout, sent: world.current.requests }).toEqual({ exit: 2, stdout: '', sent: [] });
    for (const words of said) expect(stderr).toContain(words);
  });

  it('is used where the variable says no', async () => {
    const line = `${CHANGE} --api-url ${world.current.url}`;
    expect((await world.current.run(line, { env: { AITRONOS_SANDBOX: '0' } })).exit).toBe(0);
    expect(world.current.requests).toHaveLength(1);
  });
});

describe('an address or a credential of the environment where the sandbox is on', () => {
  const NONE = { AITRONOS_API_URL: undefined, AITRONOS_ACCESS_TOKEN: undefined };
  const note = (ignored: string, cure: string) =>
    `note: the sandbox is used: ${ignored} not; to reach the real API: ${cure}\n`;
  const UNSET = '`unset AITRONOS_SANDBOX`';

  it.each([
    ['the address', { AITRONOS_API_URL: 'https://api.example.com' }, 'AITRONOS_API_URL is'],
    ['a malformed address', { AITRONOS_API_URL: 'nonsense' }, 'AITRONOS_API_URL is'],
    ['the token', { AITRONOS_ACCESS_TOKEN: 'secret' }, 'AITRONOS_ACCESS_TOKEN is'],
    ['the key', { AITRONOS_API_KEY: 'secret' }, 'AITRONOS_API_KEY is'],
    [
      'all of them',
      {
        AITRONOS_API_URL: 'https://api.example.com',
        AITRONOS_ACCESS_TOKEN: 'secret',
        AITRONOS_API_KEY: 'key',
      },
      'AITRONOS_API_URL, AITRONOS_ACCESS_TOKEN, AITRONOS_API_KEY are',
    ],
  ])('is said to be left aside, once: %s', async (_what, env, ignored) => {
    const own = await world.current.run(CHANGE, { env: { ...NONE, ...ON, ...env } });
    expect(own.exit).toBe(0);
    expect(own.stderr.split(note(ignored, UNSET))).toHaveLength(2);
    const typed = await world.current.run(`${CHANGE} --sandbox`, { env: { ...NONE, ...env } });
    expect(typed.stderr.split(note(ignored, 'leave --sandbox out'))).toHaveLength(2);
    expect(own.stderr + typed.stderr).not.toContain('secret');
  });

  it.each([
    'users list --org org_xyz789 --json',
    'users get usr_abc123 --org org_xyz789 -o csv',
    'departments list --org org_xyz789',
    'auth status',
    'auth token',
    'api get /v1/user/me',
    `${CHANGE} --dry-run`,
    `${CHANGE} --check`,
    `users deactivate usr_abc123 usr_john01 --org org_xyz789 --transfer-to dept_eng001 --yes`,
  ])('is said by %s, and not with --quiet', async (line) => {
    const said = note('AITRONOS_API_URL, AITRONOS_ACCESS_TOKEN are', UNSET);
    expect((await world.current.run(line, { env: ON })).stderr.split(said)).toHaveLength(2);
    expect((await world.current.run(`${line} --quiet`, { env: ON })).stderr).not.toContain(
      'the sandbox is used',
    );
  });

  it.each([
    ['where neither is set', CHANGE, { ...NONE, ...ON }],
    ['where they are empty', CHANGE, { AITRONOS_API_URL: '', AITRONOS_ACCESS_TOKEN: '', ...ON }],
    ['where the sandbox is off', CHANGE, {}],
    ['by what asks no API', 'config path', ON],
  ])('is no matter %s', async (_what, line, env) => {
    const { exit, stderr } = await world.current.run(line, { env });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining('the sandbox is used') });
  });
});

describe('auth login in the sandbox', () => {
  it.each([
    ['auth login', ON, '`unset AITRONOS_SANDBOX`'],
    ['auth login --email jane@example.com', ON, '`unset AITRONOS_SANDBOX`'],
    ['auth login --with-token', ON, '`unset AITRONOS_SANDBOX`'],
    ['auth login --refresh-token-stdin', ON, '`unset AITRONOS_SANDBOX`'],
    ['auth login --sandbox', {}, 'leave --sandbox out'],
  ])('is refused before anything is asked: %s', async (line, env, cure) => {
    const { exit, stdout, stderr } = await world.current.run(line, { env, terminal: true });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('the sandbox takes no sign-in');
    expect(stderr).toContain(cure);
    expect(stderr).not.toContain('How do you want');
  });
});

describe('a dry run in the sandbox of one call', () => {
  const ENDS = 'note: the sandbox at this address has stopped; `aitronos sandbox start` keeps one running\n';
  const TWO = 'users deactivate usr_abc123 usr_john01 --org org_xyz789 --transfer-to dept_eng001';

  it.each([
    CHANGE,
    TWO,
    `${CHANGE} --json`,
    `${TWO} -o csv`,
    'api post /v1/x --field a=1',
    'users remove usr_abc123 --org org_xyz789',
  ])('says that the address in its curl line is gone, once: %s', async (line) => {
    const { exit, stderr } = await world.current.run(`${line} --dry-run --sandbox`);
    expect(exit).toBe(0);
    expect(stderr.split(ENDS)).toHaveLength(2);
    const there = await world.current.run(`${line} --dry-run`);
    expect(there.stderr).toBe('note: dry run: nothing was sent\n');
  });
});
